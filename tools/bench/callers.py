"""Callers in Python that take little of a processor: one thread, prepared requests. At a rate, or where there is no wrk."""

import re
import selectors
import socket
import time
from collections.abc import Iterator, Sequence
from itertools import count

from tools.server import Address

_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)


def request(address: Address, path: str, body: bytes) -> bytes:
    """A request that posts JSON, as it is sent."""
    host, port = address
    head = f"POST {path} HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def drafts(address: Address, path: str, template: str, mark: str, first: int) -> Iterator[bytes]:
    """Requests without end, in each of which another number takes the place of the mark, which has nine digits too.

    They begin with 1: one that begins with 0 is read as a telephone number.
    """
    whole = request(address, path, template.encode())
    return (whole.replace(mark.encode(), b"1%08d" % number) for number in count(first))


class _Caller:
    """One connection, and its requests in turn."""

    def __init__(self, address: Address, requests: Iterator[bytes]):
        self.socket = socket.create_connection(address)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._requests = requests
        self._answer = b""
        self.due = 0.0

    def ask(self, due: float) -> None:
        """Send the next request, which was to be sent at a time."""
        self.due = due
        self.socket.sendall(next(self._requests))
        self._answer = b""

    def has_answer(self) -> bool:
        """Read what has come, and say whether it is the whole answer. Raises RuntimeError where it isn't 200."""
        received = self.socket.recv(65536)
        self._answer += received
        head, ends, body = self._answer.partition(b"\r\n\r\n")
        length = _LENGTH.search(head) if ends else None
        if not received or (ends and (b" 200 " not in head[:14] or length is None)):
            raise RuntimeError(f"answered {head[:200]!r}")
        return length is not None and len(body) >= int(length[1])


def ask(address: Address, requests: Sequence[Iterator[bytes]], seconds: float, rate: float = 0) -> list[float]:
    """Ask over one connection for each source of requests; returns the seconds that each answered request took.

    :param rate: requests a second of all connections together, each timed from when it was due; 0: each is sent as soon as
        the one before it is answered.
    """
    idle = [_Caller(address, each) for each in requests]
    callers = tuple(idle)
    taken: list[float] = []
    number, begun = 0, time.perf_counter()
    due = begun
    with selectors.DefaultSelector() as answers:
        for caller in callers:
            answers.register(caller.socket, selectors.EVENT_READ, caller)
        while (now := time.perf_counter()) < begun + seconds:
            while idle and due <= now:
                idle.pop().ask(due if rate else now)
                number += 1
                due = begun + number / rate if rate else begun
            for key, _ in answers.select(max(0.0, due - now) if idle else 1):
                if key.data.has_answer():
                    taken.append(time.perf_counter() - key.data.due)
                    idle.append(key.data)
    for caller in callers:
        caller.socket.close()
    return taken
