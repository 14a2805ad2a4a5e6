"""The processes of a server: started, started again, and stopped together."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from rutinlots.web.server.processes import Family, stop_signals, usual_count

if os.name != "posix":
    pytest.skip("several processes need Linux or macOS", allow_module_level=True)

SCRIPT = """
import os, signal, sys
from rutinlots.web.server.processes import STOP, Family, Hopeless

def work(number):
    signal.pthread_sigmask(signal.SIG_BLOCK, [STOP])  # waited for: a handler may run just before a pause, that then lasts
    os.write(1, b"runs %d %d\\n" % (number, os.getpid()))
    if "fail" in sys.argv:
        raise ValueError
    if "hopeless" in sys.argv and number == 1:
        raise Hopeless("kontrollen går inte att använda")
    signal.sigwait([STOP])
    os.write(1, b"stops %d\\n" % number)
    os._exit(0)

print("ended", Family(work, 3).run(), flush=True)
"""


@dataclass
class Parent:
    """A parent with three processes that say when they run and stop."""

    process: "subprocess.Popen[str]"

    def lines(self, count: int) -> list[str]:
        assert self.process.stdout
        return [self.process.stdout.readline().strip() for _ in range(count)]

    def running(self, count: int) -> dict[str, int]:
        """The processes that say next that they run, by number."""
        return {number: int(child) for _, number, child in map(str.split, self.lines(count))}


def begun(*arguments: str) -> Parent:
    command = [sys.executable, "-c", SCRIPT, *arguments]
    return Parent(subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True))


@pytest.fixture
def parent() -> Iterator[Parent]:
    started = begun()
    yield started
    started.process.kill()
    started.process.communicate()


@pytest.mark.parametrize("told", [["SIGTERM"], ["SIGINT"], ["SIGHUP"], ["SIGHUP", "SIGHUP"]])
def test_the_first_stops_when_the_others_have(parent, told):
    """A terminal that is closed may be told of twice."""
    assert sorted(parent.running(3)) == ["0", "1", "2"]

    for each in told:
        parent.process.send_signal(signal.Signals[each])

    *others, first, end = parent.lines(4)
    assert (sorted(others), first, end) == (["stops 1", "stops 2"], "stops 0", "ended True")


def test_the_order_is_kept_when_all_are_told_as_service_managers_do(parent):
    for child in parent.running(3).values():
        os.kill(child, signal.SIGTERM)

    parent.process.terminate()

    *others, first, end = parent.lines(4)
    assert (sorted(others), first, end) == (["stops 1", "stops 2"], "stops 0", "ended True")


def test_a_closed_terminal_stops_nothing_where_nohup_says_so(monkeypatch):
    before = stop_signals()
    monkeypatch.setattr(signal, "getsignal", {signal.SIGHUP: signal.SIG_IGN}.get)
    assert before - stop_signals() == {signal.SIGHUP}


def test_one_that_ends_is_started_again(parent):
    before = parent.running(3)

    os.kill(before["1"], signal.SIGKILL)

    after = parent.running(1)
    assert after.keys() == {"1"}
    assert after["1"] != before["1"]


def test_all_end_when_the_parent_is_killed(parent):
    parent.running(3)

    parent.process.kill()

    assert sorted(parent.lines(3)) == ["stops 0", "stops 1", "stops 2"]


def test_a_parent_gives_up_when_its_processes_cannot_start():
    out, err = begun("fail").process.communicate(timeout=60)

    assert out.splitlines()[-1] == "ended False"
    assert "A server process failed (ValueError)" in err


def test_one_for_which_there_is_no_hope_says_why_and_ends_all():
    out, err = begun("hopeless").process.communicate(timeout=60)

    assert len([line for line in out.splitlines() if line.startswith("runs 1 ")]) == 1
    assert out.splitlines()[-1] == "ended False"
    assert "kontrollen går inte att använda" in err


def test_as_many_are_usual_as_there_are_cores_up_to_four_and_one_where_they_are_of_little_use(monkeypatch):
    counts = []
    for platform, cores in (("linux", 1), ("linux", 2), ("linux", 64), ("darwin", 8), ("win32", 8)):
        monkeypatch.setattr(sys, "platform", platform)
        monkeypatch.setattr(os, "sched_getaffinity", lambda _, cores=cores: set(range(cores)), raising=False)
        counts.append(usual_count())
    assert counts == [1, 2, 4, 1, 1]


def test_one_that_still_stops_is_told_once_and_the_first_when_all_others_are_gone(monkeypatch):
    """A second signal would end a server's requests in progress."""
    family, told = Family(lambda number: None, 3), []
    family._running = {10: (0, 0.0), 11: (1, 0.0), 12: (2, 0.0)}
    family._stops = 1
    gone = iter([(11, 0), (0, 0), (12, 0), (0, 0)])
    monkeypatch.setattr(os, "waitpid", lambda *_: next(gone))
    monkeypatch.setattr(os, "kill", lambda child, _: told.append(child))

    family._stop()
    family._reap()
    assert told == [11, 12]
    family._reap()
    assert told == [11, 12, 10]
