"""Privacy canary: marked words in everything customers and agents write, and a search for them where they must not be."""

import io
import json
import logging
import re
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import re2
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
    """The encodings a text may be stored in."""
    yield word.encode()
    yield word.encode("utf-16-le")
    yield word.encode("latin-1")
    yield json.dumps(word)[1:-1].encode()
    yield quote(word).encode()


_FORMS = {word: {form.lower() for form in _forms(word)} for word in WORDS.values()}
_BYTES = re2.Options()
_BYTES.encoding = re2.Options.Encoding.LATIN1
_ANY = re2.compile(b"|".join(re.escape(form) for forms in _FORMS.values() for form in forms), _BYTES)  # most texts have none


def found(*texts: str | bytes) -> set[str]:
    """The marked words in the texts, whatever their case and encoding."""
    hits: set[str] = set()
    for text in texts:
        data = (text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text).lower()
        if _ANY.search(data):
            hits |= {word for word, forms in _FORMS.items() if any(form in data for form in forms)}
    return hits


def found_on_disk(folder: Path, but: Iterable[str] = ()) -> dict[str, set[str]]:
    """The files below ``folder`` with marked words in them; paths with a part in ``but`` are skipped."""
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
  const result = (asked) => new Promise((done, no) => Object.assign(asked, {onsuccess: () => done(asked.result), onerror: no}));
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const {url} of await cache.keys()) kept.push(name, url, await (await cache.match(url)).text());
  }
  for (const {name} of await indexedDB.databases()) {
    const base = await result(indexedDB.open(name));
    for (const store of base.objectStoreNames) {
      kept.push(name, store, await result(base.transaction(store).objectStore(store).getAll()));
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


@dataclass(kw_only=True)
class Captured:
    """Everything logged, requested and printed during a run."""

    log: io.StringIO = field(default_factory=io.StringIO)  # all loggers at DEBUG, standard output and error
    addresses: list[str] = field(default_factory=list)  # every request of the browser, its worker included
    received: list[str] = field(default_factory=list)  # requests received by the backend, with headers
    console: list[str] = field(default_factory=list)  # the pages' and the worker's consoles, and what they threw
    errors: list[str] = field(default_factory=list)  # the API's answers to invalid requests


@contextmanager
def capturing(harness: Harness, captured: Captured) -> Iterator[None]:
    """Captures the output of backend and browser while the block runs."""
    handler = logging.StreamHandler(captured.log)
    root = logging.getLogger()
    level, inner = root.level, harness.backend.app.wsgi_app

    def recording(environ: dict[str, Any], start_response: Any) -> Any:
        captured.received.append(f"{environ['PATH_INFO']}?{environ['QUERY_STRING']}")
        captured.received.extend(str(value) for name, value in environ.items() if name.startswith("HTTP_"))
        return inner(environ, start_response)

    capture_browser(harness.context, captured)
    root.addHandler(handler)
    root.setLevel(1)
    harness.backend.app.wsgi_app = recording
    try:
        with redirect_stdout(captured.log), redirect_stderr(captured.log):
            yield
    finally:
        harness.backend.app.wsgi_app = inner
        root.setLevel(level)
        root.removeHandler(handler)


def capture_browser(context: BrowserContext, captured: Captured) -> None:
    context.on("request", lambda request: captured.addresses.append(request.url))
    context.on("console", lambda message: captured.console.append(message.text))
    context.on("weberror", lambda thrown: captured.console.append(str(thrown.error)))


def fetch(url: str, body: bytes | None = None, kind: str = "application/json") -> str:
    """The body and headers of the answer, whatever its status."""
    request = urllib.request.Request(url, body, {"Content-Type": kind} if body is not None else {})
    try:
        with urllib.request.urlopen(request) as response:
            return f"{response.headers}{response.read().decode()}"
    except urllib.error.HTTPError as error:
        return f"{error.headers}{error.read().decode()}"
