"""tasks.py: what it asks of the machine, and how it ends."""

import importlib.util
import os
import signal
import subprocess
import sys

import pytest

from rutinlots.web.config import CHECKOUT


@pytest.fixture
def tasks():
    spec = importlib.util.spec_from_file_location("tasks", CHECKOUT / "tasks.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_without_a_task_all_tasks_are_listed(tasks):
    told = subprocess.run([sys.executable, CHECKOUT / "tasks.py"], capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert all(f"tasks.py {name} " in told.stderr for name in tasks.TASKS)


def test_a_task_that_there_is_not_is_named(tasks, monkeypatch):
    monkeypatch.setattr(tasks.sys, "argv", ["tasks.py", "tset"])
    with pytest.raises(SystemExit, match=r"There is no task tset\. Choose from: run, test, "):
        tasks.main()


def test_a_python_that_is_too_old_is_told_so(tasks, monkeypatch):
    monkeypatch.setattr(tasks.sys, "version_info", (3, 9, 2, "final", 0))
    with pytest.raises(SystemExit, match=r"Python 3\.11 or newer is needed; this is 3\.9\.2"):
        tasks.main()


def test_exit_codes_are_handed_on(tasks):
    assert tasks.call(sys.executable, "-c", "raise SystemExit(3)") == 3


def test_of_commands_side_by_side_each_is_told_whole_in_their_order_and_a_failure_counts(tasks, tmp_path, capsys):
    """The first ends only once the second has begun: it waits for a file that the second writes."""
    file = str(tmp_path / "begun")
    waits = f"import os\nprint('one', flush=True)\nwhile not os.path.exists({file!r}): pass\nprint('two')"
    writes = f"open({file!r}, 'w').close(); print('three'); raise SystemExit(3)"
    assert tasks.call_all([(sys.executable, "-c", waits), (sys.executable, "-c", writes)]) == 3
    assert capsys.readouterr().out.split() == ["one", "two", "three"]


@pytest.mark.skipif(os.name != "posix", reason="no such signals on Windows")
def test_a_command_that_was_killed_is_told_as_shells_tell_it(tasks):
    suicide = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    assert tasks.call(sys.executable, "-c", suicide) == 128 + signal.SIGKILL


@pytest.mark.skipif(os.name != "posix", reason="no such signals on Windows")
def test_ctrl_c_lets_the_command_end_in_its_own_way():
    """The terminal interrupts both; the child cleans up and its exit code counts."""
    child = "import time\ntry:\n print('up', flush=True); time.sleep(60)\nexcept KeyboardInterrupt:\n raise SystemExit(7)"
    parent = f"import tasks, sys; sys.exit(tasks.call(sys.executable, '-c', {child!r}))"
    started = subprocess.Popen(
        [sys.executable, "-c", parent], cwd=CHECKOUT, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    assert started.stdout.readline() == "up\n"
    os.killpg(started.pid, signal.SIGINT)
    started.communicate(timeout=30)
    assert started.returncode == 7


def test_the_environment_is_made_anew_when_the_lock_or_the_place_changes(tasks, tmp_path, monkeypatch):
    for name in ("requirements-dev.lock", "pyproject.toml"):
        (tmp_path / name).write_text("one")
    monkeypatch.setattr(tasks, "ROOT", str(tmp_path))
    before = tasks._fingerprint()
    assert tasks._fingerprint() == before
    (tmp_path / "requirements-dev.lock").write_text("two")
    assert tasks._fingerprint() != before
    monkeypatch.setattr(tasks, "ROOT", str(CHECKOUT))
    assert tasks._fingerprint() != before


def test_each_locked_package_is_installed_by_one_of_the_pips_that_run_side_by_side(tasks, tmp_path, monkeypatch):
    lock = "".join(f"package-{number}==1 ; marker \\\n    --hash=sha256:{number}\n" for number in range(7))
    (tmp_path / "lock").write_text("# a remark\n" + lock)
    monkeypatch.setattr(tasks, "LOCK", str(tmp_path / "lock"))
    monkeypatch.setattr(tasks, "PIPS", 3)
    copy = f"import shutil, sys; shutil.copy(sys.argv[-1], {str(tmp_path)!r})"
    assert tasks._install_side_by_side((sys.executable, "-c", copy)) is True
    parts = [file.read_text() for file in tmp_path.glob("*.txt")]
    assert len(parts) == 3
    assert sorted(line for part in parts for line in part.splitlines()) == sorted(lock.splitlines())
    assert all(part.startswith("package-") and part.endswith("\n") for part in parts)


def test_what_pips_side_by_side_fail_at_is_left_to_the_pip_that_tells(tasks, capfd):
    assert tasks._install_side_by_side((sys.executable, "-c", "raise SystemExit('no network')")) is False
    assert capfd.readouterr() == ("", "")


def test_a_python_without_venv_is_told_how_to_get_it(tasks, tmp_path, monkeypatch):
    failed = subprocess.CompletedProcess([], 1, "ensurepip is not available", "")
    monkeypatch.setattr(tasks, "VENV", str(tmp_path / ".venv"))
    monkeypatch.setattr(tasks, "_is_root_on_debian", lambda: False)
    monkeypatch.setattr(tasks.subprocess, "run", lambda *_, **__: failed)
    with pytest.raises(tasks.Failed, match="apt install python3-venv"):
        tasks._make_environment()


@pytest.mark.parametrize(("codes", "steps"), [([0], ["install"]), ([100, 0, 0], ["install", "update", "install"])])
def test_as_root_on_debian_what_is_missing_is_installed_with_a_new_list_of_packages_if_need_be(
    tasks, tmp_path, monkeypatch, codes, steps
):
    asked = []
    answers, left = iter([1, 0]), iter(codes)

    def call(*command, **_):
        asked.append(command)
        return next(left)

    monkeypatch.setattr(tasks, "VENV", str(tmp_path / ".venv"))
    monkeypatch.setattr(tasks, "_is_root_on_debian", lambda: True)
    monkeypatch.setattr(tasks, "call", call)
    monkeypatch.setattr(tasks.subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], next(answers), "", ""))
    tasks._make_environment()
    assert [command[:2] for command in asked] == [("apt-get", step) for step in steps]
    assert asked[-1][-1].endswith("-venv")


def test_without_npm_it_is_told_where_to_get_it(tasks, monkeypatch):
    monkeypatch.setattr(tasks, "_is_root_on_debian", lambda: False)
    monkeypatch.setattr(tasks.shutil, "which", lambda _: None)
    with pytest.raises(tasks.Failed, match=r"nodejs\.org"):
        tasks._npm()


def test_as_root_on_debian_a_missing_npm_is_installed(tasks, monkeypatch):
    asked = []
    monkeypatch.setattr(tasks, "_is_root_on_debian", lambda: True)
    monkeypatch.setattr(tasks.shutil, "which", lambda name: "/usr/bin/npm" if asked else None)
    monkeypatch.setattr(tasks, "call", lambda *command, **_: asked.append(command))
    assert tasks._npm() == "/usr/bin/npm"
    assert asked[-1][-1] == "npm"


def test_a_browser_is_looked_for_once_for_all_processes_while_other_things_are_done(tasks, monkeypatch):
    answers = iter(["print('/usr/bin/chromium')", "raise SystemExit(1)"])

    def python(*arguments):
        assert arguments == ("-m", "e2e.harness.browser")
        return sys.executable, "-c", next(answers)

    monkeypatch.setattr(tasks, "python", python)
    monkeypatch.setenv("RUTINLOTS_BROWSER", "")
    assert tasks.browser(lambda: "done") == "done"
    assert os.environ["RUTINLOTS_BROWSER"] == "/usr/bin/chromium"
    with pytest.raises(tasks.Failed):
        tasks.browser()
