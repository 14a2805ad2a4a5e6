"""The attacks: each answers what it cost, and whether that is within its bound."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path

from target import Target, serving

Outcome = tuple[str, bool]
_CHECK_S = 0.9  # then the extension lets the mail go
JSON = {"Content-Type": "application/json"}
ROOT = Path(__file__).resolve().parents[2]


def _at_once(work: list[Callable[[], object]]) -> None:
    def quietly(each: Callable[[], object]) -> None:
        with suppress(OSError, http.client.HTTPException):
            each()

    threads = [threading.Thread(target=quietly, args=(each,)) for each in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def logins() -> Outcome:
    """40 addresses try 5 passwords each, at once."""
    with serving() as target:

        def tries(source: str) -> None:
            for _ in range(5):
                _, page, headers = target.ask("GET", "/logga-in", source=source)
                token = re.search(rb'form_token" value="(\w+)"', page)[1].decode()
                form = {**JSON, "Content-Type": "application/x-www-form-urlencoded", "Cookie": headers["Set-Cookie"].split(";")[0]}
                target.ask("POST", "/logga-in", f"name=a&password=b&form_token={token}".encode(), form, source)

        began = time.monotonic()
        with target.checked() as waits:
            _at_once([lambda n=n: tries(f"127.0.1.{n + 1}") for n in range(40)])
        return f"slowest check {max(waits):.2f} s, over after {time.monotonic() - began:.0f} s", max(waits) < _CHECK_S


def methods() -> Outcome:
    """300 requests with invented methods of 200 kB."""
    with serving() as target:
        before = target.megabytes()
        for number in range(300):
            with suppress(OSError, http.client.HTTPException):
                target.ask(f"A{number}" + "X" * 200_000, "/healthz")
        grown, log = target.megabytes() - before, target.log.stat().st_size / 1e6
        return f"{grown:.0f} MB of memory, {log:.1f} MB of log", grown < 50 and log < 1


def half_requests() -> Outcome:
    """505 connections that send a byte now and then."""
    with serving() as target, ExitStack() as stack:
        half = []
        for _ in range(505):
            with suppress(OSError):
                half.append(stack.enter_context(socket.create_connection(target.address, timeout=2)))
                half[-1].sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX: ")
        waits = []
        for _ in range(5):
            for each in half:
                with suppress(OSError):
                    each.sendall(b"x")
            waits.append(target.check(4))
        return f"slowest check {max(waits):.2f} s (4: none)", max(waits) < _CHECK_S


def markup() -> Outcome:
    """One mail of 20 kB: 490 open <b> in a paragraph, then 2 000 paragraphs."""
    html = "<p>" + "".join(f"<b a{n}>" for n in range(490)) + "</p>" + "<p>x</p>" * 2000
    ticket = {"id": 5, "conversation": [{"direction": "in", "html": html}]}
    return _one_request({"moment": "open", "ticket": ticket})


def list_of_nothing() -> Outcome:
    """650 000 empty objects for messages."""
    return _one_request({"moment": "open", "ticket": {"conversation": [{}] * 650_000}})


def _one_request(body: object) -> Outcome:
    with serving() as target:
        before, began = target.megabytes(), time.monotonic()
        status, answer, _ = target.ask("POST", "/api/v1/checks", json.dumps(body, separators=(",", ":")).encode(), JSON)
        took, grown = time.monotonic() - began, target.megabytes() - before
        told = f"{took:.2f} s, {grown:.0f} MB of memory, {status}, answer of {len(answer) / 1000:.0f} kB"
        return told, took < 2 and grown < 150 and len(answer) < 20_000


def frozen_database() -> Outcome:
    """PostgreSQL is stopped by a signal, then its ledger is locked. Needs Debian's PostgreSQL."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not programs:
        return "no PostgreSQL here; the stand-in is in backend/tests/store/test_frozen.py", True
    with tempfile.TemporaryDirectory(prefix="rutinlots-pg-", ignore_cleanup_errors=True) as name:
        folder, who = Path(name), {"user": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
        if who:
            import shutil

            shutil.chown(folder, "postgres")
        how = {"check": True, "capture_output": True, "cwd": folder, **who}
        subprocess.run([programs[-1] / "initdb", "-D", folder / "data", "-A", "trust", "-U", "t", "--no-sync"], **how)
        options = f"-c listen_addresses='' -c unix_socket_directories='{folder}'"
        control = [programs[-1] / "pg_ctl", "-D", folder / "data", "-w"]
        subprocess.run([*control, "-l", folder / "log", "-o", options, "start"], **how)
        address = f"postgresql+psycopg://t@/postgres?host={folder}"
        try:
            with serving("--database-url", address) as target:
                main = int((folder / "data" / "postmaster.pid").read_text().split()[0])
                family = [main, *map(int, Path(f"/proc/{main}/task/{main}/children").read_text().split())]
                for process in family:
                    os.kill(process, signal.SIGSTOP)
                stopped = [target.check(5) for _ in range(3)]
                health = _seconds(lambda: target.ask("GET", "/healthz", wait=5))
                for process in family:
                    os.kill(process, signal.SIGCONT)
                lock = "BEGIN; LOCK TABLE ledger IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(30)"
                holder = subprocess.Popen([programs[-1] / "psql", "-h", folder, "-U", "t", "postgres", "-c", lock], **{
                    key: value for key, value in how.items() if key not in ("check", "capture_output")
                }, stdout=subprocess.DEVNULL)  # fmt: skip
                time.sleep(7)  # until the database is asked again, and the lock is held
                locked = [target.check(5) for _ in range(3)]
                holder.terminate()
                holder.wait()
            told = f"stopped {max(stopped):.2f} s, locked {max(locked):.2f} s, /healthz {health:.2f} s (5: none)"
            return told, max(*stopped, *locked, health) < _CHECK_S
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], **how)


def _seconds(work: Callable[[], object]) -> float:
    began = time.monotonic()
    with suppress(OSError, http.client.HTTPException):
        work()
    return time.monotonic() - began


def rule_files() -> Outcome:
    """A rule file of 40 000 brackets, then a pipe, in the folder of a running server."""
    import shutil

    with tempfile.TemporaryDirectory() as name:
        rules = Path(shutil.copytree(ROOT / "shared_rules", Path(name) / "rules"))
        with serving("--rules", str(rules)) as target:
            file = rules / "checks" / "avslut" / "x.yaml"
            told = [_fault(target, lambda: file.write_text("[" * 40_000))]
            if hasattr(os, "mkfifo"):
                file.unlink(missing_ok=True)
                told.append(_fault(target, lambda: os.mkfifo(file)))
        return ", ".join(told), all(each == "named" for each in told)


def _fault(target: Target, change: Callable[[], object]) -> str:
    """Change the folder, and say what comes of it."""
    change()
    for _ in range(20):
        time.sleep(1)
        if target.process.poll() is not None:
            return f"the server ended with {target.process.returncode}"
        with suppress(OSError, http.client.HTTPException):
            problems = json.loads(target.ask("GET", "/readyz")[1])["problems"]
            if problems and any("x.yaml" in each for each in problems):
                return "named"
    return "nothing was told in 20 s"


def foreign_page() -> Outcome:
    """400 requests of another site's page."""
    with serving() as target:
        statuses = [target.ask("GET", "/api/v1/snippets?q=x", headers={"Sec-Fetch-Site": "cross-site"})[0] for _ in range(400)]
        waits = [target.check(5) for _ in range(3)]
        return f"{statuses.count(200)} answered, then a check: {min(waits):.2f} s (5: refused)", statuses.count(200) == 0


def smuggled() -> Outcome:
    """Two requests in one, by Transfer-Encoding with Content-Length."""
    with serving() as target, socket.create_connection(target.address, timeout=20) as connection:
        one = b"POST /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        connection.sendall(one + b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        told = b""
        while part := connection.recv(10_000):
            told += part
        return f"{told.count(b'HTTP/1.1 ')} answers", told.count(b"HTTP/1.1 ") == 1


ATTACKS = (logins, methods, half_requests, markup, list_of_nothing, frozen_database, rule_files, foreign_page, smuggled)

if __name__ == "__main__":
    sys.exit("Run: python tools/attack")
