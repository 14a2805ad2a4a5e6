"""Serving the app until it is told to stop."""

import errno
import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask

from rutinlots.web.connections import Limits, Server

_LARGEST_BODY = 4 * 1024 * 1024  # above the app's own limit, so that it is the app that says so, in the API's shape
_LARGEST_HEAD = 32 * 1024
_LAST_S = 15  # so long what has been begun on may take once the server is told to stop
LIMITS = Limits()
_KNOCKING = 128  # those that the system lets wait for a connection; further ones are refused by it
_REMEDIES = {
    errno.EADDRINUSE: "is in use, perhaps by another Rutinlots. Stop that one, or choose a port with --port.",
    errno.EACCES: "may not be listened on by this user. Choose a port from 1024 upwards with --port.",
    errno.EADDRNOTAVAIL: "is not on this machine. Give an address of this machine with --host.",
}


class ListenError(Exception):
    """The address can't be listened on; the message says why and what to do."""


def serve(app: Flask, ready: Callable[[str], None]) -> None:
    """Answer requests until Ctrl+C or SIGTERM; what has come in by then is answered first, unless told a second time.

    ``ready`` is told the address as soon as connections are taken. Raises :class:`ListenError`.
    """
    with _listen(app.config["HOST"], app.config["PORT"]) as listening:
        server = make_server(app, listening)
        # Requests that are read and wait for a thread; those that are being read yet wait for their senders, not for us.
        app.extensions["rutinlots"].waiting = lambda: len(server.task_dispatcher.queue)
        try:
            with _told_to_stop(server) as stopping:
                host, port = listening.getsockname()[:2]
                ready(f"http://{f'[{host}]' if ':' in host else host}:{port}")
                while not stopping():
                    server.look_once()
                _finish(server)
        except KeyboardInterrupt:
            pass  # told a second time
        finally:
            server.close()


def make_server(app: Flask, listening: socket.socket, limits: Limits = LIMITS) -> Server:
    """A server that answers at a socket as often as its loop is run."""
    return Server(
        app,
        listening,
        limits,
        app.config["PROXIES"] if app.config["PUBLIC_URL"] else (),
        threads=app.config["THREADS"],
        ident=None,
        max_request_header_size=_LARGEST_HEAD,
        max_request_body_size=_LARGEST_BODY,
        channel_request_lookahead=1,  # so that a caller who has hung up is noticed, and costs nothing more
        # Without a proxy they are nobody's; with one, the app itself looks at who sent them.
        clear_untrusted_proxy_headers=not app.config["PUBLIC_URL"],
        asyncore_use_poll=os.name == "posix",
    )


@contextmanager
def _told_to_stop(server: Any) -> Iterator[Callable[[], bool]]:
    """Whether the server has been told to; the second time it is told, KeyboardInterrupt is raised."""
    told: list[int] = []

    def stop(number: int, _frame: Any) -> None:
        if told:
            raise KeyboardInterrupt
        told.append(number)
        server.pull_trigger()  # it may be waiting for something to read

    before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield lambda: bool(told)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _finish(server: Any) -> None:
    """Take no more connections, and answer those that have asked; waitress itself would drop their answers."""
    server.del_channel()
    server.socket.close()
    end = time.monotonic() + _LAST_S
    while time.monotonic() < end and any(
        channel.requests or channel.total_outbufs_len for channel in list(server.active_channels.values())
    ):
        server.look_once()


def _listen(host: str, port: int) -> socket.socket:
    """A socket of our own: waitress would leave one open where it fails, and on Windows share a port that is taken."""
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        return socket.create_server(address[:2], family=family, backlog=_KNOCKING)
    except (socket.gaierror, UnicodeError) as error:
        raise ListenError(f"The host {host} isn't known. Give an address of this machine with --host.") from error
    except OSError as error:
        other = f"can't be listened on ({error.strerror}). Choose others with --host and --port."
        raise ListenError(f"Port {port} on {host} {_REMEDIES.get(error.errno or 0, other)}") from error
