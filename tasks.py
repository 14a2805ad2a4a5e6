#!/usr/bin/env python3
"""The repository's commands. Each one first sets up the environment it needs.

    python3 tasks.py run      start the backend, a mock Freshdesk and a browser with the extension
    python3 tasks.py test     run lint and every test; with arguments: pytest with those arguments
    python3 tasks.py extension  join the content script's modules, and pack the extension to install from into build/
    python3 tasks.py modules  test the extension's modules without a browser
    python3 tasks.py lint     check style, types, the direction of imports, and dependencies against the lock files
    python3 tasks.py docs     write docs/checks.md, the generated reference
    python3 tasks.py bench    measure how fast this machine answers checks, starts, and takes changed rules in;
                              bench page: what the extension costs the page's main thread, on against off
    python3 tasks.py soak     kill a server in a stream of events, fifty times, and look for lost events; then run the
                              large grids of tests of which test runs a part, and a scenario in Firefox;
                              with arguments: only the kills
    python3 tasks.py fuzz     parse a hundred thousand generated texts and pages
    python3 tasks.py load     measure how many agents this machine carries
    python3 tasks.py attack   attack a server of its own in the ways known to bring servers down
    python3 tasks.py mutate   make small changes to the code and count those that no test notices
    python3 tasks.py audit    look the locked dependencies up in a database of vulnerabilities; needs a network
    python3 tasks.py sbom     write build/sbom.json, what the server is made of (CycloneDX)
    python3 tasks.py lock     write the lock files from pyproject.toml

On Windows: py tasks.py run. Arguments after the task are passed on.

Standard library only, in syntax that an old Python can parse, so that it can report that it is too old.
"""

import glob
import os
import shutil
import subprocess
import sys

from tools.environment import OLDEST, PYTHON, fetched, node, python, set_up, type_checker
from tools.processes import ROOT, Failed, call, call_all, must

# Collects the tests once while lint leaves a core idle: in a fresh checkout each worker would compile all modules, and read all
# their constants for Hypothesis, at the same time (12 s of a core instead of 4). What is wrong with one is told by pytest itself.
COMPILE = """
import contextlib, os, pytest
with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere):
    pytest.main(["--collect-only"])
"""


def browser(beside=lambda: None):
    """Find or install a Chromium for the extension, once for all processes: trying one takes seconds.

    ``beside`` is done meanwhile; returns what it does.
    """
    finding = subprocess.Popen(python("-m", "e2e.harness.browser"), cwd=ROOT, stdout=subprocess.PIPE, text=True)
    done = beside()
    found = finding.communicate()[0].strip()
    if finding.returncode:
        raise Failed(code=finding.returncode)
    os.environ["RUTINLOTS_BROWSER"] = found
    return done


def run(arguments):
    """Start backend, mock Freshdesk and browser, until Ctrl+C."""
    set_up()
    browser()
    return call(*python("-m", "e2e.harness.demo", *arguments))


def test(arguments):
    """Run lint and every test; pytest's summary is printed last."""
    set_up()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # each of the tests' servers would compile the package again
    if arguments:
        return call(*python("-m", "pytest", *arguments))
    checked = browser(lambda: call_all([*_lint_commands([]), _modules_command([]), python("-c", COMPILE)]))
    tested = call(*python("-m", "pytest", *_workers()))
    if checked and not tested:
        print("pytest passes, but lint or the extension's modules do not: see the beginning of the output.")
    return tested or checked


def _workers():
    # More workers than cores, since a browser test waits half of its time: with 4 workers on 2 cores they stand idle
    # for 2 % of a run, with 3 for 15 %.
    workers = min(6, (os.cpu_count() or 1) + 2)
    # A worker that is done takes tests from the others, so that none ends up alone with the longest files.
    return ("--numprocesses", str(workers), "--dist", "worksteal")


def extension(arguments):
    """Join the extension's content script, and pack the extension to install from."""
    return call(sys.executable, "-m", "tools.bundle", *arguments)


def modules(arguments):
    """Test the extension's pure modules with node's own test runner."""
    set_up()
    return call(*_modules_command(arguments))


def _modules_command(arguments):
    tests = arguments or sorted(glob.glob(os.path.join("extension", "tests", "**", "*.test.js"), root_dir=ROOT, recursive=True))
    return node("--test", "--test-reporter=dot", *tests)


def lint(arguments):
    """Check style, types, the direction of imports, and dependencies against the lock files."""
    set_up()
    return call_all(_lint_commands(arguments))


def _lint_commands(arguments):
    style = python("-m", "ruff", "check", "--quiet", *arguments)
    if arguments:
        return [style]
    types = python("-m", "mypy", "--no-error-summary")
    layers = (os.path.join(os.path.dirname(PYTHON), "lint-imports"), "--no-logo", "--no-cache")
    return [style, types, layers, type_checker(), python("-m", "tools.audit")]


def docs(arguments):
    """Write docs/checks.md from the code and the shipped rules."""
    set_up()
    return call(*python("-m", "tools.reference", *arguments))


def bench(arguments):
    """Measure how fast this machine answers checks, beside other checkers where they can be fetched; `bench page`: what the
    extension costs the page that it works in."""
    set_up()
    if arguments[:1] == ["page"]:
        browser()
        return call(*python("-m", "e2e.cost", *arguments[1:]))
    try:
        fetched("peers", "other checkers to compare with")
    except Failed as error:
        print(f"Without other checkers: {error}", flush=True)
    return call(*python("-m", "tools.bench", *arguments))


def soak(arguments):
    """Kill a server in a stream of events, again and again; then, without arguments, run the tests marked soak, and Firefox."""
    set_up()
    lost = call(*python("-m", "tools.soak", *arguments))
    if arguments:
        return lost
    browser()
    failed = call(*python("-m", "pytest", "-m", "soak", *_workers()))
    return call(*python("-m", "tools.firefox", "--if-installed")) or failed or lost


def fuzz(arguments):
    """Parse generated texts and pages."""
    set_up()
    return call(*python("-m", "tools.fuzz", *arguments))


def load(arguments):
    """Measure how many agents this machine carries; `load stage`: how a course of 30 fares on the stage."""
    set_up()
    module, rest = ("tools.bench.load_stage", arguments[1:]) if arguments[:1] == ["stage"] else ("tools.bench.load", arguments)
    return call(*python("-m", module, *rest))


def mutate(arguments):
    """Make small changes to the code and count those that no test notices."""
    set_up()
    fetched("stryker", "Stryker for the mutation run")
    return call(*python("-m", "tools.mutate", *arguments))


def attack(arguments):
    """Attack a server of its own in the ways known to bring servers down."""
    set_up()
    return call(*python("-m", "tools.attack", *arguments))


def audit(arguments):
    """Look the server's locked dependencies up in a database of known vulnerabilities."""
    set_up()
    return call(*python("-m", "tools.vulnerabilities", *arguments))


def sbom(arguments):
    """Write a software bill of materials of the server's locked dependencies."""
    set_up()
    return call(*python("-m", "tools.sbom", *arguments))


def lock(arguments):
    """Write both lock files. Installs uv into the environment if it is missing."""
    set_up()
    uv = shutil.which("uv")
    if uv is None:
        must(*python("-m", "pip", "--disable-pip-version-check", "install", "--quiet", "uv"))
        uv = os.path.join(os.path.dirname(PYTHON), "uv")
    make = (uv, "pip", "compile", "pyproject.toml", "--universal", "--python-version", _dotted(OLDEST))
    how = ("--extra", "postgresql", "--generate-hashes", "--no-header", "--no-annotate", "--quiet", *arguments)
    must(*make, *how, "--output-file", "requirements.lock")
    must(*make, "--group", "dev", *how, "--output-file", "requirements-dev.lock")
    return 0


TASKS = {
    each.__name__: each
    for each in (run, test, extension, modules, lint, bench, soak, fuzz, load, attack, mutate, docs, audit, sbom, lock)
}


def _dotted(version):
    return ".".join(map(str, version))


def main():
    if sys.version_info < OLDEST:
        this = _dotted(sys.version_info[:3])
        sys.exit(f"Python {_dotted(OLDEST)} or newer is needed; this is {this}. Get one from python.org.")
    if len(sys.argv) < 2:
        sys.exit(__doc__.strip())
    if sys.argv[1] not in TASKS:
        sys.exit(f"There is no task {sys.argv[1]}. Choose from: {', '.join(TASKS)}")
    try:
        return TASKS[sys.argv[1]](sys.argv[2:])
    except Failed as failure:
        if str(failure):
            print(failure, file=sys.stderr)
        return failure.code
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
