"""Request bodies that are cheap to send and costly to read."""

import json
import time

from tools.attack.target import JSON, Outcome, serving


def markup() -> Outcome:
    """One mail of 20 kB: 490 open <b> in a paragraph, then 2 000 paragraphs."""
    html = "<p>" + "".join(f"<b a{n}>" for n in range(490)) + "</p>" + "<p>x</p>" * 2000
    ticket = {"id": 5, "conversation": [{"direction": "in", "html": html}]}
    return _one_request({"moment": "open", "ticket": ticket})


def list_of_nothing() -> Outcome:
    """650 000 empty objects for messages."""
    return _one_request({"moment": "open", "ticket": {"conversation": [{}] * 650_000}})


def _one_request(body: object) -> Outcome:
    with serving() as target:
        before, began = target.megabytes(), time.monotonic()
        status, answer, _ = target.ask("POST", "/api/v1/checks", json.dumps(body, separators=(",", ":")).encode(), JSON)
        took, grown = time.monotonic() - began, target.megabytes() - before
        cost = f"{took:.2f} s, {grown:.0f} MB of memory, {status}, answer of {len(answer) / 1000:.0f} kB"
        return cost, took < 2 and grown < 150 and len(answer) < 20_000
