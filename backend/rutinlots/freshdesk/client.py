"""GET requests to Freshdesk's REST API: one connection, an API key, every page, and the account's rate limit."""

import base64
import http.client
import json
import re
import ssl
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import SplitResult, urlsplit

PER_PAGE = 100  # the most that the API gives
MOST_PAGES = 200
LEAVE = 20  # requests of the minute that are left to others: the limit is the whole account's
MINUTE_S = 60
LONGEST_WAIT_S = 300  # the API asks for less; more is a fault
TRIES = 4
TIMEOUT_S = 20
LARGEST = 20_000_000  # bytes of an answer

_NEXT = re.compile(r"<([^>]+)>\s*;\s*rel=\"?next\"?")


class FreshdeskError(Exception):
    """Freshdesk didn't give what was asked for. The message says why and what to do; it never holds the key."""


def address_of(text: str) -> str:
    """The account's address, of a text that names it. :raises ValueError:"""
    parts = urlsplit(text if "://" in text else f"https://{text}")
    local = parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost")
    if not parts.hostname or not (parts.scheme == "https" or local) or parts.username:
        raise ValueError("give https:// and the account's name, such as https://company.freshdesk.com")
    return f"{parts.scheme}://{parts.hostname}" + (f":{parts.port}" if parts.port else "")


class Freshdesk:
    """An account. ``pause`` sleeps a number of seconds. Raises :class:`ValueError` for an unusable address."""

    def __init__(
        self, address: str, key: str, *, pause: Callable[[float], None] = time.sleep, context: ssl.SSLContext | None = None
    ):
        self.address = address_of(address)
        if not key or not key.isascii() or any(letter.isspace() for letter in key):
            raise ValueError("an API key is letters and digits; each agent finds theirs in Freshdesk under Profile settings")
        self._headers = {"Authorization": "Basic " + base64.b64encode(f"{key}:X".encode()).decode(), "Accept": "application/json"}
        self._pause = pause
        self._connection = _connect(urlsplit(self.address), context)

    def list(self, path: str) -> Iterator[Any]:
        """Every entry of a list, page after page. :raises FreshdeskError:"""
        for page in range(1, MOST_PAGES + 1):
            found, more = self._get(f"/api/v2/{path}?page={page}&per_page={PER_PAGE}")
            if not isinstance(found, list):
                raise FreshdeskError(f"{self.address} gave something else than a list. Is it a Freshdesk account?")
            yield from found
            if not more:
                return
        raise FreshdeskError(f"{self.address} has more pages of {path} than can be read.")

    def one(self, path: str) -> Any:
        """A single thing. :raises FreshdeskError:"""
        return self._get(f"/api/v2/{path}")[0]

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _get(self, path: str) -> tuple[Any, bool]:
        """An answer, and whether there is a page after it."""
        for tried in range(TRIES):
            status, headers, body = self._ask(path)
            if status == 429:
                self._pause(_seconds(headers.get("Retry-After"), MINUTE_S))
            elif status >= 500:
                self._pause(2.0**tried)
            else:
                break
        if status != 200:
            raise FreshdeskError(self._refusal(status))
        if _seconds(headers.get("X-RateLimit-Remaining"), LEAVE) < LEAVE:
            self._pause(MINUTE_S)
        try:
            return json.loads(body), bool(_NEXT.search(headers.get("Link", "")))
        except ValueError as error:
            raise FreshdeskError(f"{self.address} gave something else than JSON. Is it a Freshdesk account?") from error

    def _ask(self, path: str) -> tuple[int, http.client.HTTPMessage, bytes]:
        try:
            self._connection.request("GET", path, headers=self._headers)
            response = self._connection.getresponse()
            body = response.read(LARGEST + 1)
        except (OSError, http.client.HTTPException) as error:
            self._connection.close()
            raise FreshdeskError(
                f"{self.address} doesn't answer ({type(error).__name__}). Check the address and the network."
            ) from error
        if len(body) > LARGEST:
            self._connection.close()
            raise FreshdeskError(f"{self.address} gave more than {LARGEST // 1_000_000} MB at once.")
        return response.status, response.headers, body

    def _refusal(self, status: int) -> str:
        meanings = {
            401: "doesn't know the API key. Copy it again from the profile settings of an agent.",
            403: "doesn't let this agent read canned responses. Use the key of an administrator.",
            404: "has no such address. Is it a Freshdesk account?",
            429: "is busy: the account's limit of requests is used up. Try again later.",
        }
        return f"{self.address} {meanings.get(status, f'answers {status}. Try again later.')}"


def _connect(parts: SplitResult, context: ssl.SSLContext | None) -> http.client.HTTPConnection:
    if parts.scheme == "http":
        return http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=TIMEOUT_S)
    return http.client.HTTPSConnection(
        parts.hostname or "", parts.port, timeout=TIMEOUT_S, context=context or ssl.create_default_context()
    )


def _seconds(text: str | None, otherwise: int) -> int:
    return min(int(text), LONGEST_WAIT_S) if text and text.isascii() and text.isdigit() else otherwise
