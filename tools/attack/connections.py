"""Slow connections, and two requests smuggled into one."""

import socket
from contextlib import ExitStack, suppress

from tools.attack.target import CHECK_S, Outcome, serving


def half_requests() -> Outcome:
    """505 connections that send a byte now and then."""
    with serving() as target, ExitStack() as stack:
        half = []
        for _ in range(505):
            with suppress(OSError):
                half.append(stack.enter_context(socket.create_connection(target.address, timeout=2)))
                half[-1].sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX: ")
        waits = []
        for _ in range(5):
            for each in half:
                with suppress(OSError):
                    each.sendall(b"x")
            waits.append(target.check(4))
        return f"slowest check {max(waits):.2f} s (4: none)", max(waits) < CHECK_S


def smuggled() -> Outcome:
    """Two requests in one, by Transfer-Encoding with Content-Length."""
    with serving() as target, socket.create_connection(target.address, timeout=20) as connection:
        one = b"POST /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        connection.sendall(one + b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        answers = b""
        while part := connection.recv(10_000):
            answers += part
        return f"{answers.count(b'HTTP/1.1 ')} answers", answers.count(b"HTTP/1.1 ") == 1
