"""Measures a course with many participants at once: each begins a scenario with tips, writes, sends and looks at the result, while
two trainers follow the course.

    python -m tools.bench.load_stage [--participants 30] [--seconds 20] [--pause 2]

The server runs in another process on the same machine. A row for each kind of request: how many, p50, p95 and p99 in milliseconds.
Everything that isn't answered with 200, 201, 204, 303 or 304 counts as a failure.
"""

import argparse
import http.client
import json
import random
import re
import tempfile
import threading
import time
from collections import defaultdict
from urllib.parse import urlencode

from tools.bench.situations import SITUATION
from tools.server import Address, serving

_SCENARIO = "anvandarnamn-i-halsningen"
_WRITES = 6  # pauses in the typing of one reply
_RIGHT = (200, 201, 204, 303, 304)
_TRAINERS = 2
_LOOKS_S = 3  # between two looks at the course, as in static/stage/course.js
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_JSON = {"Content-Type": "application/json"}
_OF_MODULES = (  # what the extension's modules ask of Freshdesk first
    "/api/v2/agents/me",
    "/api/v2/ticket_fields",
    "/api/v2/tickets/{}?include=requester",
    "/api/v2/tickets/{}/conversations?per_page=100&page=1",
)


class Participant:
    """A browser: one connection, its cookies, and the seconds that each kind of request took."""

    def __init__(self, address: Address, took: dict[str, list[float]], failures: list[str]):
        self._connection = http.client.HTTPConnection(*address, timeout=30)
        self._cookies: dict[str, str] = {}
        self._took, self._failures = took, failures
        self._kept: set[str] = set()  # files in the browser's cache
        self.headers: http.client.HTTPMessage = http.client.HTTPMessage()  # of the latest answer

    def ask(self, kind: str, method: str, path: str, body: str | None = None, **headers: str) -> tuple[str, str]:
        """What is answered, and where it sends the browser."""
        sent = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items()), **headers}
        began = time.perf_counter()
        self._connection.request(method, path, body, sent)
        answer = self._connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        self.headers = answer.headers
        self._took[kind].append(time.perf_counter() - began)
        if answer.status not in _RIGHT:
            self._failures.append(f"{kind}: {answer.status}")
        for line in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = line.partition(";")[0].partition("=")
            self._cookies[name] = value
        return text, answer.headers.get("Location", "")

    def form(self, kind: str, path: str, page: str, **values: object) -> str:
        """Post a form of a page; where it sends the browser."""
        token = found[1] if (found := re.search(r'name="form_token" value="([^"]+)"', page)) else ""
        return self.ask(kind, "POST", path, urlencode({"form_token": token, **values}, doseq=True), **_FORM)[1]

    def make_course(self) -> tuple[str, str]:
        """A course of the one scenario: the address of the trainer's page, and the code."""
        page, _ = self.ask("pages", "GET", "/kurser")
        place = self.form("pages", "/kurser", page, scenario=[_SCENARIO], tips="med")
        page, _ = self.ask("pages", "GET", place)
        found = re.search(r'href="[^"]*/kurs/([^"]+)" id="kurslank"', page)
        return place, found[1] if found else ""

    def follow(self, place: str, end: float) -> None:
        """Look at the course as the trainer's page does, until the time ``end``."""
        version = ""
        time.sleep(random.uniform(0, _LOOKS_S))
        while time.perf_counter() < end:
            self.ask("live view", "GET", place, **{"If-None-Match": version})
            version = self.headers.get("ETag", version)
            time.sleep(_LOOKS_S)
        self._connection.close()

    def practise(self, code: str, name: str, pause: float, end: float) -> None:
        """Join, and begin the course's scenario again and again until the time ``end``."""
        time.sleep(random.uniform(0, pause))
        page, _ = self.ask("pages", "GET", f"/kurs/{code}")
        place = self.form("join", "/kurs", page, code=code, nickname=name)
        while time.perf_counter() < end:
            page, _ = self.ask("pages", "GET", "/kurs/min")
            place = self.form("begin", f"/kurs/min/{_SCENARIO}/borja", page)
            self._practise_once(place, pause)
        self._connection.close()

    def _practise_once(self, place: str, pause: float) -> None:
        stage, _ = self.ask("pages", "GET", place)
        for name in re.findall(r'(?:src|href)="(/ovning/filer/[^"]+)"', stage):
            if name not in self._kept:
                self._kept.add(name)
                self.ask("files", "GET", name, **{"Accept-Encoding": "gzip"})
        number = int(place.rsplit("/", 1)[1])
        found = re.search(r'id="preloaded">(.*?)</script>', stage)
        known = json.loads(found[1]) if found else {}
        me, ticket = (
            known.get(path) or json.loads(self.ask("Freshdesk", "GET", f"/ovning{path}")[0])
            for path in ("/api/_/bootstrap/me", f"/api/_/tickets/{number}")
        )
        for path in _OF_MODULES:
            if (asked := path.format(number)) not in known:
                self.ask("Freshdesk", "GET", f"/ovning{asked}")
        self.ask("pack", "GET", "/ovning/rutinlots/pack")
        token = {**_JSON, "X-CSRF-Token": me["meta"]["csrf_token"]}
        draft = json.dumps({"body": "<p>Hej Karin,</p>"})
        for moment in ("open", *["write"] * _WRITES, "send"):
            question = {**SITUATION, "moment": moment}
            self.ask("checks", "POST", "/ovning/rutinlots/checks", json.dumps(question), **_JSON)
            if moment == "write":
                self.ask("draft", "PUT", f"/ovning/api/_/tickets/{number}/draft", draft, **token)
            time.sleep(random.expovariate(1 / pause))
        mail = {
            "to_emails": [ticket["requester"]["email"]],
            "cc_emails": [],
            "bcc_emails": [],
            "set_status": "Avslutad",
            "body": "<p>Hej Karin,</p>",
            "properties": {"type": "Fråga", "category": "Faktura"},
        }
        self.ask("Freshdesk", "POST", f"/ovning/api/_/tickets/{number}/reply", json.dumps(mail), **token)
        self.ask("result", "GET", "/ovning/resultat")


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--participants", type=int, default=30, help="how many (%(default)s)")
    parser.add_argument("--seconds", type=float, default=20, help="how long they begin new scenarios (%(default)s)")
    parser.add_argument("--pause", type=float, default=2, help="seconds between the pauses in their typing (%(default)s)")
    chosen = parser.parse_args()
    took: dict[str, list[float]] = defaultdict(list)
    failures: list[str] = []
    with tempfile.TemporaryDirectory() as folder, serving(folder) as (_, address):
        place, code = Participant(address, defaultdict(list), failures).make_course()
        # The first visitor warms up caches.
        Participant(address, defaultdict(list), failures).practise(code, "Den första", 0.01, time.perf_counter() + 0.1)
        end = time.perf_counter() + chosen.seconds
        people = [Participant(address, took, failures) for _ in range(chosen.participants)]
        trainers = [Participant(address, took, failures) for _ in range(_TRAINERS)]
        threads = [
            *(threading.Thread(target=each.practise, args=(code, f"Nr {at}", chosen.pause, end)) for at, each in enumerate(people)),
            *(threading.Thread(target=each.follow, args=(place, end)) for each in trainers),
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    print(f"{chosen.participants} participants\n{'':10} requests   p50 ms   p95 ms   p99 ms")
    for kind, seconds in took.items():
        ordered = sorted(seconds)
        shares = " ".join(f"{1000 * ordered[int(len(ordered) * share)]:8.1f}" for share in (0.50, 0.95, 0.99))
        print(f"{kind:10} {len(ordered):8} {shares}")
    print(f"failures: {', '.join(sorted(set(failures))) or 'none'}")


if __name__ == "__main__":
    main()
