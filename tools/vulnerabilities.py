"""Looks the server's locked dependencies up in a database of known vulnerabilities, with pip-audit.

    python -m tools.vulnerabilities [OPTION OF PIP-AUDIT ...]

Exit code 0: none is known. 1: some are, and they are printed. 2: they could not be looked up, for example without a network.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


def findings(report: Mapping[str, Any]) -> Iterator[str]:
    """Each vulnerability in pip-audit's report, in one line."""
    for package in report["dependencies"]:
        for each in package.get("vulns", ()):
            mended = ", ".join(each["fix_versions"]) or "no version yet"
            yield f"{package['name']} {package['version']}: {each['id']}, mended in {mended}"


def skipped(report: Mapping[str, Any]) -> list[str]:
    """The packages that the database doesn't know, with the reason."""
    return [f"{package['name']}: {package['skip_reason']}" for package in report["dependencies"] if "skip_reason" in package]


def summary(report: Mapping[str, Any]) -> str:
    """How many were looked up, and what is known; not to be read as good news when none were."""
    count, unknown = len(report["dependencies"]), len(skipped(report))
    looked_up = f"{count - unknown} of {count} packages looked up"
    if unknown == count:
        return f"{looked_up}: the database knows none of them or can't be reached, so nothing is known. Is there a network?"
    return f"{looked_up}, {len(list(findings(report)))} known vulnerabilities."


def main() -> None:
    """Look up, and print what is known."""
    how = ["--requirement", str(ROOT / "requirements.lock"), "--disable-pip", "--require-hashes", "--format", "json"]
    command = [sys.executable, "-m", "pip_audit", *how, "--progress-spinner", "off", *sys.argv[1:]]
    asked = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        report = json.loads(asked.stdout)
    except ValueError:
        why = (asked.stderr.strip().splitlines() or ["no answer"])[-1]
        print(f"The vulnerabilities could not be looked up. Is there a network? ({why[:200]})", file=sys.stderr)
        sys.exit(2)
    known, unknown = list(findings(report)), skipped(report)
    for line in [*known, *(f"not looked up: {each}" for each in unknown)]:
        print(line)
    print(summary(report))
    sys.exit(1 if known else 2 if unknown else 0)


if __name__ == "__main__":
    main()
