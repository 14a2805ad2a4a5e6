"""Connections: who takes too long over a request is closed, who holds many makes room, and others are answered meanwhile."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from flask import Flask

from rutinlots.web.server import wsgi
from rutinlots.web.server.connections import Channel, Limits, Server

LIMITS = Limits(request_s=0.2, idle_s=60, answer_s=60, connections=20, unfinished=5)
HEAD = b"POST / HTTP/1.1\r\nHost: x\r\n"
ASK = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
Connect = Callable[..., socket.socket]


def test_a_thread_that_is_done_when_the_server_has_closed_wakes_nothing():
    app = Flask("closed")
    app.config.update(THREADS=1, PUBLIC_URL=None, PROXIES=())
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = wsgi.make_server(app, listening)
        server.task_dispatcher.shutdown()
        server.close()
        server.pull_trigger()


@pytest.fixture
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    """A server with the limits of the test's ``limits`` mark."""
    app = Flask("served")
    app.config.update(THREADS=2, PUBLIC_URL=None, PROXIES=())
    app.add_url_rule("/", "short", lambda: "answered", methods=["GET", "POST"])
    app.add_url_rule("/long", "long", lambda: "x" * 15_000_000)
    app.add_url_rule("/held", "held", held)
    app.add_url_rule(wsgi.CHECKS, "waiting", lambda: f"{server.waiting} answered")
    mark = request.node.get_closest_marker("limits")
    listening = socket.create_server(("127.0.0.1", 0))
    server = wsgi.make_server(app, listening, mark.args[0] if mark else LIMITS)
    stopping = threading.Event()

    def loop() -> None:
        while not stopping.is_set():
            server.look_once()

    thread = threading.Thread(target=loop)
    thread.start()
    yield server
    stopping.set()
    server.pull_trigger()
    thread.join()
    for channel in list(server.active_channels.values()):
        channel.handle_close()
    server.task_dispatcher.shutdown()
    server.close()


@pytest.fixture
def connect(server: Server) -> Iterator[Connect]:
    """Opens connections to the server."""
    with ExitStack() as stack:

        def open_one(sent: bytes = b"", source: str = "127.0.0.1") -> socket.socket:
            address = ("127.0.0.1", server.effective_port)
            opened = stack.enter_context(socket.create_connection(address, timeout=20, source_address=(source, 0)))
            opened.sendall(sent)
            return opened

        yield open_one


def closed(connection: socket.socket) -> bool:
    """Wait until the other end closes, without a word."""
    try:
        return connection.recv(1000) == b""
    except ConnectionResetError:
        return True


def answered(connection: socket.socket) -> bool:
    received = b""
    while not received.endswith((b"answered", b"xx")):
        if not (part := connection.recv(1000)):
            return False
        received += part
    return received.startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize(
    "half",
    [
        HEAD,
        b"GET",
        HEAD + b"Content-Length: 100000\r\n\r\n12345",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nffff\r\n1234",
    ],
    ids=["half a head", "half a line", "half a body", "half a chunk"],
)
def test_half_a_request_is_closed_when_its_time_is_out_whatever_trickles_in(connect: Connect, half: bytes):
    slow = connect(half)
    stopping = threading.Event()

    def trickle() -> None:
        try:
            while not stopping.wait(0.05):
                slow.sendall(b"1")
        except OSError:
            pass

    thread = threading.Thread(target=trickle)
    thread.start()
    assert closed(slow)
    stopping.set()
    thread.join()


@pytest.mark.limits(Limits(request_s=60, idle_s=60))
def test_a_connection_without_a_request_is_closed_whatever_blank_lines_come(server: Server, connect: Connect):
    blank, rested = connect(b"\r\n\r\n"), connect(ASK)
    assert answered(rested)
    server._limits = Limits(request_s=60, idle_s=0.2)
    assert closed(blank)
    assert closed(rested)


@pytest.mark.limits(Limits(answer_s=0.2))
def test_an_answer_that_is_not_fetched_is_given_up(connect: Connect, monkeypatch: pytest.MonkeyPatch):
    left: list[int] = []  # bytes of the answer that were not sent
    given_up = threading.Event()
    close = Channel.handle_close
    monkeypatch.setattr(
        Channel,
        "handle_close",
        lambda channel: (left.append(channel.total_outbufs_len), close(channel), given_up.set()),
    )
    lazy = connect()
    lazy.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)  # else the system itself fetches some megabytes
    lazy.sendall(ASK.replace(b"/ ", b"/long "))
    assert given_up.wait(20)
    assert left[0] > 0


def _part(connection: socket.socket) -> bytes:
    try:
        return connection.recv(100_000)
    except ConnectionResetError:
        return b""


@pytest.mark.limits(Limits(request_s=60, unfinished=5))
def test_an_address_with_many_half_requests_loses_the_oldest_and_its_next_request_is_answered(connect: Connect):
    half = [connect(HEAD) for _ in range(12)]
    assert answered(connect(ASK))
    assert all(map(closed, half[:6]))


@pytest.mark.limits(Limits(request_s=60, unfinished=5))
def test_connections_that_rest_between_requests_are_not_counted_as_half(connect: Connect):
    resting = []
    for _ in range(12):
        resting.append(connect(ASK))
        assert answered(resting[-1])
    for each in resting:
        each.sendall(ASK)
    assert all(map(answered, resting))


@pytest.mark.limits(Limits(request_s=60, connections=20, unfinished=1000))
def test_when_all_places_are_taken_the_address_that_has_most_makes_room(connect: Connect):
    first = connect(ASK, "127.0.0.3")
    assert answered(first)
    half = [connect(HEAD, "127.0.0.2") for _ in range(30)]
    assert all(answered(connect(ASK, f"127.0.0.{number}")) for number in range(4, 8))
    assert all(map(closed, half[:11]))
    first.sendall(ASK)
    assert answered(first), "whoever has few keeps its place"


@pytest.fixture
def looking(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """The server looks at its connections from when this is set."""
    begins = threading.Event()
    look = Server.look_once
    monkeypatch.setattr(Server, "look_once", lambda server: begins.wait(20) and look(server))
    return begins


@pytest.mark.limits(Limits(request_s=60, connections=20, unfinished=1000))
def test_the_oldest_make_room_also_when_many_have_come_before_the_server_looks(looking: threading.Event, connect: Connect):
    half = [connect(HEAD, "127.0.0.2") for _ in range(30)]
    looking.set()
    assert answered(connect(ASK, "127.0.0.4"))
    assert all(map(closed, half[:11]))


@pytest.mark.limits(Limits(request_s=60))
@pytest.mark.parametrize(
    "head",
    [
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
        b"POST / HTTP/1.0\r\nHost: x\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"x" * 40_000 + b"\r\n\r\n",
    ],
    ids=["length first", "encoding first", "HTTP/1.0", "two lengths", "a long head"],
)
def test_a_request_whose_end_is_unclear_or_far_away_is_refused_and_nothing_after_it_is_answered(connect: Connect, head: bytes):
    smuggling = connect(head + ASK)
    received = b""
    while part := _part(smuggling):
        received += part
    assert received.count(b"HTTP/1.") == 1
    assert received.split()[1] in (b"400", b"431")


@pytest.mark.limits(Limits(request_s=60))
def test_a_request_in_pieces_within_its_time_is_answered(connect: Connect):
    whole = connect(HEAD)
    whole.sendall(b"Transfer-Encoding: chunked\r\n\r\n")
    whole.sendall(b"2\r\nab\r\n0\r\n\r\n")
    assert answered(whole)


BEGUN, FREE = threading.Semaphore(0), threading.Semaphore(0)


def held() -> str:
    """Keep a worker thread until it is freed."""
    BEGUN.release()
    return "answered" if FREE.acquire(timeout=20) else "forgotten"


def said(connection: socket.socket) -> str:
    received = b""
    while not received.endswith(b"answered"):
        received += connection.recv(1000)
    return received.rpartition(b"\r\n")[2].decode()


def test_no_check_waits_for_what_keeps_the_threads(connect: Connect):
    others = [connect(b"GET /held HTTP/1.1\r\nHost: x\r\n\r\n") for _ in range(3)]
    assert BEGUN.acquire(timeout=20)
    assert BEGUN.acquire(timeout=20)
    assert said(connect(f"GET {wsgi.CHECKS} HTTP/1.1\r\nHost: x\r\n\r\n".encode())) == "0 answered"
    FREE.release(3)
    assert list(map(said, others)) == ["answered", "answered", "answered"]


@pytest.fixture
def files() -> Iterator[Callable[[], int]]:
    """How many files this process may open; 256 at first, as on macOS."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, before[1]))
    yield lambda: resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    resource.setrlimit(resource.RLIMIT_NOFILE, before)


def test_a_server_may_open_more_files_than_it_has_connections_or_says_that_it_may_not(
    files: Callable[[], int], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    wsgi.allow_connections()
    assert files() > wsgi.LIMITS.connections
    assert caplog.text == ""
    monkeypatch.setattr("resource.getrlimit", lambda _which: (256, 256))
    wsgi.allow_connections()
    assert "LimitNOFILE" in caplog.text
