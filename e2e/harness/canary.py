"""Marked words for everything that a customer or agent may have written, and the search for them where they must not be."""

import io
import json
import logging
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import BrowserContext, Page, Worker

from .harness import Harness

# Where each word is written. None of them is a word, and none is part of another.
WORDS: Mapping[str, str] = {
    "first name": "Zvantlina",
    "surname": "Qvistrunzel",
    "signed name": "Jorvynka",
    "address": "zparkykel77",
    "domain": "qvornbacka",
    "copied name": "Mirklund-Vessna",
    "copied address": "kopjevrax",
    "subject": "Elzirkusfråga",
    "customer number": "918273645",
    "body": "Snubbelvrång",
    "body in HTML": "Täljkvartzig",
    "quoted text": "Morrblåsvik",
    "attachment": "hyllvrakbild",
    "draft": "Björkzvammel",
    "placeholder": "zaknadfäldt",
    "note": "Antekzinger",
    "forward": "Vidarzebulon",
    "forwarded to": "natvaktzux",
    "new subject": "Nyhetszkvall",
    "new body": "Samtalzgrus",
    "new receiver": "mottagzill",
    "search": "sökzwirvel",
    "guide": "guidzvarslet",
    "handbook guide": "handbokzvar",
    "filed draft": "Utkastvrizt",
}


def _forms(word: str) -> Iterable[bytes]:
    """How programs write a text down."""
    yield word.encode()
    yield word.encode("utf-16-le")
    yield word.encode("latin-1")
    yield json.dumps(word)[1:-1].encode()
    yield quote(word).encode()


_FORMS = {word: {form.lower() for form in _forms(word)} for word in WORDS.values()}


def found(*texts: str | bytes) -> set[str]:
    """The marked words in the texts, whatever their case and encoding."""
    hits: set[str] = set()
    for text in texts:
        data = (text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text).lower()
        hits |= {word for word, forms in _FORMS.items() if any(form in data for form in forms)}
    return hits


def found_on_disk(folder: Path, but: Iterable[str] = ()) -> dict[str, set[str]]:
    """The files below ``folder`` with marked words in them; parts of a path that is in ``but`` are passed by."""
    skipped = frozenset(but)
    files = (file for file in folder.rglob("*") if not skipped & set(file.relative_to(folder).parts) and file.is_file())
    return {str(file.relative_to(folder)): hits for file in files if (hits := found(file.read_bytes()))}


_AREAS = """async () => {
  const area = (name) => chrome.storage[name].get().catch(() => null);
  return JSON.stringify(await Promise.all(['local', 'session', 'sync', 'managed'].map(area)));
}"""
_ORIGIN = """async () => {
  const page = globalThis.document && [{...localStorage}, {...sessionStorage}, document.cookie, window.name, history.state];
  const kept = [page];
  const told = (asked) => new Promise((done, no) => Object.assign(asked, {onsuccess: () => done(asked.result), onerror: no}));
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const {url} of await cache.keys()) kept.push(name, url, await (await cache.match(url)).text());
  }
  for (const {name} of await indexedDB.databases()) {
    const base = await told(indexedDB.open(name));
    for (const store of base.objectStoreNames) {
      kept.push(name, store, await told(base.transaction(store).objectStore(store).getAll()));
    }
    base.close();
  }
  return JSON.stringify(kept);
}"""


def kept_by_extension(worker: Worker) -> str:
    """All areas of the extension's storage, and its own caches and databases."""
    return worker.evaluate(_AREAS) + worker.evaluate(_ORIGIN)


def kept_by_page(page: Page) -> str:
    """What is stored for the page's origin: both storages, caches, databases and cookies."""
    return page.evaluate(_ORIGIN)


@dataclass
class Told:
    """What was said to the world during a run."""

    log: io.StringIO = field(default_factory=io.StringIO)  # every logger at its most talkative, standard output and error
    addresses: list[str] = field(default_factory=list)  # every request of the browser, its worker included
    received: list[str] = field(default_factory=list)  # what the backend was asked for, with headers
    console: list[str] = field(default_factory=list)  # the pages' and the worker's consoles, and what they threw
    errors: list[str] = field(default_factory=list)  # what the API answers to what it can't take


@contextmanager
def listening(harness: Harness, told: Told) -> Iterator[None]:
    """Everything that the backend and the browser say while the block runs."""
    handler = logging.StreamHandler(told.log)
    root = logging.getLogger()
    level, inner = root.level, harness.backend.app.wsgi_app

    def recording(environ: dict[str, Any], start_response: Any) -> Any:
        told.received.append(f"{environ['PATH_INFO']}?{environ['QUERY_STRING']}")
        told.received.extend(str(value) for name, value in environ.items() if name.startswith("HTTP_"))
        return inner(environ, start_response)

    hear(harness.context, told)
    root.addHandler(handler)
    root.setLevel(1)
    harness.backend.app.wsgi_app = recording
    try:
        with redirect_stdout(told.log), redirect_stderr(told.log):
            yield
    finally:
        harness.backend.app.wsgi_app = inner
        root.setLevel(level)
        root.removeHandler(handler)


def hear(context: BrowserContext, told: Told) -> None:
    context.on("request", lambda request: told.addresses.append(request.url))
    context.on("console", lambda message: told.console.append(message.text))
    context.on("weberror", lambda thrown: told.console.append(str(thrown.error)))


def asked(url: str, body: bytes | None = None, kind: str = "application/json") -> str:
    """The body and headers of the answer, whatever its status."""
    request = urllib.request.Request(url, body, {"Content-Type": kind} if body is not None else {})
    try:
        with urllib.request.urlopen(request) as response:
            return f"{response.headers}{response.read().decode()}"
    except urllib.error.HTTPError as error:
        return f"{error.headers}{error.read().decode()}"
