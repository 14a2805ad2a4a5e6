"""Where several processes listen: each gets connections, and no other server shares the port unseen."""

import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from rutinlots.web.server import wsgi
from rutinlots.web.server.wsgi import ListenError, listen, listen_together

HOST = "127.0.0.1"


@pytest.fixture
def opened() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def test_each_of_several_processes_gets_connections(opened: ExitStack):
    listening = [opened.enter_context(each) for each in listen_together(HOST, 0, 2)]
    address = listening[0].getsockname()
    for _ in range(60):  # Linux spreads them by chance; that one gets them all has a chance of one in 2 to the power of 59
        opened.enter_context(socket.create_connection(address))
    for each in listening:
        each.settimeout(20)
        opened.enter_context(each.accept()[0])
    assert {each.getsockname() for each in listening} == {address}
    assert (listening[0] is listening[1]) == (sys.platform != "linux")


@pytest.mark.parametrize("more", [1, 2])
def test_a_port_on_which_processes_listen_together_is_in_use(opened: ExitStack, more: int):
    listening = [opened.enter_context(each) for each in listen_together(HOST, 0, 2)]
    port = listening[0].getsockname()[1]
    with pytest.raises(ListenError, match="is in use"):
        listen_together(HOST, port, more) if more > 1 else listen(HOST, port)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the processes have one socket")
def test_of_two_servers_that_start_at_once_one_gets_the_port(opened: ExitStack, monkeypatch: pytest.MonkeyPatch):
    """The other asks between the first one's sockets."""
    refused: list[str] = []

    def beside(host: str, port: int, *, spread: bool = False) -> socket.socket:
        if spread and not refused:
            with pytest.raises(ListenError, match="is in use"):
                opened.enter_context(listen(host, port))
            refused.append("the other")
        return listen(host, port, spread=spread)

    monkeypatch.setattr(wsgi, "listen", beside)
    for each in wsgi.listen_together(HOST, 0, 2):
        opened.enter_context(each)
    assert refused
