"""Writes a software bill of materials (CycloneDX, JSON) of what the server is made of, from its lock file.

    python -m tools.sbom [FILE]

Each package stands there with version, hashes and address, so that a scanner can look it up. The extension has no dependencies.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "build" / "sbom.json"


def write(target: Path) -> int:
    """Write the file; returns the number of packages. :raises CalledProcessError: the generator has said why."""
    target.parent.mkdir(parents=True, exist_ok=True)
    lock, project = ROOT / "requirements.lock", ROOT / "pyproject.toml"
    how = ["--pyproject", str(project), "--mc-type", "application", "--output-reproducible", "--output-format", "JSON"]
    make = [sys.executable, "-m", "cyclonedx_py", "requirements", str(lock), *how, "--output-file", str(target)]
    subprocess.run(make, check=True)
    return len(json.loads(target.read_text("utf-8"))["components"])


def main() -> None:
    """Write the file named, or ``build/sbom.json``."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    print(f"Wrote {target} with {write(target)} packages.")


if __name__ == "__main__":
    main()
