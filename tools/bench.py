"""Measures how fast this machine answers checks: the engine alone, and a real server with several agents at once.

    python -m tools.bench [--seconds 3] [--agents 1 8 32] [--no-start]
"""

import argparse
import http.client
import json
import tempfile
import threading
import time
from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, datetime
from functools import partial
from typing import Any

from flask.testing import FlaskClient

from rutinlots import create_app
from rutinlots.api.situation import build
from rutinlots.core.evaluate import evaluate
from rutinlots.core.rules import Rules
from rutinlots.core.situation import Situation
from rutinlots.schemas.question import QuestionSchema
from tools import start
from tools.server import Address, serving

MAIL = """Hej!

Jag har fått en faktura på 2 340 kr för februari och det är nästan dubbelt så mycket som i januari. Hur kan det bli
så? Vi har varit bortrest i två veckor. Kan ni också skicka en kopia på januarifakturan?

Med vänlig hälsning
Anna Berg
Kundnummer 1234567
"""
REPLY = """Hej Anna,

Tack för att du hörde av dig. Fakturan för februari bygger på mätarens värden, och jag ser att förbrukningen steg de
kalla dagarna i början av månaden. Kopian hittar du på Mina sidor under Fakturor.

Har du frågor om elhandeln svarar ditt elhandelsbolag på dem.

Du är välkommen att återkomma om du har fler frågor.

Med vänlig hälsning,
Sandra
"""
ANNA = {"name": "Anna Berg", "email": "anna.berg@example.com"}
SITUATION: dict[str, Any] = {
    "moment": "write",
    "ticket": {
        "id": 90103,
        "subject": "Hög faktura",
        "status": "Öppen",
        "properties": {"Typ": "Fråga", "Interna kategorier": "Faktura"},
        "requester": ANNA,
        "conversation": [{"direction": "in", "from": ANNA, "to": ["kundservice@ellevio.se"], "text": MAIL}],
    },
    "draft": {"kind": "reply", "to": [ANNA["email"]], "send_mode": "send", "text": REPLY},
    "agent": {"id": "7", "name": "Sandra Ek"},
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seconds", type=float, default=3, help="how long each measurement takes (%(default)s)")
    parser.add_argument("--agents", type=int, nargs="+", default=[1, 8, 32], help="how many ask at once (%(default)s)")
    parser.add_argument("--start", action=argparse.BooleanOptionalAction, default=True, help="whether starts and changed rules too")
    chosen = parser.parse_args()
    app = create_app({"TESTING": True})
    client = app.test_client()
    rules = app.extensions["rutinlots"].rules
    for moment, messages in (("open", 1), ("write", 1), ("send", 1), ("write", 20)):
        situation, _ = build(QuestionSchema().load(_situation(moment, messages)), datetime.now(UTC))
        times = _repeat(partial(_judge, situation, rules), chosen.seconds)
        _print_row(f"the engine, {moment}, {messages} messages", times, chosen.seconds)
    for moment, messages in (("open", 1), ("write", 1), ("send", 1), ("write", 20)):
        body = _situation(moment, messages)
        times = _repeat(partial(_post, client, body), chosen.seconds)
        _print_row(f"the whole question, {moment}, {messages} messages", times, chosen.seconds)
    with tempfile.TemporaryDirectory() as folder, serving(folder, "--waiting", "1000") as (_, address):
        for agents in chosen.agents:
            times = _together(address, agents, chosen.seconds)
            _print_row(f"over HTTP, write, {agents} agents without pause", times, chosen.seconds)
    if chosen.start:
        start.measure(start.TIMES, start.SNIPPETS)


def _judge(situation: Situation, rules: Rules) -> int:
    evaluate(situation, rules)
    return 200


def _post(client: FlaskClient, body: dict[str, Any]) -> int:
    return client.post("/api/v1/checks", json=body).status_code


def _situation(moment: str, messages: int) -> dict[str, Any]:
    situation = deepcopy(SITUATION) | {"moment": moment}
    situation["ticket"]["conversation"] *= messages
    return situation


def _repeat(ask: Callable[[], int], seconds: float) -> list[float]:
    """The duration of each answer, in seconds."""
    ask()
    times = []
    end = time.perf_counter() + seconds
    while (began := time.perf_counter()) < end:
        status = ask()
        times.append(time.perf_counter() - began)
        if status != 200:
            raise RuntimeError(f"answered {status}")
    return times


def _together(address: Address, agents: int, seconds: float) -> list[float]:
    body = json.dumps(_situation("write", 1))
    times: list[float] = []

    def agent() -> None:
        connection = http.client.HTTPConnection(*address, timeout=30)

        def ask() -> int:
            connection.request("POST", "/api/v1/checks", body, {"Content-Type": "application/json"})
            response = connection.getresponse()
            response.read()
            return response.status

        times.extend(_repeat(ask, seconds))
        connection.close()

    threads = [threading.Thread(target=agent) for _ in range(agents)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def _print_row(what: str, times: list[float], seconds: float) -> None:
    times.sort()
    p50, p95, p99 = (1000 * times[int(len(times) * share)] for share in (0.50, 0.95, 0.99))
    print(f"{what:42} p50 {p50:6.1f} ms  p95 {p95:6.1f}  p99 {p99:6.1f}  {len(times) / seconds:6.0f} answers/s", flush=True)


if __name__ == "__main__":
    main()
