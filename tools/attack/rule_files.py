"""What doesn't belong in the folder of rules."""

import http.client
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from target import ROOT, Outcome, Target, serving


def rule_files() -> Outcome:
    """A rule file of 40 000 brackets, then a pipe, in the folder of a running server."""
    with tempfile.TemporaryDirectory() as name:
        rules = Path(shutil.copytree(ROOT / "shared_rules", Path(name) / "rules"))
        with serving("--rules", str(rules)) as target:
            file = rules / "checks" / "avslut" / "x.yaml"
            told = [_fault(target, lambda: file.write_text("[" * 40_000))]
            if hasattr(os, "mkfifo"):
                file.unlink(missing_ok=True)
                told.append(_fault(target, lambda: os.mkfifo(file)))
        return ", ".join(told), all(each == "named" for each in told)


def _fault(target: Target, change: Callable[[], object]) -> str:
    """Change the folder, and say what comes of it."""
    change()
    for _ in range(20):
        time.sleep(1)
        if target.process.poll() is not None:
            return f"the server ended with {target.process.returncode}"
        with suppress(OSError, http.client.HTTPException):
            problems = json.loads(target.ask("GET", "/readyz")[1])["problems"]
            if problems and any("x.yaml" in each for each in problems):
                return "named"
    return "nothing was told in 20 s"
