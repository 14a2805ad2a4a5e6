"""A server of two processes answers as one."""

import errno
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from backend.tests.test_cli import SITUATION, Server, failure

if os.name != "posix":
    pytest.skip("several processes need Linux or macOS", allow_module_level=True)

EVENT = {
    "id": "00000000-0000-4000-8000-000000000001",
    "at": "2026-03-10T10:15:00+01:00",
    "kind": "logged",
    "ticket": 5,
}


def answered(figures: str, address: str) -> float:
    """How many requests to an address were answered, by the server's own figures."""
    counted = re.search(rf'^rutinlots_requests_total\{{address="{address}".*\}} (\S+)$', figures, re.MULTILINE)
    return float(counted[1]) if counted else 0


def test_two_processes_answer_as_one_server_and_end_together(tmp_path):
    server = Server(tmp_path / "data", "--processes", "2")
    try:
        gates = Counter(server.post("/api/v1/checks", SITUATION)["gate"]["situation"] for _ in range(12))
        server.post("/api/v1/events", {"events": [EVENT]})
        gates += Counter(server.post("/api/v1/checks", SITUATION)["gate"]["situation"] for _ in range(12))
        assert gates == {"new": 12, "append": 12}  # what one process has noted, both know

        practising = build_opener(HTTPCookieProcessor())
        pages = [practising.open(server.address + "/ovning", timeout=30) for _ in range(6)]
        assert sum("Set-Cookie" in page.headers for page in pages) <= 1

        figures = server.get("/metrics")
        assert {address: answered(figures, address) for address in ("/api/v1/checks", "/ovning")} == {
            "/api/v1/checks": 24,
            "/ovning": 6,
        }

        server.process.send_signal(signal.SIGINT)
        out, err = server.process.communicate(timeout=30)
        assert (server.process.returncode, "has stopped" in out, "Traceback" in err) == (0, True, False)
    finally:
        server.process.kill()
        server.process.communicate()


ILL = """
import sys
import tempfile
from rutinlots import live_rules
from rutinlots.cli import main
from rutinlots.rule_loader import Problem, RulesError

def crash(rules, *_, **__):
    raise RulesError([Problem("checks/x/ill.yaml", 0, "", "kontrollen ”ill” går inte att använda")])

live_rules.try_out = crash
main(["serve", "--port", "0", "--processes", "2", "--encoder", "none", "--data", sys.argv[1]])
"""


def test_two_processes_whose_rules_turn_out_to_crash_end_and_say_which_check(tmp_path):
    ended = subprocess.run([sys.executable, "-c", ILL, tmp_path / "data"], capture_output=True, text=True, timeout=60)

    assert "Rutinlots listens on" in ended.stdout
    assert "ill.yaml" in ended.stderr
    assert "The server has stopped. The log says why." in ended.stderr
    assert ended.returncode == 1


def test_a_database_in_memory_has_one_process_to_itself(tmp_path):
    server = Server(tmp_path / "data", "--processes", "2", "--database-url", "sqlite://")
    try:
        assert server.post("/api/v1/events", {"events": [EVENT]}) == {"accepted": 1, "known": 0}
        gates = Counter(server.post("/api/v1/checks", SITUATION)["gate"]["situation"] for _ in range(12))
        assert gates == {"append": 12}
    finally:
        server.process.kill()
        server.process.communicate()


def test_where_nothing_temporary_can_be_written_the_error_says_what_to_do(tmp_path, monkeypatch):
    def refused(prefix):
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found")

    monkeypatch.setattr(tempfile, "mkdtemp", refused)
    assert "--processes 1" in failure("serve", "--port", "0", "--processes", "2", "--data", str(tmp_path / "data"))
