"""Serves the mock over TLS on a local port, with a certificate made at start."""

import base64
import functools
import hashlib
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import trustme
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from flask import Flask
from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

HOST = "rutinlots.freshdesk.com"


@dataclass(frozen=True)
class Address:
    """Where the mock is: the browser must map the hosts to the port and accept the key with this SPKI hash."""

    port: int
    spki: str

    @property
    def url(self) -> str:
        return f"https://{HOST}"

    @property
    def browser_flags(self) -> list[str]:
        return [
            f"--host-resolver-rules=MAP *.freshdesk.com 127.0.0.1:{self.port}",
            f"--ignore-certificate-errors-spki-list={self.spki}",
        ]


class _Handler(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def log(self, type: str, message: str, *args: Any) -> None:
        """No request log in test output."""


class _Server(ThreadedWSGIServer):
    daemon_threads = True
    block_on_close = False
    multithread = True

    def __init__(self, app: Flask, port: int, context: ssl.SSLContext) -> None:
        super().__init__("127.0.0.1", port, app, _Handler)
        self.ssl_context = context  # makes werkzeug tell the app that it is served by https

    def get_request(self) -> tuple[Any, Any]:
        # Handshake in the request's own thread, so that an idle early connection doesn't block the others.
        connection, address = self.socket.accept()
        assert self.ssl_context is not None
        return self.ssl_context.wrap_socket(connection, server_side=True, do_handshake_on_connect=False), address

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ignore connections dropped by a closing browser; errors of the app are answered with 500."""


@functools.cache
def _certificate() -> tuple[ssl.SSLContext, str]:
    leaf = trustme.CA().issue_cert("*.freshdesk.com")
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    leaf.configure_cert(context)
    key = x509.load_pem_x509_certificate(leaf.cert_chain_pems[0].bytes()).public_key()
    digest = hashlib.sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).digest()
    return context, base64.b64encode(digest).decode()


@contextmanager
def serve(app: Flask, port: int = 0) -> Iterator[Address]:
    """Serve ``app`` in a thread until the block is left. Port 0 is any free one; OSError when a given one is taken."""
    context, spki = _certificate()
    server = _Server(app, port, context)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), name="mock-freshdesk", daemon=True)
    thread.start()
    try:
        yield Address(server.server_address[1], spki)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
