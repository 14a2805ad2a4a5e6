"""Requests that one process of the server passes on to another."""

import io
import os
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

if os.name != "posix":
    pytest.skip("several processes need Linux or macOS", allow_module_level=True)

from rutinlots.web.server.relay import Relay, open_socket, serve_relayed


def echo(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    start_response("201 Created", [("X-Path", environ["PATH_INFO"]), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")])
    return [environ["REQUEST_METHOD"].encode(), b" ", environ["REMOTE_ADDR"].encode(), b" ", environ["wsgi.input"].read()]


@pytest.fixture
def path() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder, "0")


def begin(relay: Relay, body: bytes = b"") -> tuple[list[Any], Iterator[bytes]]:
    told: list[Any] = []
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/handbok",
        "REMOTE_ADDR": "203.0.113.7",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
        "wsgi.url_scheme": "http",
        "waitress.client_disconnected": lambda: False,
    }
    parts = iter(relay(environ, lambda *answered: told.extend(answered)))
    return told, parts


def ask(relay: Relay, body: bytes = b"") -> tuple[str, list[tuple[str, str]], bytes]:
    (status, headers), parts = begin(relay, body)
    return status, headers, b"".join(parts)


def test_a_request_and_its_answer_arrive_as_they_were_sent(path):
    with open_socket(path) as listening:
        serve_relayed(echo, listening, lambda: b"figures")
        relay = Relay(path)
        for body in (b"", b"ett", bytes(3_000_000)):
            status, headers, text = ask(relay, body)
            assert status == "201 Created"
            assert headers == [("X-Path", "/handbok"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")]
            assert text == b"POST 203.0.113.7 " + body
        assert relay.figures() == b"figures"


def test_a_caller_is_asked_to_come_back_while_the_other_process_is_away(path):
    relay = Relay(path)

    status, headers, text = ask(relay)

    assert (status[:3], dict(headers)["Retry-After"], b'"busy"' in text) == ("503", "1", True)
    assert relay.figures() == b""


def test_a_request_that_breaks_the_other_process_s_thread_is_answered_and_the_next_one_too(path):
    def broken(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        if environ["wsgi.input"].read():
            raise ValueError
        return echo(environ, start_response)

    with open_socket(path) as listening:
        serve_relayed(broken, listening, lambda: b"")
        relay = Relay(path)
        assert [ask(relay, body)[0][:3] for body in (b"", b"breaks", b"")] == ["201", "503", "201"]


def test_each_part_of_an_answer_arrives_when_it_is_made(path):
    heard = threading.Event()

    def parts_of_it() -> Iterator[bytes]:
        yield b"first"
        heard.wait(10)
        yield b"second, " + (b"heard" if heard.is_set() else b"not heard")

    def slow(environ: dict[str, Any], start_response: Any) -> Iterator[bytes]:
        start_response("200 OK", [])
        return parts_of_it()

    with open_socket(path) as listening:
        serve_relayed(slow, listening, lambda: b"")
        _, parts = begin(Relay(path))
        assert next(parts) == b"first"
        heard.set()
        assert list(parts) == [b"second, heard"]


@pytest.mark.parametrize("read", [0, 1])
def test_an_answer_that_is_left_unread_is_no_part_of_the_next(path, read):
    with open_socket(path) as listening:
        serve_relayed(echo, listening, lambda: b"figures")
        relay = Relay(path)
        _, left = begin(relay, b"left")
        for _ in range(read):
            next(left)
        assert ask(relay, b"next")[2] == b"POST 203.0.113.7 next"
        assert relay.figures() == b"figures"
