"""The real backend in a thread of this process, with switches for its faults."""

import io
import random
import socket
import sys
import threading
import time
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask
from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

STOCKHOLM = ZoneInfo("Europe/Stockholm")


class _Quiet(WSGIRequestHandler):
    protocol_version = "HTTP/1.0"  # closes connections after each answer, so a stopped backend is down at once

    def log(self, type: str, message: str, *args: Any) -> None:
        """No request log in test output."""


class _Threaded(ThreadedWSGIServer):
    daemon_threads = True
    block_on_close = False


class Backend:
    """The backend on a local port. ``stop()`` takes it down; ``start()`` brings it back on the same port.

    ``config`` is that of ``rutinlots.create_app``; port 0 means any free port. ``delay`` is the seconds added to every
    answer; ``failing`` answers everything with 500. ``now`` is the backend's clock; None means real time. ``disturbed`` says
    whether anything since the last ``reset()`` may have made a caller wary: a fault, a refusal, or that it was away.
    """

    delay = 0.0
    failing = False
    disturbed = False
    now: datetime | None = None

    def __init__(self, config: Mapping[str, Any] | None = None, port: int = 0) -> None:
        import rutinlots

        self.app: Flask = rutinlots.create_app({"CLOCK": self._clock, **(config or {"TESTING": True})})
        self._plain = self.app.wsgi_app
        self._server: _Threaded | None = None
        self._old_stores: list[Any] = []
        self._port = port or _free_port()
        self._held = _reserve(self._port)
        self.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def reset(self) -> None:
        """Clear the faults and replace the store with an empty one in memory."""
        from rutinlots.store import Store

        self.delay, self.failing, self.disturbed, self.now = 0.0, False, False, None
        state = self.app.extensions["rutinlots"]
        self._old_stores.append(state.store)
        state.store = Store()

    def _clock(self) -> datetime:
        return self.now or datetime.now(STOCKHOLM)

    def start(self) -> None:
        if self._server is None:
            self._held.listen(_Threaded.request_queue_size)
            self._server = _Threaded("127.0.0.1", self._port, self._answer, _Quiet, fd=self._held.fileno())
            threading.Thread(target=self._server.serve_forever, args=(0.05,), name="backend", daemon=True).start()

    def _answer(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        def begin(status: str, *rest: Any) -> Any:
            self.disturbed |= status >= "4"
            return start_response(status, *rest)

        self.disturbed |= bool(self.delay) or self.app.wsgi_app != self._plain
        if self.delay:
            time.sleep(self.delay)
        if self.failing:
            read_body(environ)
            begin("500 Internal Server Error", [("Content-Length", "0")])
            return []
        answered: Iterable[bytes] = whole(self.app)(environ, begin)
        return answered

    def stop(self) -> None:
        if self._server is not None:
            self.disturbed = True
            self._server.shutdown()
            self._server.server_close()
            self._server = None
            if sys.platform == "linux":
                self._held.shutdown(socket.SHUT_RDWR)  # refuses callers, and can listen again
            else:
                self._held.close()
                self._held = _reserve(self._port)

    def close(self) -> None:
        """Stop the server, give its port back and close every store."""
        self.stop()
        self._held.close()
        for store in (*self._old_stores, self.app.extensions["rutinlots"].store):
            store.close()


def whole(app: Flask) -> Any:
    """A file is read and closed at once: werkzeug leaves it open where a browser hangs up, even if it only says "unchanged"."""

    def answer(environ: Any, start_response: Any) -> Any:
        known: list[str] = []  # the status, and the names of the headers

        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            known.extend((status[:3], *(name for name, _ in headers)))
            return start_response(status, headers, *more)

        body: Any = app(environ, start)
        if not {"Content-Length", "304"} & set(known) or not hasattr(body, "close"):
            return body
        with closing(body):
            return [b"".join(body)]

    return answer


def _free_port() -> int:
    """A free port below the ephemeral range, so that no outgoing connection takes it while the server is down."""
    for port in random.sample(range(15_000, 32_000), 100):
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise RuntimeError("no port is free")


def _reserve(port: int) -> socket.socket:
    """Hold a port, so that no other test's server takes it while this one is down: callers are refused as by a free one."""
    held = socket.socket()
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    held.bind(("127.0.0.1", port))
    return held


def read_body(environ: Any) -> bytes:
    """The request's body. Always read it before answering: an unread body can break the connection."""
    body: bytes = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    return body


class AnsweredRequests:
    """Counts the answered requests whose body contains ``words``, while the block runs."""

    def __init__(self, backend: Backend, words: bytes) -> None:
        self._words = words
        self._app = backend.app
        self._inner = self._app.wsgi_app
        self._more = threading.Condition()
        self._answered = 0

    def __enter__(self) -> "AnsweredRequests":
        self._app.wsgi_app = self._answer
        return self

    def __exit__(self, *_: object) -> None:
        self._app.wsgi_app = self._inner

    def _answer(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        body = read_body(environ)
        environ["wsgi.input"] = io.BytesIO(body)
        parts = list(self._inner(environ, start_response))
        if self._words in body:
            with self._more:
                self._answered += 1
                self._more.notify_all()
        return parts

    def wait(self, seconds: float = 20) -> None:
        """Return once one has been answered. Raises AssertionError after ``seconds``."""
        with self._more:
            assert self._more.wait_for(lambda: self._answered, seconds), "no such request was answered"
