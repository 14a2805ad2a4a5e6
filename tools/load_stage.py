"""Measures the stage with many participants at once: each begins a scenario with tips, writes, sends and looks at the result.

    python -m tools.load_stage [--participants 30] [--seconds 20] [--pause 2]

The server runs in another process on the same machine. A row for each kind of request: how many, p50, p95 and p99 in milliseconds.
Everything that isn't answered with 200, 201, 204 or 303 counts as a failure.
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

from tools.bench import SITUATION
from tools.server import Address, serving

_SCENARIO = "anvandarnamn-i-halsningen"
_WRITES = 6  # pauses in the typing of one reply
_RIGHT = (200, 201, 204, 303)


class Participant:
    """A browser: one connection, its cookies, and the seconds that each kind of request took."""

    def __init__(self, address: Address, took: dict[str, list[float]], failures: list[str]):
        self._connection = http.client.HTTPConnection(*address, timeout=30)
        self._cookies: dict[str, str] = {}
        self._took, self._failures = took, failures

    def ask(self, kind: str, method: str, path: str, body: str | None = None, **headers: str) -> tuple[str, str]:
        """What is answered, and where it sends the browser."""
        sent = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items()), **headers}
        began = time.perf_counter()
        self._connection.request(method, path, body, sent)
        answer = self._connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        self._took[kind].append(time.perf_counter() - began)
        if answer.status not in _RIGHT:
            self._failures.append(f"{kind}: {answer.status}")
        for line in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = line.partition(";")[0].partition("=")
            self._cookies[name] = value
        return text, answer.headers.get("Location", "")

    def practise(self, pause: float, end: float) -> None:
        """Scenario after scenario until the time ``end``."""
        time.sleep(random.uniform(0, pause))
        as_json = {"Content-Type": "application/json"}
        while time.perf_counter() < end:
            page, _ = self.ask("pages", "GET", "/ovning")
            token = found[1] if (found := re.search(r'name="form_token" value="([^"]+)"', page)) else ""
            form = {"Content-Type": "application/x-www-form-urlencoded"}
            wanted = urlencode({"form_token": token, "tips": "med"})
            _, place = self.ask("begin", "POST", f"/ovning/scenario/{_SCENARIO}/borja", wanted, **form)
            stage, _ = self.ask("pages", "GET", place)
            for name in re.findall(r'(?:src|href)="(/ovning/filer/[^"]+)"', stage):
                self.ask("files", "GET", name, **{"Accept-Encoding": "gzip"})
            number = int(place.rsplit("/", 1)[1])
            me = json.loads(self.ask("Freshdesk", "GET", "/ovning/api/_/bootstrap/me")[0])
            ticket = json.loads(self.ask("Freshdesk", "GET", f"/ovning/api/_/tickets/{number}")[0])
            self.ask("pack", "GET", "/ovning/rutinlots/pack")
            for moment in ("open", *["write"] * _WRITES, "send"):
                question = {**SITUATION, "moment": moment}
                self.ask("checks", "POST", "/ovning/rutinlots/checks", json.dumps(question), **as_json)
                time.sleep(random.expovariate(1 / pause))
            mail = {
                "to_emails": [ticket["requester"]["email"]],
                "cc_emails": [],
                "bcc_emails": [],
                "set_status": "Avslutad",
                "body": "<p>Hej Karin,</p>",
                "properties": {"type": "Fråga", "category": "Faktura"},
            }
            token_of = {**as_json, "X-CSRF-Token": me["meta"]["csrf_token"]}
            self.ask("Freshdesk", "POST", f"/ovning/api/_/tickets/{number}/reply", json.dumps(mail), **token_of)
            self.ask("result", "GET", "/ovning/resultat")
        self._connection.close()


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
        Participant(address, defaultdict(list), failures).practise(0.01, time.perf_counter() + 0.1)  # warms up caches
        end = time.perf_counter() + chosen.seconds
        people = [Participant(address, took, failures) for _ in range(chosen.participants)]
        threads = [threading.Thread(target=each.practise, args=(chosen.pause, end)) for each in people]
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
