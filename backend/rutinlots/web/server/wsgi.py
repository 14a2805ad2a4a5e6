"""The WSGI server: listens, serves, and shuts down gracefully."""

import errno
import logging
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from flask import Flask

from rutinlots.web.server.connections import Limits, Server
from rutinlots.web.server.processes import HANGUP, stop_signals

log = logging.getLogger(__name__)

_LARGEST_BODY = 4 * 1024 * 1024  # above the app's own limit, so that the app refuses larger ones in the API's error shape
_LARGEST_HEAD = 32 * 1024
_SHUTDOWN_S = 15  # time for requests in progress to finish after SIGTERM
LIMITS = Limits()
CHECKS = "/api/v1/checks"  # nearly all requests
_BACKLOG = 128  # connections that the system queues before it refuses more
_REMEDIES = {
    errno.EADDRINUSE: "is in use, perhaps by another Rutinlots. Stop it, or choose a port with --port.",
    errno.EACCES: "needs more rights than this user has. Choose a port from 1024 upwards with --port.",
    errno.EADDRNOTAVAIL: "is not on this machine. Choose one of its addresses with --host.",
}


_OPEN_FILES = 2 * LIMITS.connections  # beside connections: the database's, the rules', and those between processes


class ListenError(Exception):
    """The server can't listen on the address; the message says why and what to do."""


def allow_connections() -> None:
    """Let this process open as many files as it may need: often the system's usual limit is lower than what it allows.

    Without a free one no connection can be accepted, nor an old one closed for it.
    """
    if sys.platform == "win32":
        return
    import resource

    usual, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _OPEN_FILES if most == resource.RLIM_INFINITY else min(_OPEN_FILES, most)
    if usual != resource.RLIM_INFINITY and usual < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))
    if wanted < _OPEN_FILES:
        log.warning("The system lets the server open %d files only, and with many callers it may need %d. Raise its limit "
                    "(ulimit -n, or LimitNOFILE of a service)", wanted, _OPEN_FILES)  # fmt: skip


def serve(app: Flask, ready: Callable[[str], None]) -> None:
    """Serve until a signal to stop comes; then finish the requests in progress, unless a second signal comes.

    ``ready`` is called with the address once the server listens. Raises :class:`ListenError`.
    """
    with listen(app.config["HOST"], app.config["PORT"]) as listening:
        serve_on(app, listening, partial(ready, address_of(listening)))


def serve_on(app: Flask, listening: socket.socket, ready: Callable[[], None] = lambda: None, answers: Any = None) -> None:
    """Serve on a listening socket as :func:`serve` does; ``answers`` is the WSGI application if it isn't ``app`` itself."""
    server = make_server(app, listening, answers=answers)
    app.extensions["rutinlots"].waiting = lambda: server.waiting
    try:
        with _stop_signals(server) as stopping:
            ready()
            while not stopping():
                server.look_once()
            _finish(server)
    except KeyboardInterrupt:
        pass  # a second signal
    finally:
        server.close()


def address_of(listening: socket.socket) -> str:
    """The address that a listening socket is reached at."""
    host, port = listening.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def make_server(app: Flask, listening: socket.socket, limits: Limits = LIMITS, answers: Any = None) -> Server:
    """A server on a listening socket; it works while :meth:`Server.look_once` is called."""
    return Server(
        answers or app,
        listening,
        limits,
        app.config["PROXIES"] if app.config["PUBLIC_URL"] else (),
        (CHECKS,),
        threads=app.config["THREADS"],
        ident=None,
        max_request_header_size=_LARGEST_HEAD,
        max_request_body_size=_LARGEST_BODY,
        channel_request_lookahead=1,  # notices callers that have hung up, and drops their requests
        # With a proxy, the app itself decides whose headers to trust (web/entry/proxy.py).
        clear_untrusted_proxy_headers=not app.config["PUBLIC_URL"],
        asyncore_use_poll=os.name == "posix",
    )


@contextmanager
def _stop_signals(server: Any) -> Iterator[Callable[[], bool]]:
    """Gives a function that says whether a stop signal has come; a second one raises KeyboardInterrupt."""
    received: list[int] = []

    def stop(number: int, _frame: Any) -> None:
        if received and number != HANGUP:
            raise KeyboardInterrupt
        received.append(number)
        server.wake()

    before = {number: signal.signal(number, stop) for number in stop_signals()}
    try:
        yield lambda: bool(received)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _finish(server: Any) -> None:
    """Accept no more connections and answer the pending requests; waitress itself would drop their responses."""
    server.del_channel()
    server.socket.close()
    end = time.monotonic() + _SHUTDOWN_S
    while time.monotonic() < end and any(
        channel.requests or channel.total_outbufs_len for channel in list(server.active_channels.values())
    ):
        server.look_once()


def listen_together(host: str, port: int, count: int) -> list[socket.socket]:
    """Listening sockets for several processes: on Linux one each, among which it spreads the connections; elsewhere one for all.

    With one for all, the process that is awake first takes most connections: of 16 at once often every one.
    Raises :class:`ListenError`.
    """
    first = listen(host, port)  # refused when the port is in use, which it isn't among sockets that are spread over
    if sys.platform != "linux":
        return [first] * count
    # Only now, and the port is held throughout: two servers that start at once can't both have it.
    first.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    port = first.getsockname()[1]
    return [first, *(listen(host, port, spread=True) for _ in range(count - 1))]


def listen(host: str, port: int, *, spread: bool = False) -> socket.socket:
    """Open the listening socket. Waitress would leak it on failure, and on Windows share a port in use.

    :param spread: whether other sockets of this user may listen there too.
    :raises ListenError:
    """
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        return socket.create_server(address[:2], family=family, backlog=_BACKLOG, reuse_port=spread)
    except (socket.gaierror, UnicodeError) as error:
        raise ListenError(f"Unknown host {host}. Choose an address of this machine with --host.") from error
    except OSError as error:
        other = f"can't be used ({error.strerror}). Choose others with --host and --port."
        raise ListenError(f"Port {port} on {host} {_REMEDIES.get(error.errno or 0, other)}") from error
