"""Programs that the repository's commands run: how they end."""

import os
import signal
import subprocess
import sys

import pytest

from rutinlots.web.config import CHECKOUT
from tools import processes


def test_exit_codes_are_handed_on():
    assert processes.call(sys.executable, "-c", "raise SystemExit(3)") == 3


def test_of_commands_side_by_side_each_is_told_whole_in_their_order_and_a_failure_counts(tmp_path, capsys):
    """The first ends only once the second has begun: it waits for a file that the second writes."""
    file = str(tmp_path / "begun")
    waits = f"import os\nprint('one', flush=True)\nwhile not os.path.exists({file!r}): pass\nprint('two')"
    writes = f"open({file!r}, 'w').close(); print('three'); raise SystemExit(3)"
    assert processes.call_all([(sys.executable, "-c", waits), (sys.executable, "-c", writes)]) == 3
    assert capsys.readouterr().out.split() == ["one", "two", "three"]


@pytest.mark.skipif(os.name != "posix", reason="no such signals on Windows")
def test_a_command_that_was_killed_is_told_as_shells_tell_it():
    suicide = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    assert processes.call(sys.executable, "-c", suicide) == 128 + signal.SIGKILL


@pytest.mark.skipif(os.name != "posix", reason="no such signals on Windows")
def test_ctrl_c_lets_the_command_end_in_its_own_way():
    """The terminal interrupts both; the child cleans up and its exit code counts."""
    child = "import time\ntry:\n print('up', flush=True); time.sleep(60)\nexcept KeyboardInterrupt:\n raise SystemExit(7)"
    parent = f"import sys; from tools.processes import call; sys.exit(call(sys.executable, '-c', {child!r}))"
    started = subprocess.Popen(
        [sys.executable, "-c", parent], cwd=CHECKOUT, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    assert started.stdout.readline() == "up\n"
    os.killpg(started.pid, signal.SIGINT)
    started.communicate(timeout=30)
    assert started.returncode == 7
