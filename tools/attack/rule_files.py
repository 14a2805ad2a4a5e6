"""Files that don't belong in the rules folder."""

import http.client
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from tools.attack.target import ROOT, Outcome, Target, serving


def rule_files() -> Outcome:
    """A rule file of 40 000 brackets, then a pipe, in the folder of a running server."""
    with tempfile.TemporaryDirectory() as name:
        rules = Path(shutil.copytree(ROOT / "shared_rules", Path(name) / "rules"))
        with serving("--rules", str(rules)) as target:
            file = rules / "checks" / "avslut" / "x.yaml"
            outcomes = [_fault(target, lambda: file.write_text("[" * 40_000))]
            if hasattr(os, "mkfifo"):
                file.unlink(missing_ok=True)
                outcomes.append(_fault(target, lambda: os.mkfifo(file)))
        return ", ".join(outcomes), all(each == "named" for each in outcomes)


def _fault(target: Target, change: Callable[[], object]) -> str:
    """Change the folder; what the server makes of it."""
    change()
    for _ in range(20):
        time.sleep(1)
        if target.process.poll() is not None:
            return f"the server ended with {target.process.returncode}"
        with suppress(OSError, http.client.HTTPException):
            problems = json.loads(target.ask("GET", "/readyz")[1])["problems"]
            if problems and any("x.yaml" in each for each in problems):
                return "named"
    return "nothing was reported within 20 s"
