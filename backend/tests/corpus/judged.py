"""What the checks say about a case, and where that is not what is expected."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from flask.testing import FlaskClient

from backend.tests.corpus.case import Case
from rutinlots.core.rules import Rules

ABOVE_HINT = ("confirm", "block")
_RANK = {"hint": 0, "mark": 0, "guide": 0, "confirm": 1, "block": 2}


@dataclass(frozen=True)
class Wrong:
    """``what`` is missed, alarm, hint, forbidden, level, span, value, message or gate."""

    what: str
    id: str
    why: str

    def __str__(self) -> str:
        return f"{self.what} {self.id}: {self.why}"


@dataclass(kw_only=True)
class Judged:
    """All that was found along the way of one case, from opening the ticket to sending."""

    case: Case
    found: dict[str, dict[str, Any]] = field(default_factory=dict)  # by check
    guided: set[str] = field(default_factory=set)
    gate: bool = False
    wrong: list[Wrong] = field(default_factory=list)

    def ids(self) -> set[str]:
        """The requirement ids found."""
        return {each for found in self.found.values() for each in found["covers"]} | self.guided

    def unexpected(self) -> list[Wrong]:
        """What goes wrong without the case saying so."""
        return [wrong for wrong in self.wrong if wrong.id not in self.case.known]

    def false_alarms(self) -> list[Wrong]:
        """What would interrupt an agent for nothing."""
        return [wrong for wrong in self.wrong if wrong.what == "alarm"]


def judge(case: Case, client: FlaskClient, rules: Rules) -> Judged:
    """Ask the API at every moment that the case goes through."""
    judged = Judged(case=case)
    for question in case.questions(rules):
        response = client.post("/api/v1/checks", json=question)
        assert response.status_code == 200, response.text
        answer = response.json
        for found in answer["findings"]:
            said = judged.found.get(found["id"], found)["covers"]  # what yields to a check may look at some moments only
            judged.found[found["id"]] = {**found, "covers": sorted({*said, *found["covers"]})}
        for mark in answer["marks"]:
            judged.found[mark["id"]] = {**mark, "level": "mark", "message": ""}
        judged.guided |= {each for guide in answer["guides"] for each in guide["covers"]}
        judged.gate |= answer["gate"] is not None
    judged.wrong = list(_wrong(judged))
    return judged


def _wrong(judged: Judged) -> Iterator[Wrong]:
    case, found = judged.case, judged.found
    ids = judged.ids()
    for each in case.expect:
        if each not in ids:
            yield Wrong("missed", each, "inte hittad")
    for each in case.checks:
        if each not in found:
            yield Wrong("missed", each, "inte hittad")
    for each in case.never:
        if each in found or any(each in f["covers"] for f in found.values()):
            yield Wrong("forbidden", each, _told(found, each))
    for each in case.unguided:
        if each in judged.guided:
            yield Wrong("forbidden", each, "guiden öppnas")
    allowed = {*case.expect, *case.also}
    for check, each in found.items():
        covers = set(each["covers"])
        if each["level"] in ABOVE_HINT and not covers & allowed:
            yield Wrong("alarm", check, each["message"])
        elif case.good and not case.never and not covers & (allowed | {*case.hints, *case.marks}):
            yield Wrong("hint", check, each["message"] or "märkt")
    yield from _levels(judged)
    yield from _spans(judged)
    values = [each["value"] for each in found.values() if each.get("value") is not None]
    if case.value is not None and case.value not in values:
        yield Wrong("value", "SA-01", f"{values or 'inget'} i stället för {case.value}")
    told = " ".join(each["message"] for each in found.values())
    for words in case.message:
        if words not in told:
            yield Wrong("message", words, told)
    if case.gate and not judged.gate:
        yield Wrong("gate", "KM-04", "loggrutan saknas")


def _told(found: dict[str, dict[str, Any]], each: str) -> str:
    return "; ".join(f"{check}: {f['message']}" for check, f in found.items() if check == each or each in f["covers"])


def _levels(judged: Judged) -> Iterator[Wrong]:
    for each, level in judged.case.levels.items():
        levels = [f["level"] for check, f in judged.found.items() if check == each or each in f["covers"]]
        if levels and max(levels, key=_RANK.__getitem__) != level:
            yield Wrong("level", each, f"{levels} i stället för {level}")


def _spans(judged: Judged) -> Iterator[Wrong]:
    case = judged.case
    expected = [f for f in judged.found.values() if _expected(case, f)]
    spans = {(s["in"], s["start"], s["end"]) for f in expected for s in f["spans"]}
    for mark in case.example.marks:
        if not any(where == mark.where and start < mark.end and end > mark.start for where, start, end in spans):
            yield Wrong("span", ",".join(case.checks or case.expect), f"ingen markering vid {mark}, men {sorted(spans)}")
    if not case.example.marks:
        return
    for found in expected:
        for span in found["spans"]:
            if found["level"] in ABOVE_HINT and not any(
                m.where == span["in"] and span["start"] < m.end and span["end"] > m.start for m in case.example.marks
            ):
                yield Wrong("span", found["id"], f"markerar {span}")


def _expected(case: Case, found: dict[str, Any]) -> bool:
    return found["id"] in case.checks if case.checks else bool(set(found["covers"]) & set(case.expect))
