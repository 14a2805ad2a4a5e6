"""The environment of the repository's commands: what is installed, and what is said when something is missing."""

import subprocess
import sys

import pytest

from rutinlots.web.config import CHECKOUT
from tools import environment, processes


def test_the_environment_is_made_anew_when_the_lock_or_the_place_changes(tmp_path, monkeypatch):
    for name in ("requirements-dev.lock", "pyproject.toml"):
        (tmp_path / name).write_text("one")
    monkeypatch.setattr(environment, "ROOT", str(tmp_path))
    before = environment._fingerprint()
    assert environment._fingerprint() == before
    (tmp_path / "requirements-dev.lock").write_text("two")
    assert environment._fingerprint() != before
    monkeypatch.setattr(environment, "ROOT", str(CHECKOUT))
    assert environment._fingerprint() != before


def test_each_locked_package_is_installed_by_one_of_the_pips_that_run_side_by_side(tmp_path, monkeypatch):
    lock = "".join(f"package-{number}==1 ; marker \\\n    --hash=sha256:{number}\n" for number in range(7))
    (tmp_path / "lock").write_text("# a remark\n" + lock)
    monkeypatch.setattr(environment, "LOCK", str(tmp_path / "lock"))
    monkeypatch.setattr(environment, "PIPS", 3)
    copy = f"import shutil, sys; shutil.copy(sys.argv[-1], {str(tmp_path)!r})"
    assert environment._install_side_by_side((sys.executable, "-c", copy)) is True
    parts = [file.read_text() for file in tmp_path.glob("*.txt")]
    assert len(parts) == 3
    assert sorted(line for part in parts for line in part.splitlines()) == sorted(lock.splitlines())
    assert all(part.startswith("package-") and part.endswith("\n") for part in parts)


def test_what_pips_side_by_side_fail_at_is_left_to_the_pip_that_tells(capfd):
    assert environment._install_side_by_side((sys.executable, "-c", "raise SystemExit('no network')")) is False
    assert capfd.readouterr() == ("", "")


def test_a_python_without_venv_is_told_how_to_get_it(tmp_path, monkeypatch):
    failed = subprocess.CompletedProcess([], 1, "ensurepip is not available", "")
    monkeypatch.setattr(environment, "VENV", str(tmp_path / ".venv"))
    monkeypatch.setattr(environment, "_is_root_on_debian", lambda: False)
    monkeypatch.setattr(environment.subprocess, "run", lambda *_, **__: failed)
    with pytest.raises(processes.Failed, match="apt install python3-venv"):
        environment._make_environment()


@pytest.mark.parametrize(("codes", "steps"), [([0], ["install"]), ([100, 0, 0], ["install", "update", "install"])])
def test_as_root_on_debian_what_is_missing_is_installed_with_a_new_list_of_packages_if_need_be(
    tmp_path, monkeypatch, codes, steps
):
    asked = []
    answers, left = iter([1, 0]), iter(codes)

    def call(*command, **_):
        asked.append(command)
        return next(left)

    monkeypatch.setattr(environment, "VENV", str(tmp_path / ".venv"))
    monkeypatch.setattr(environment, "_is_root_on_debian", lambda: True)
    monkeypatch.setattr(environment, "call", call)
    monkeypatch.setattr(processes, "call", call)
    monkeypatch.setattr(environment.subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], next(answers), "", ""))
    environment._make_environment()
    assert [command[:2] for command in asked] == [("apt-get", step) for step in steps]
    assert asked[-1][-1].endswith("-venv")


def test_without_npm_it_is_told_where_to_get_it(monkeypatch):
    monkeypatch.setattr(environment, "_is_root_on_debian", lambda: False)
    monkeypatch.setattr(environment.shutil, "which", lambda _: None)
    with pytest.raises(processes.Failed, match=r"nodejs\.org"):
        environment._npm()


def test_as_root_on_debian_a_missing_npm_is_installed(monkeypatch):
    asked = []
    monkeypatch.setattr(environment, "_is_root_on_debian", lambda: True)
    monkeypatch.setattr(environment.shutil, "which", lambda name: "/usr/bin/npm" if asked else None)
    monkeypatch.setattr(environment, "call", lambda *command, **_: asked.append(command))
    assert environment._npm() == "/usr/bin/npm"
    assert asked[-1][-1] == "npm"
