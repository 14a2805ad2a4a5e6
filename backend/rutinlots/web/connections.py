"""The server's connections: how long a caller may take over a request, and how many connections it may hold.

Waitress itself closes only connections on which nothing at all happens, so that a byte now and then keeps one for ever. Here a
whole request has a time limit, and where there are too many connections the ones that have said least for longest are closed,
first those of the address that has most: whoever comes with a request gets in.
"""

import socket
import time
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.server import TcpWSGIServer


@dataclass(frozen=True)
class Limits:
    """Seconds from the first byte of a request to its last, without a request, and until an answer is fetched; connections
    in all, and from one address without a whole request."""

    request_s: float = 10
    idle_s: float = 30
    answer_s: float = 30
    connections: int = 500
    unfinished: int = 64


class Parser(HTTPRequestParser):
    """Refuses a request whose end could be read in two ways; the connection is closed after the refusal."""

    def parse_header(self, header_plus: bytes) -> None:
        """Take the head apart. :raises ParsingError: which the caller is told as 400."""
        super().parse_header(header_plus)
        told_twice = self.chunked and "CONTENT_LENGTH" in self.headers
        if told_twice or "TRANSFER_ENCODING" in self.headers:  # left there by a version that has none
            raise ParsingError("Transfer-Encoding can't be combined with Content-Length or an older HTTP")


class Channel(HTTPChannel):
    """One connection. Times are those of :func:`time.monotonic`."""

    parser_class = Parser

    def __init__(self, server: "Server", sock: socket.socket, addr: Any, adj: Adjustments, map: Any = None):
        self._begun: float | None = None  # when the request that is coming in began
        self._free = time.monotonic()  # since when no request is answered
        self.has_asked = False  # a whole request
        super().__init__(server, sock, addr, adj, map=map)

    @property
    def address(self) -> str:
        """Who is at the other end."""
        return self.addr[0]

    @property
    def since(self) -> float:
        """Since when the caller has been expected to say something more."""
        return self._free if self._begun is None else self._begun

    @property
    def waits_for_caller(self) -> bool:
        """Whether nothing is being done for the caller."""
        return not self.requests and not self.total_outbufs_len and not self.will_close

    @property
    def unfinished(self) -> bool:
        """Whether the caller is in the middle of a request, or has never made one."""
        return self.waits_for_caller and (self._begun is not None or not self.has_asked)

    def overdue(self, now: float, limits: Limits) -> bool:
        """Whether the caller has taken too long over its request or over the answer."""
        if self._begun is not None:
            return now - self._begun > limits.request_s
        if self.requests:
            return False
        return now - self._free > (limits.answer_s if self.total_outbufs_len else limits.idle_s)

    def received(self, data: bytes) -> bool:
        """Take in what has come."""
        before = self.request
        taken = super().received(data)
        if self.request is None:
            self._begun = None
        elif self.request is not before:
            self._begun = time.monotonic()
        return taken

    def service(self) -> None:
        """Answer a request, in a thread."""
        super().service()
        self._free = time.monotonic()


class Server(TcpWSGIServer):
    """Waitress with limits for each connection and each address; ``proxies`` are addresses that many callers share."""

    channel_class = Channel

    def __init__(self, app: Any, listening: socket.socket, limits: Limits, proxies: Collection[str] = (), **settings: Any):
        self._limits = limits
        self._proxies = proxies
        self._doomed: list[Channel] = []
        # The limit of waitress would leave new callers waiting; it is never reached.
        adjustments = Adjustments(sockets=[listening], connection_limit=2 * limits.connections, cleanup_interval=1, **settings)
        about = listening.family, listening.type, listening.proto, listening.getsockname()
        super().__init__(app, {}, True, listening, None, adjustments, about, bind_socket=False)

    def look_once(self) -> None:
        """Read and write where that can be done, and close what is to be closed; waits a second at most."""
        self.asyncore.loop(timeout=1, map=self._map, use_poll=self.adj.asyncore_use_poll, count=1)
        while self._doomed:
            # Waitress would wait until it can write, which is never where the answer isn't fetched.
            if (channel := self._doomed.pop()) in self.active_channels.values():
                channel.handle_close()

    def add_task(self, task: Channel) -> None:
        """Have a request answered."""
        task.has_asked = True
        super().add_task(task)

    def maintenance(self, now: float) -> None:
        """Close what takes too long; called every second."""
        now = time.monotonic()
        for channel in list(self.active_channels.values()):
            if channel.overdue(now, self._limits):
                self._doom(channel)

    def handle_accept(self) -> None:
        """Take a connection, and close another where there are too many."""
        before = set(self.active_channels)
        super().handle_accept()
        for number in set(self.active_channels) - before:
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
        # Someone who has said nothing for long rather than someone who has just come, and a half request before a rest.
        oldest = min(theirs, key=lambda channel: (channel is newest, not channel.unfinished, channel.since), default=newest)
        self._doom(oldest)

    def _doom(self, channel: Channel) -> None:
        channel.will_close = True  # nothing more is read from it
        self._doomed.append(channel)
