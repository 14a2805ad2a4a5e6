"""``rutinlots demo``."""

import subprocess
import sys

import click

from rutinlots.web.config import CHECKOUT


@click.command()
def demo() -> None:
    """Start the server, a mock Freshdesk and a browser with the extension."""
    if not (CHECKOUT / "e2e" / "harness" / "demo.py").is_file():
        raise click.ClickException("The demo needs the repository. Clone it, and run there: make run")
    raise SystemExit(subprocess.run([sys.executable, "-m", "e2e.harness.demo"], cwd=CHECKOUT, check=False).returncode)
