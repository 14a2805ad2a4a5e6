"""Changes the code in small ways, one at a time, and counts the changes that some test notices, by module.

    python -m tools.mutate [--only python|javascript] [--survivors] [--below 85] [PATTERN ...]

A pattern limits the Python part to some mutants: ``rutinlots.core.checks.when``. ``--survivors`` shows each change that no
test noticed; ``--below`` is the score, in per cent, under which a module makes the run fail.

Each language has its tool, and each tool its copy of what it needs below ``build``. Python: mutmut; the package lies in
``src`` in its copy, where mutmut expects it, and is found before the one that is installed. What is mutated, and by which
tests, is set in pyproject.toml. mutmut changes what functions do, not the tables and patterns at the top of a module.
JavaScript: Stryker, from ``tools/stryker``, with node's test runner.

Without a pattern both are run. How long that takes, and the last scores, are in docs/quality.md.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import playwright

ROOT = Path(__file__).resolve().parents[1]
STAGE = ROOT / "build" / "mutation"
SCRIPTS = ROOT / "build" / "mutation-javascript"
STRYKER = ROOT / "tools" / "stryker"
_COPIED = ("backend/tests", "shared_rules", "conftest.py", "pyproject.toml")
_SCRIPTS_COPIED = ("extension", "docs/architecture.md")
_SCRIPT_TESTS = ("machine", "verdict/decide")
_WORKERS = 2
# What a test run of a mutant ended with, as mutmut notes it: 1 and 3 are failures, the others ran out of time.
_KILLED = frozenset((1, 3, -24, 24, 36, 152, 255))
_UNNOTICED = frozenset((0, 5, 33))  # passed, or no test runs the function


@dataclass(frozen=True)
class Score:
    """How many mutants a module has, and how many of them some test noticed."""

    killed: int
    total: int

    @property
    def percent(self) -> float:
        """The share that was noticed; 100 where there was nothing to change."""
        return 100 * self.killed / self.total if self.total else 100.0


def stage(folder: Path, names: Iterable[str]) -> None:
    """Copy files and folders of the repository into a folder of their own, afresh."""
    shutil.rmtree(folder, ignore_errors=True)
    for name in names:
        _copy(ROOT / name, folder / name)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
    else:
        shutil.copy2(source, target)


def mutmut(*arguments: str, quiet: bool = False) -> str:
    """Run mutmut on the copy and answer what it wrote. :raises SystemExit: when it fails."""
    command = [sys.executable, "-m", "mutmut", *arguments]
    # Without pytest's other plugins a mutant takes half as long.
    alone = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_PLUGINS": "pytest_timeout"}
    done = subprocess.run(command, cwd=STAGE, env=alone, text=True, stdout=subprocess.PIPE if quiet else None, check=False)
    if done.returncode:
        raise SystemExit(done.returncode)
    return done.stdout or ""


def results(folder: Path) -> Mapping[str, Mapping[str, int]]:
    """By module, how the tests ended for each mutant that was tried."""
    found = {}
    for path in sorted(folder.rglob("*.py.meta")):
        codes = json.loads(path.read_text("utf-8"))["exit_code_by_key"]
        tried = {name: code for name, code in codes.items() if code is not None}
        if tried:
            found[path.relative_to(folder).as_posix().removesuffix(".py.meta")] = tried
    return found


def score(codes: Iterable[int]) -> Score:
    """The score of the mutants whose tests ended so. :raises ValueError: for an end that says nothing of the tests."""
    counted = Counter(codes)
    strange = set(counted) - _KILLED - _UNNOTICED
    if strange:
        raise ValueError(f"mutmut ended some tests with {sorted(strange)}: see build/mutation")
    return Score(sum(counted[code] for code in _KILLED), counted.total())


def table(scores: Mapping[str, Score]) -> str:
    """The scores as a table in Markdown, with the total last."""
    total = Score(sum(each.killed for each in scores.values()), sum(each.total for each in scores.values()))
    rows = [f"| {name} | {each.killed} of {each.total} | {each.percent:.1f} % |" for name, each in scores.items()]
    last = f"| **total** | {total.killed} of {total.total} | **{total.percent:.1f} %** |"
    return "\n".join(("| Module | Noticed | Score |", "| --- | ---: | ---: |", *rows, last))


def python(patterns: Iterable[str], survivors: bool) -> Mapping[str, Score]:
    """The scores of the Python modules."""
    stage(STAGE, _COPIED)
    _copy(ROOT / "backend" / "rutinlots", STAGE / "src" / "rutinlots")
    mutmut("run", "--max-children", str(_WORKERS), *(f"{each.removesuffix('*')}*" for each in patterns), quiet=True)
    found = results(STAGE / "mutants" / "src")
    if survivors:
        for name in (name for codes in found.values() for name, code in codes.items() if code in _UNNOTICED):
            print(mutmut("show", name, quiet=True))
    return {name: score(codes.values()) for name, codes in found.items()}


def javascript(survivors: bool) -> Mapping[str, Score]:
    """The scores of the JavaScript modules; ``make mutate`` has fetched Stryker."""
    stage(SCRIPTS, _SCRIPTS_COPIED)
    name = "node.exe" if os.name == "nt" else "node"
    node = str(Path(str(playwright.__file__)).parent / "driver" / name)
    tests = " ".join(f"extension/tests/sending/{each}.test.js" for each in _SCRIPT_TESTS)
    settings = json.loads((STRYKER / "stryker.conf.json").read_text("utf-8"))
    settings["commandRunner"] = {"command": f'"{node}" --test --test-reporter=dot {tests}'}
    (SCRIPTS / "stryker.conf.json").write_text(json.dumps(settings), "utf-8")
    program = STRYKER / "node_modules" / "@stryker-mutator" / "core" / "bin" / "stryker.js"
    done = subprocess.run([node, str(program), "run"], cwd=SCRIPTS, text=True, capture_output=True, check=False)
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    if survivors:
        print(done.stdout)
    return script_scores(json.loads((SCRIPTS / "mutation.json").read_text("utf-8")))


def script_scores(report: Mapping[str, Any]) -> Mapping[str, Score]:
    """The scores in Stryker's report; what can't be run at all counts neither way."""
    scores = {}
    for name, file in report["files"].items():
        ends = Counter(mutant["status"] for mutant in file["mutants"])
        killed = ends["Killed"] + ends["Timeout"]
        scores[name] = Score(killed, killed + ends["Survived"] + ends["NoCoverage"])
    return scores


def main(arguments: list[str]) -> int:
    """Run, and print the scores. :returns: 1 when a module is below what was asked for."""
    parser = argparse.ArgumentParser(description=str(__doc__).split("\n")[0])
    parser.add_argument("patterns", nargs="*", metavar="PATTERN")
    parser.add_argument("--only", choices=("python", "javascript"))
    parser.add_argument("--survivors", action="store_true")
    parser.add_argument("--below", type=float, default=85.0)
    asked = parser.parse_args(arguments)
    began = time.monotonic()
    scores: dict[str, Score] = {}
    if asked.only != "javascript":
        print("Changing the Python; a line per module comes at the end ...", flush=True)
        scores |= python(asked.patterns, asked.survivors)
    if asked.only != "python" and not asked.patterns:
        print("Changing the JavaScript ...", flush=True)
        scores |= javascript(asked.survivors)
    print(table(scores))
    print(f"{(time.monotonic() - began) / 60:.0f} minutes.")
    low = [name for name, each in scores.items() if each.percent < asked.below]
    if low:
        print(f"Below {asked.below:.0f} %: {', '.join(low)}")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
