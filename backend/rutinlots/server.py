"""Serving the app until it is told to stop."""

import errno
import os
import signal
import socket
from collections.abc import Callable
from typing import Any, NoReturn

import waitress
from flask import Flask

_LARGEST_BODY = 4 * 1024 * 1024  # above the app's own limit, so that it is the app that says so, in the API's shape
_SILENCE_S = 30  # a caller that says nothing for so long is hung up on
_CONNECTIONS = 500
_KNOCKING = 128  # those that the system lets wait for a connection; further ones are refused by it
_REMEDIES = {
    errno.EADDRINUSE: "is in use, perhaps by another Rutinlots. Stop that one, or choose a port with --port.",
    errno.EACCES: "may not be listened on by this user. Choose a port from 1024 upwards with --port.",
    errno.EADDRNOTAVAIL: "is not on this machine. Give an address of this machine with --host.",
}


class ListenError(Exception):
    """The address can't be listened on; the message says why and what to do."""


def serve(app: Flask, ready: Callable[[str], None]) -> None:
    """Answer requests until Ctrl+C or SIGTERM; what has been begun on is answered first.

    ``ready`` is told the address as soon as connections are taken. Raises :class:`ListenError`.
    """
    with _listen(app.config["HOST"], app.config["PORT"]) as listening:
        server = waitress.create_server(
            app,
            sockets=[listening],
            threads=app.config["THREADS"],
            ident=None,
            max_request_body_size=_LARGEST_BODY,
            channel_timeout=_SILENCE_S,
            connection_limit=_CONNECTIONS,
            # Without a proxy they are nobody's; with one, the app itself looks at who sent them.
            clear_untrusted_proxy_headers=not app.config["PUBLIC_URL"],
            asyncore_use_poll=os.name == "posix",
        )
        # Requests that are read and wait for a thread; those that are being read yet wait for their senders, not for us.
        app.extensions["rutinlots"].waiting = lambda: len(server.task_dispatcher.queue)
        before = signal.signal(signal.SIGTERM, _stop)
        try:
            host, port = listening.getsockname()[:2]
            ready(f"http://{f'[{host}]' if ':' in host else host}:{port}")
            server.run()
        except KeyboardInterrupt:
            pass  # before the server had begun
        finally:
            signal.signal(signal.SIGTERM, before)
            server.close()


def _stop(_signal: int, _frame: Any) -> NoReturn:
    raise KeyboardInterrupt


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
