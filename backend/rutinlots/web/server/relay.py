"""Passes requests from one of the server's processes to another, over a socket in a folder that no one else may open.

What agents ask for many times a minute is answered by every process. The rest goes to the first: so there is one memory of the
practised Freshdesk, of what is learned, and of the pages' limits.
"""

import io
import logging
import marshal
import socket
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)

Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]
Headers = list[tuple[str, str]]

_AWAY = b'{"error":{"status":503,"code":"busy","message":"The server is starting. Try again in a second."}}'
_AWAY_HEADERS = (("Content-Type", "application/json"), ("Content-Length", str(len(_AWAY))), ("Retry-After", "1"))
_BACKLOG = 128


def open_socket(path: Path) -> socket.socket:
    """A listening socket at a path, to be served by :func:`serve_relayed`."""
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(path))
    listening.listen(_BACKLOG)
    return listening


def serve_relayed(app: Wsgi, listening: socket.socket, figures: Callable[[], bytes]) -> None:
    """Answer, in threads, what other processes pass on: requests to ``app``, and their question for the ``figures``.

    An answer is its status and headers, then its parts as the application makes them, then an empty one.
    """

    def accept() -> None:
        while True:
            try:
                connected, _ = listening.accept()
            except OSError:
                return  # closed
            threading.Thread(target=serve, args=(Connection(connected.detach()),), name="relayed", daemon=True).start()

    def serve(connection: Connection) -> None:
        with connection:
            try:
                while True:
                    asked = marshal.loads(connection.recv_bytes())  # noqa: S302 (from our own processes alone)
                    if asked is None:
                        _send(connection, [figures()])
                    else:
                        _run(app, connection, *asked)
            except (EOFError, OSError):
                pass  # the other process is gone
            except Exception as error:  # its message may have mail text in it
                log.error("A request that was passed on failed (%s)", type(error).__name__)

    threading.Thread(target=accept, name="relay", daemon=True).start()


class Relay:
    """Passes requests on to the process that listens at ``path``: one connection for each thread."""

    def __init__(self, path: Path):
        self._path = str(path)
        self._of_thread = threading.local()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer a request as a WSGI application, each part as soon as the other process has made it."""
        sent = {key: value for key, value in environ.items() if type(value) is str}
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        try:
            connection = self._ask((sent, body, environ["wsgi.url_scheme"]))
            status, headers = marshal.loads(connection.recv_bytes())  # noqa: S302 (from our own processes alone)
        except (OSError, EOFError):
            log.warning("A request could not be passed on: the first process doesn't answer")
            start_response("503 Service Unavailable", list(_AWAY_HEADERS))
            return [_AWAY]
        start_response(status, headers)
        return self._parts(connection)

    def _parts(self, connection: Connection) -> Iterator[bytes]:
        while part := connection.recv_bytes():
            yield part
        self._of_thread.connection = connection

    def figures(self) -> bytes:
        """The other process's own figures; empty while it doesn't answer."""
        try:
            return b"".join(self._parts(self._ask(None)))
        except (OSError, EOFError):
            return b""

    def _ask(self, question: Any) -> Connection:
        """The connection on which the answer comes. The thread has it back only when all has been read: what is left unread, or
        breaks off, would begin the next answer."""
        sent = marshal.dumps(question)
        connection: Connection | None = self._of_thread.__dict__.pop("connection", None)
        try:
            if connection is None:
                raise EOFError
            connection.send_bytes(sent)
        except (OSError, EOFError):  # the first time, or the other process has been started again
            connection = self._connected()
            connection.send_bytes(sent)
        return connection

    def _connected(self) -> Connection:
        connected = socket.socket(socket.AF_UNIX)
        try:
            connected.connect(self._path)
        except OSError:
            connected.close()
            raise
        return Connection(connected.detach())


def _run(app: Wsgi, connection: Connection, sent: dict[str, str], body: bytes, scheme: str) -> None:
    told: list[tuple[str, Headers]] = []
    environ = {
        **sent,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scheme,
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    answer = app(environ, lambda status, headers, exc_info=None: told.append((status, list(headers))))
    try:
        connection.send_bytes(marshal.dumps(told[-1]))
        _send(connection, answer)
    finally:
        if close := getattr(answer, "close", None):
            close()


def _send(connection: Connection, parts: Iterable[bytes]) -> None:
    for part in filter(None, parts):
        connection.send_bytes(part)
    connection.send_bytes(b"")
