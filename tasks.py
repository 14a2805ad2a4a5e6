#!/usr/bin/env python3
"""Everything that is done with this repository, in one command each; sets up what it needs first.

    python3 tasks.py run      the server, a mock Freshdesk and a browser with the extension
    python3 tasks.py test     everything that is tested; with arguments: pytest with those
    python3 tasks.py lint     style, the direction of imports, and whether dependencies are as they are locked
    python3 tasks.py bench    how fast checks are answered here
    python3 tasks.py soak     kills a server in a stream of events, fifty times, and looks for losses
    python3 tasks.py fuzz     throws a hundred thousand texts and pages at what takes drafts and mails apart
    python3 tasks.py load     how many agents this machine carries, and what happens past that
    python3 tasks.py attack   attacks a server of its own in the ways that are known to bring servers down
    python3 tasks.py lock     the exact versions of dependencies, anew from pyproject.toml

On Windows: py tasks.py run. Arguments after the task are handed on.

Only the standard library, and syntax that an old Python can read far enough to say that it is too old.
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
    """Something went wrong; the message says what to do, or is empty when it has been said already."""

    def __init__(self, message="", code=1):
        super().__init__(message)
        self.code = code


def call(*command, **how):
    """Run a command in the repository and answer its exit code; Ctrl+C and SIGTERM reach it too."""
    interrupted = signal.signal(signal.SIGINT, lambda *_: None)  # the child gets it as well, and ends in its own way
    terminated = signal.getsignal(signal.SIGTERM)
    try:
        child = subprocess.Popen(command, cwd=ROOT, **how)
        signal.signal(signal.SIGTERM, lambda *_: child.terminate())
        code = child.wait()
        return code if code >= 0 else 128 - code  # ended by a signal: as shells tell it
    finally:
        signal.signal(signal.SIGTERM, terminated)
        signal.signal(signal.SIGINT, interrupted)


def must(*command, **how):
    """Run a command that has to succeed."""
    code = call(*command, **how)
    if code:
        raise Failed(code=code)


def python(*arguments):
    """The command line that runs the environment's Python."""
    return (PYTHON, *arguments)


def set_up():
    """An environment of its own with the locked dependencies and the package; does nothing when all is there."""
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
    """What the environment should be made of; where it stands is part of it, since an editable install points there."""
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
    """Is there an environment whose Python runs, is new enough and has pip?"""
    test = f"import pip, sys; sys.exit(sys.version_info < {OLDEST!r})"
    try:
        return subprocess.run(python("-c", test), capture_output=True).returncode == 0
    except OSError:
        return False


def _make_environment():
    shutil.rmtree(VENV, ignore_errors=True)
    print("Making an environment in .venv ...", flush=True)
    make = [sys.executable, "-m", "venv", VENV]
    made = subprocess.run(make, capture_output=True, text=True)
    if made.returncode and _is_root_on_debian():
        # Debian's Python comes without the part that puts pip into an environment.
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        quietly = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
        must("apt-get", "update", "-qq", env=quietly)
        must("apt-get", "install", "-y", "-qq", "--no-install-recommends", package, env=quietly)
        shutil.rmtree(VENV, ignore_errors=True)
        made = subprocess.run(make, capture_output=True, text=True)
    if made.returncode:
        raise Failed(
            f"The environment .venv can't be made:\n{(made.stdout + made.stderr).strip()}\n"
            "On Debian and Ubuntu: sudo apt install python3-venv, then try again."
        )


def _is_root_on_debian():
    return os.path.exists("/etc/debian_version") and hasattr(os, "geteuid") and os.geteuid() == 0


def browser():
    """A Chromium to show and test the extension in."""
    must(*python("-m", "e2e.harness.browser"))


def run(arguments):
    """Show everything at once, until Ctrl+C."""
    set_up()
    browser()
    return call(*python("-m", "e2e.harness.demo", *arguments))


def test(arguments):
    """All tests; pytest's summary is the last that is printed."""
    set_up()
    if arguments:
        return call(*python("-m", "pytest", *arguments))
    browser()
    styled = lint([])
    # More workers than cores: browser tests use about a third of a core each and wait the rest.
    workers = min(6, (os.cpu_count() or 1) + 1)
    # A worker that is done takes tests from the others, so that none ends up alone with the longest files.
    tested = call(*python("-m", "pytest", "--numprocesses", str(workers), "--dist", "worksteal"))
    if styled and not tested:
        print("The tests pass, but style, imports or dependencies do not: see the beginning.")
    return tested or styled


def lint(arguments):
    """Style, imports that point inwards, and dependencies as they are locked."""
    set_up()
    styled = call(*python("-m", "ruff", "check", "--quiet", *arguments))
    layered = call(os.path.join(os.path.dirname(PYTHON), "lint-imports"), "--no-logo", "--no-cache") if not arguments else 0
    audited = call(*python(os.path.join("tools", "audit.py"))) if not arguments else 0
    return styled or layered or audited


def bench(arguments):
    """How fast checks are answered on this machine."""
    set_up()
    return call(*python(os.path.join("tools", "bench.py"), *arguments))


def soak(arguments):
    """Kill a server in a stream of events, again and again."""
    set_up()
    return call(*python(os.path.join("tools", "soak.py"), *arguments))


def fuzz(arguments):
    """Throw texts of all kinds at what takes drafts and mails apart."""
    set_up()
    return call(*python(os.path.join("tools", "fuzz.py"), *arguments))


def load(arguments):
    """How many agents this machine carries."""
    set_up()
    return call(*python(os.path.join("tools", "load.py"), *arguments))


def attack(arguments):
    """Try to bring a server down, in known ways."""
    set_up()
    return call(*python(os.path.join("tools", "attack"), *arguments))


def lock(arguments):
    """Write both lock files anew. Needs the program uv, which is fetched into the environment if it is missing."""
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


TASKS = {
    "run": run,
    "test": test,
    "lint": lint,
    "bench": bench,
    "soak": soak,
    "fuzz": fuzz,
    "load": load,
    "attack": attack,
    "lock": lock,
}


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
