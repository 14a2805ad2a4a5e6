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
from typing import Any

from tools.attack.target import CHECK_S, Outcome, serving


def frozen_database() -> Outcome:
    """PostgreSQL is stopped by a signal, then its ledger is locked. Needs Debian's PostgreSQL."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not programs:
        return "no PostgreSQL here; the stand-in is in backend/tests/store/test_frozen.py", True
    with tempfile.TemporaryDirectory(prefix="rutinlots-pg-", ignore_cleanup_errors=True) as name:
        folder, who = Path(name), _other_user()
        if who:
            shutil.chown(folder, "postgres")
        how: dict[str, Any] = {"check": True, "capture_output": True, "cwd": folder, **who}
        subprocess.run([f"{programs[-1]}/initdb", "-D", f"{folder}/data", "-A", "trust", "-U", "t", "--no-sync"], **how)
        options = f"-c listen_addresses='' -c unix_socket_directories='{folder}'"
        control = [f"{programs[-1]}/pg_ctl", "-D", f"{folder}/data", "-w"]
        subprocess.run([*control, "-l", f"{folder}/log", "-o", options, "start"], **how)
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
                psql = [f"{programs[-1]}/psql", "-h", name, "-U", "t", "postgres", "-c", lock]
                holder = subprocess.Popen(psql, cwd=folder, stdout=subprocess.DEVNULL, **who)
                time.sleep(7)  # until the database is asked again, and the lock is held
                locked = [target.check(5) for _ in range(3)]
                holder.terminate()
                holder.wait()
            cost = f"stopped {max(stopped):.2f} s, locked {max(locked):.2f} s, /healthz {health:.2f} s (5: none)"
            return cost, max(*stopped, *locked, health) < CHECK_S
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], **how)


def _other_user() -> dict[str, Any]:
    """PostgreSQL doesn't run as root."""
    return {"user": "postgres", "extra_groups": []} if hasattr(os, "geteuid") and os.geteuid() == 0 else {}


def _seconds(work: Callable[[], object]) -> float:
    began = time.monotonic()
    with suppress(OSError, http.client.HTTPException):
        work()
    return time.monotonic() - began
