"""Serves with several processes on one port.

Each answers checks, which are nearly all requests. Everything else goes to the first, which alone has the practised Freshdesk,
the courses' live view, what is learned, and the pages' limits in memory.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Any

from flask import Flask

from rutinlots.api import metrics_of
from rutinlots.app_state import AppState
from rutinlots.meaning.encoder import is_wanted
from rutinlots.web.server.processes import Family, Hopeless
from rutinlots.web.server.relay import Relay, open_socket, serve_relayed
from rutinlots.web.server.socket_folder import socket_folder
from rutinlots.web.server.wsgi import CHECKS, address_of, listen_together, serve_on


def serve_together(
    app: Flask,
    count: int,
    work: Callable[[], AbstractContextManager[None]],
    ready: Callable[[str], None],
    refused: Sequence[Exception] = (),
) -> bool:
    """Serve with ``count`` processes until Ctrl+C or SIGTERM; returns whether that was why it ended.

    ``work`` is what the first does in the background; ``ready`` is called with the address. A process that stops with something in
    ``refused`` stops the others too. Raises :class:`ListenError` and
    :class:`ConfigError`.
    """
    state: AppState = app.extensions["rutinlots"]
    with socket_folder() as folder:
        listening = listen_together(app.config["HOST"], app.config["PORT"], count)
        paths = [folder / str(number) for number in range(count)]
        sockets = [open_socket(path) for path in paths]

        def run(number: int) -> None:
            figures = metrics_of(app)
            serve_relayed(app, sockets[number], figures.own)
            if number:
                state.live_rules.notice = lambda what, about: None  # the first notes what becomes of the rules
                state.live_rules.replaced = lambda before, after: None
                state.live_rules.watch()
                state.meanings.stay_off()
                first = Relay(paths[0])
                state.meaning_elsewhere = first if is_wanted(app.config["ENCODER"]) else None
                serve_on(app, listening[number], answers=_Helper(app, first))
            else:
                figures.others = [Relay(path).figures for path in paths[1:]]
                with work():
                    serve_on(app, listening[number])
            if refused:
                raise Hopeless(str(refused[0]))

        state.store.disconnect()  # before the processes part
        ready(address_of(listening[0]))
        try:
            return Family(run, count).run()
        finally:
            for each in (*sockets, *listening):
                each.close()


class _Helper:
    """Answers checks itself and passes the rest on."""

    def __init__(self, app: Flask, first: Relay):
        self._app = app
        self._first = first

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        return (self._app if environ.get("PATH_INFO") == CHECKS else self._first)(environ, start_response)
