"""A database that doesn't answer."""

import http.client
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from target import CHECK_S, Outcome, serving


def frozen_database() -> Outcome:
    """PostgreSQL is stopped by a signal, then its ledger is locked. Needs Debian's PostgreSQL."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not programs:
        return "no PostgreSQL here; the stand-in is in backend/tests/store/test_frozen.py", True
    with tempfile.TemporaryDirectory(prefix="rutinlots-pg-", ignore_cleanup_errors=True) as name:
        folder, who = Path(name), {"user": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
        if who:
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
            return told, max(*stopped, *locked, health) < CHECK_S
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], **how)


def _seconds(work: Callable[[], object]) -> float:
    began = time.monotonic()
    with suppress(OSError, http.client.HTTPException):
        work()
    return time.monotonic() - began
