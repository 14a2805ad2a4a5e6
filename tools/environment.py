"""The environment that the repository's commands run in: .venv with what is locked, and what checks the JavaScript.

Standard library only, in syntax that an old Python can parse: tasks.py begins here.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence

from tools.processes import ROOT, Failed, call, must

VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, *(("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")))
LOCK = os.path.join(ROOT, "requirements-dev.lock")
STAMP = os.path.join(VENV, "installed")
OLDEST = (3, 11)
PIPS = 4  # side by side


def python(*arguments: str) -> "tuple[str, ...]":
    """A command line for the environment's Python."""
    return (PYTHON, *arguments)


def set_up() -> None:
    """Create .venv with the locked dependencies and the package, unless it is up to date."""
    wanted = _fingerprint()
    if _read(STAMP) == wanted and _works():
        return
    if not _works():
        _make_environment()
    print("Installing dependencies into .venv ...", flush=True)
    pip = python("-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-compile")
    if not _install_side_by_side(pip):
        must(*pip, "--require-hashes", "-r", LOCK)  # what is missing still, and an error if it can't be had
    must(*pip, "--no-deps", "--no-build-isolation", "--editable", ROOT)
    with open(STAMP, "w", encoding="ascii") as stamp:
        stamp.write(wanted)


def _install_side_by_side(pip: "Sequence[str]") -> bool:
    """Install what is locked with several pips, which mostly wait for an answer; returns whether all of it was installed."""
    with open(LOCK, encoding="utf-8") as file:
        packages = re.split(r"^(?=\w)", file.read(), flags=re.MULTILINE)[1:]
    with tempfile.TemporaryDirectory() as folder:
        pips = []
        for part in range(PIPS):
            path = os.path.join(folder, f"{part}.txt")
            with open(path, "w", encoding="utf-8") as file:
                file.writelines(packages[part::PIPS])
            command = (*pip, "--no-deps", "--require-hashes", "-r", path)
            pips.append(subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        codes = [each.wait() for each in pips]  # of all: the files are theirs
        return not any(codes)


def _fingerprint() -> str:
    """A digest of what the environment depends on; its path is included, since an editable install points there."""
    digest = hashlib.sha256(ROOT.encode("utf-8", "surrogateescape"))
    for name in ("requirements-dev.lock", "pyproject.toml"):
        with open(os.path.join(ROOT, name), "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def _read(stamp: str) -> "str | None":
    try:
        with open(stamp, encoding="ascii") as file:
            return file.read()
    except OSError:
        return None


def _works() -> bool:
    """Whether the environment's Python runs, is new enough and has pip."""
    test = f"import pip, sys; sys.exit(sys.version_info < {OLDEST!r})"
    try:
        return subprocess.run(python("-c", test), capture_output=True).returncode == 0
    except OSError:
        return False


def _make_environment() -> None:
    shutil.rmtree(VENV, ignore_errors=True)
    print("Creating the environment .venv ...", flush=True)
    make = [sys.executable, "-m", "venv", VENV]
    made = subprocess.run(make, capture_output=True, text=True)
    if made.returncode and _is_root_on_debian():
        _apt_install(f"python{sys.version_info.major}.{sys.version_info.minor}-venv")  # Debian's Python lacks ensurepip
        shutil.rmtree(VENV, ignore_errors=True)
        made = subprocess.run(make, capture_output=True, text=True)
    if made.returncode:
        raise Failed(
            f"The environment .venv can't be created:\n{(made.stdout + made.stderr).strip()}\n"
            "On Debian and Ubuntu: sudo apt install python3-venv, then try again."
        )


def _is_root_on_debian() -> bool:
    return os.path.exists("/etc/debian_version") and hasattr(os, "geteuid") and os.geteuid() == 0


def _apt_install(*packages: str) -> None:
    quietly = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    install = ("apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages)
    if call(*install, env=quietly, stderr=subprocess.DEVNULL):  # no list of packages, or one that is too old
        must("apt-get", "update", "-qq", env=quietly)
        must(*install, env=quietly)


def node(*arguments: str) -> "tuple[str, ...]":
    """A command line for the Node.js inside Playwright's package."""
    found = subprocess.run(python("-c", "import playwright; print(playwright.__path__[0])"), capture_output=True, text=True)
    name = "node.exe" if os.name == "nt" else "node"
    return (os.path.join(found.stdout.strip(), "driver", name), *arguments)


def type_checker() -> "tuple[str, ...]":
    """A command line that checks the JavaScript's types."""
    checks = fetched("javascript", "TypeScript for the type check")
    return node(os.path.join(checks, "node_modules", "typescript", "bin", "tsc"), "--project", checks)


def fetched(name: str, what: str) -> str:
    """The folder of a tool from npm, in the locked versions; fetches them when they are missing or others."""
    folder = os.path.join(ROOT, "tools", name)
    stamp = os.path.join(folder, "node_modules", "installed")
    with open(os.path.join(folder, "package-lock.json"), "rb") as file:
        wanted = hashlib.sha256(file.read()).hexdigest()
    if _read(stamp) != wanted:
        print(f"Fetching {what} ...", flush=True)
        must(_npm(), "ci", "--silent", "--prefix", folder)
        with open(stamp, "w", encoding="ascii") as file:
            file.write(wanted)
    return folder


def _npm() -> str:
    if shutil.which("npm") is None and _is_root_on_debian():
        _apt_install("npm")
    found = shutil.which("npm")
    if found is None:
        raise Failed("npm is needed to fetch what checks the JavaScript. Get Node.js from nodejs.org, then try again.")
    return found
