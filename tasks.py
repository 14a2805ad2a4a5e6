#!/usr/bin/env python3
"""The repository's commands. Each one first sets up the environment it needs.

    python3 tasks.py run      start the backend, a mock Freshdesk and a browser with the extension
    python3 tasks.py test     run lint and every test; with arguments: pytest with those arguments
    python3 tasks.py lint     check style, the direction of imports, and dependencies against the lock files
    python3 tasks.py docs     write docs/checks.md, the generated reference
    python3 tasks.py bench    measure how fast this machine answers checks
    python3 tasks.py soak     kill a server in a stream of events, fifty times, and look for lost events
    python3 tasks.py fuzz     parse a hundred thousand generated texts and pages
    python3 tasks.py load     measure how many agents this machine carries
    python3 tasks.py lock     write the lock files from pyproject.toml

On Windows: py tasks.py run. Arguments after the task are passed on.

Standard library only, in syntax that an old Python can parse, so that it can report that it is too old.
"""

import hashlib
import os
import shutil
import signal
import subprocess
import sys

ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, *(("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")))
LOCK = os.path.join(ROOT, "requirements-dev.lock")
STAMP = os.path.join(VENV, "installed")
OLDEST = (3, 11)


class Failed(Exception):
    """A command failed; the message says what to do, or is empty if it has been printed already."""

    def __init__(self, message="", code=1):
        super().__init__(message)
        self.code = code


def call(*command, **how):
    """Run a command in the repository and return its exit code; Ctrl+C and SIGTERM reach it too."""
    interrupted = signal.signal(signal.SIGINT, lambda *_: None)  # the child gets it too, and exits in its own way
    terminated = signal.getsignal(signal.SIGTERM)
    try:
        child = subprocess.Popen(command, cwd=ROOT, **how)
        signal.signal(signal.SIGTERM, lambda *_: child.terminate())
        code = child.wait()
        return code if code >= 0 else 128 - code  # ended by a signal: the shells' convention
    finally:
        signal.signal(signal.SIGTERM, terminated)
        signal.signal(signal.SIGINT, interrupted)


def must(*command, **how):
    """Run a command. :raises Failed: when it fails."""
    code = call(*command, **how)
    if code:
        raise Failed(code=code)


def python(*arguments):
    """A command line for the environment's Python."""
    return (PYTHON, *arguments)


def set_up():
    """Create .venv with the locked dependencies and the package, unless it is up to date."""
    wanted = _fingerprint()
    if _installed() == wanted and _works():
        return
    if not _works():
        _make_environment()
    print("Installing dependencies into .venv ...", flush=True)
    pip = python("-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    must(*pip, "--require-hashes", "-r", LOCK)
    must(*pip, "--no-deps", "--no-build-isolation", "--editable", ROOT)
    with open(STAMP, "w", encoding="ascii") as stamp:
        stamp.write(wanted)


def _fingerprint():
    """A digest of what the environment depends on; its path is included, since an editable install points there."""
    digest = hashlib.sha256(ROOT.encode("utf-8", "surrogateescape"))
    for name in ("requirements-dev.lock", "pyproject.toml"):
        with open(os.path.join(ROOT, name), "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def _installed():
    try:
        with open(STAMP, encoding="ascii") as stamp:
            return stamp.read()
    except OSError:
        return None


def _works():
    """Whether the environment's Python runs, is new enough and has pip."""
    test = f"import pip, sys; sys.exit(sys.version_info < {OLDEST!r})"
    try:
        return subprocess.run(python("-c", test), capture_output=True).returncode == 0
    except OSError:
        return False


def _make_environment():
    shutil.rmtree(VENV, ignore_errors=True)
    print("Creating the environment .venv ...", flush=True)
    make = [sys.executable, "-m", "venv", VENV]
    made = subprocess.run(make, capture_output=True, text=True)
    if made.returncode and _is_root_on_debian():
        # Debian's Python lacks ensurepip.
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        quietly = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
        must("apt-get", "update", "-qq", env=quietly)
        must("apt-get", "install", "-y", "-qq", "--no-install-recommends", package, env=quietly)
        shutil.rmtree(VENV, ignore_errors=True)
        made = subprocess.run(make, capture_output=True, text=True)
    if made.returncode:
        raise Failed(
            f"The environment .venv can't be created:\n{(made.stdout + made.stderr).strip()}\n"
            "On Debian and Ubuntu: sudo apt install python3-venv, then try again."
        )


def _is_root_on_debian():
    return os.path.exists("/etc/debian_version") and hasattr(os, "geteuid") and os.geteuid() == 0


def browser():
    """Find or install a Chromium for the extension."""
    must(*python("-m", "e2e.harness.browser"))


def run(arguments):
    """Start backend, mock Freshdesk and browser, until Ctrl+C."""
    set_up()
    browser()
    return call(*python("-m", "e2e.harness.demo", *arguments))


def test(arguments):
    """Run lint and every test; pytest's summary is printed last."""
    set_up()
    if arguments:
        return call(*python("-m", "pytest", *arguments))
    browser()
    styled = lint([])
    # Two workers, one file each at a time: most of the time is spent waiting for a browser.
    tested = call(*python("-m", "pytest", "--numprocesses", "2", "--dist", "loadfile"))
    if styled and not tested:
        print("The tests pass, but lint does not: see the beginning of the output.")
    return tested or styled


def lint(arguments):
    """Check style, the direction of imports, and dependencies against the lock files."""
    set_up()
    styled = call(*python("-m", "ruff", "check", "--quiet", *arguments))
    layered = call(os.path.join(os.path.dirname(PYTHON), "lint-imports"), "--no-logo", "--no-cache") if not arguments else 0
    audited = call(*python(os.path.join("tools", "audit.py"))) if not arguments else 0
    return styled or layered or audited


def docs(arguments):
    """Write docs/checks.md from the code and the shipped rules."""
    set_up()
    return call(*python("-m", "tools.reference", *arguments))


def bench(arguments):
    """Measure how fast this machine answers checks."""
    set_up()
    return call(*python(os.path.join("tools", "bench.py"), *arguments))


def soak(arguments):
    """Kill a server in a stream of events, again and again, and look for lost events."""
    set_up()
    return call(*python(os.path.join("tools", "soak.py"), *arguments))


def fuzz(arguments):
    """Parse generated texts and pages."""
    set_up()
    return call(*python(os.path.join("tools", "fuzz.py"), *arguments))


def load(arguments):
    """Measure how many agents this machine carries."""
    set_up()
    return call(*python(os.path.join("tools", "load.py"), *arguments))


def lock(arguments):
    """Write both lock files. Installs uv into the environment if it is missing."""
    set_up()
    uv = shutil.which("uv")
    if uv is None:
        must(*python("-m", "pip", "--disable-pip-version-check", "install", "--quiet", "uv"))
        uv = os.path.join(os.path.dirname(PYTHON), "uv")
    make = (uv, "pip", "compile", "pyproject.toml", "--universal", "--python-version", _dotted(OLDEST))
    how = ("--generate-hashes", "--no-header", "--no-annotate", "--quiet", *arguments)
    must(*make, *how, "--output-file", "requirements.lock")
    must(*make, "--group", "dev", *how, "--output-file", "requirements-dev.lock")
    return 0


TASKS = {task.__name__: task for task in (run, test, lint, docs, bench, soak, fuzz, load, lock)}


def _dotted(version):
    return ".".join(map(str, version))


def main():
    if sys.version_info < OLDEST:
        this = _dotted(sys.version_info[:3])
        sys.exit(f"Python {_dotted(OLDEST)} or newer is needed; this is {this}. Get one from python.org.")
    if len(sys.argv) < 2 or sys.argv[1] not in TASKS:
        sys.exit(__doc__.strip())
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
