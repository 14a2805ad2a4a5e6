"""The server's connections: time limits for a request and its response, and limits on the number of connections.

Waitress closes only connections on which nothing at all happens, so a byte now and then keeps one open for ever. Here a whole
request has a time limit. When there are too many connections, the one that has been silent longest is closed, from the address
that has most: a caller that sends a request gets in.
"""

import socket
import time
from collections import Counter
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.server import TcpWSGIServer
from waitress.task import ThreadedTaskDispatcher

from rutinlots.web.server.ready import Ready
from rutinlots.web.server.turns import Turns

_ACCEPTED = 8  # connections at once: more, and one of several processes would take them all; fewer, and too many wait unseen


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Seconds from the first byte of a request to its last, without a request, and until a response is fetched; connections
    in all, and from one address without a complete request."""

    request_s: float = 10
    idle_s: float = 30
    answer_s: float = 30
    connections: int = 500
    unfinished: int = 64


class Parser(HTTPRequestParser):
    """Refuses a request whose end can be read in two ways, and closes the connection."""

    def parse_header(self, header_plus: bytes) -> None:
        """Parse the head. :raises ParsingError: answered with 400."""
        super().parse_header(header_plus)
        ambiguous = self.chunked and "CONTENT_LENGTH" in self.headers
        if ambiguous or "TRANSFER_ENCODING" in self.headers:  # HTTP/1.0 has none, so waitress leaves the header there
            raise ParsingError("Transfer-Encoding can't be combined with Content-Length or an older HTTP")


class Channel(HTTPChannel):
    """One connection. Times are those of :func:`time.monotonic`."""

    parser_class = Parser
    server: "Server"
    _fileno: int | None  # set by waitress

    def __init__(self, server: "Server", sock: socket.socket, addr: Any, adj: Adjustments, map: Any = None):
        self._begun: float | None = None  # when the request being received began
        self._free = time.monotonic()  # since when no request is being answered
        self.has_asked = False  # at least one complete request
        super().__init__(server, sock, addr, adj, map=map)

    @property
    def address(self) -> str:
        """The caller's IP address."""
        return str(self.addr[0])

    @property
    def since(self) -> float:
        """Since when the caller has been expected to send more: of a first request, since the connection was accepted, because
        many are accepted before the first of them is read."""
        return self._free if self._begun is None or not self.has_asked else self._begun

    @property
    def waits_for_caller(self) -> bool:
        """Whether no request is in progress and no response is left to send."""
        return not self.requests and not self.total_outbufs_len and not self.will_close

    @property
    def unfinished(self) -> bool:
        """Whether the caller is in the middle of a request, or has never completed one."""
        return self.waits_for_caller and (self._begun is not None or not self.has_asked)

    def overdue(self, now: float, limits: Limits) -> bool:
        """Whether the caller has taken too long to send its request or to fetch the response."""
        if self._begun is not None:
            return now - self._begun > limits.request_s
        if self.requests:
            return False
        return now - self._free > (limits.answer_s if self.total_outbufs_len else limits.idle_s)

    def received(self, data: bytes) -> bool:
        """Parse received bytes."""
        before = self.request
        taken = super().received(data)
        if self.request is None:
            self._begun = None
        elif self.request is not before:
            self._begun = time.monotonic()
        return taken

    def service(self) -> None:
        """Answer a request, unless the caller has hung up."""
        open_one: socket.socket | None = self.socket
        with suppress(OSError):  # nothing has come, as it should be, or the connection is broken
            if open_one and not open_one.recv(1, socket.MSG_PEEK):
                self.connected = False
        super().service()
        self._free = time.monotonic()
        self.server.ready.changed(self._fileno)
        self.server.pull_trigger()

    def write_soon(self, data: Any) -> int:
        """Send a part of an answer, or keep what the caller doesn't take yet for when it does."""
        written = super().write_soon(data)
        if self.total_outbufs_len:
            self.server.ready.changed(self._fileno)
            self.server.wake()
        return written

    def add_channel(self, map: Any = None) -> None:
        """Have the connection looked at."""
        super().add_channel(map)
        self.server.ready.changed(self._fileno)

    def del_channel(self, map: Any = None) -> None:
        """Have the connection looked at no longer."""
        self.server.ready.gone(self._fileno)
        super().del_channel(map)


class Server(TcpWSGIServer):
    """Waitress with limits per connection and per address.

    ``proxies`` are addresses shared by many callers; requests for the paths ``takes_turns`` are answered by the thread that calls
    :meth:`look_once`, one at a time, and all others by worker threads.
    """

    channel_class = Channel
    _fileno: int | None  # set by waitress
    active_channels: dict[int, Channel]  # type: ignore[assignment]  # the stubs have it wrong
    _map: Any

    def __init__(
        self,
        app: Any,
        listening: socket.socket,
        limits: Limits,
        proxies: Collection[str] = (),
        takes_turns: Collection[str] = (),
        **settings: Any,
    ):
        self._is_closed = False
        self._limits = limits
        self._proxies = proxies
        self._doomed: list[Channel] = []
        # At its own limit waitress leaves new callers waiting, so it is set higher than ours.
        adjustments = Adjustments(sockets=[listening], connection_limit=2 * limits.connections, cleanup_interval=1, **settings)
        self._takes_turns = takes_turns
        self._turns = Turns(self._look, lambda channel: TcpWSGIServer.add_task(self, channel), self.wake)
        self._threads = ThreadedTaskDispatcher()
        self._threads.set_thread_count(adjustments.threads)
        about = listening.family, listening.type, listening.proto, listening.getsockname()
        connections: dict[int, Any] = {}
        self.ready = Ready(connections)
        super().__init__(app, connections, True, listening, self._threads, adjustments, about, bind_socket=False)

    @property
    def waiting(self) -> int:
        """How many requests wait beyond one for each thread: checks if this thread answers one in its turn, else all others."""
        threads = self._threads
        in_hand = len(self._turns) if self._turns.is_mine else len(threads.queue) + threads.active_count
        return max(0, in_hand - len(threads.threads))

    def look_once(self) -> None:
        """Handle ready connections, close doomed ones and answer checks; waits a second at most."""
        self._turns.once()

    def _look(self, seconds: float) -> None:
        self.ready.look(seconds)
        while self._doomed:
            # Waitress would wait until it can write, which never happens if the caller doesn't read.
            if (channel := self._doomed.pop()) in self.active_channels.values():
                channel.handle_close()

    def add_task(self, task: Channel) -> None:  # type: ignore[override]  # the stubs have it wrong
        """Let a complete request wait for its turn or for a worker thread."""
        task.has_asked = True
        if _asks_for(task, self._takes_turns):
            self._turns.add(task)
        else:
            super().add_task(task)  # type: ignore[arg-type]

    def pull_trigger(self) -> None:
        """Let the connections be looked at because a request has been answered."""
        if not self._turns.is_mine:
            self.wake()

    def wake(self) -> None:
        """End a look that waits. A thread that has just answered may be later than the end of the server."""
        if not self._is_closed:
            with suppress(OSError):
                super().pull_trigger()

    def close(self) -> None:
        """Stop at once."""
        self._is_closed = True
        self._turns.close()
        super().close()

    def del_channel(self, map: Any = None) -> None:
        """Accept no more connections."""
        self.ready.gone(self._fileno)
        super().del_channel(map)

    def maintenance(self, now: float) -> None:
        """Close overdue connections; called every second."""
        now = time.monotonic()
        for channel in list(self.active_channels.values()):
            if channel.overdue(now, self._limits):
                self._doom(channel)

    def handle_accept(self) -> None:
        """Accept connections, and close others if there are too many."""
        for _ in range(_ACCEPTED):
            before = set(self.active_channels)
            super().handle_accept()
            if not (new := set(self.active_channels) - before):
                return
            for number in new:
                self._make_room(self.active_channels[number])

    def _make_room(self, newest: Channel) -> None:
        channels = [channel for channel in self.active_channels.values() if not channel.will_close]
        unfinished = [channel for channel in channels if channel.address == newest.address and channel.unfinished]
        if len(channels) > self._limits.connections:
            [(most, _)] = Counter(channel.address for channel in channels).most_common(1)
            theirs = [channel for channel in channels if channel.address == most and channel.waits_for_caller]
        elif len(unfinished) > self._limits.unfinished and newest.address not in self._proxies:
            theirs = unfinished
        else:
            return
        # The longest silent first, the newest last; half requests before idle connections.
        oldest = min(theirs, key=lambda channel: (channel is newest, not channel.unfinished, channel.since), default=newest)
        self._doom(oldest)

    def _doom(self, channel: Channel) -> None:
        channel.will_close = True  # waitress reads nothing more from it
        self._doomed.append(channel)


def _asks_for(channel: Channel, paths: Collection[str]) -> bool:
    first = next(iter(channel.requests), None)
    return getattr(first, "path", None) in paths  # a request that can't be parsed has none
