"""tasks.py: what it asks of the machine, and how it ends."""

import importlib.util
import os
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
