"""A scenario's model answer as the steps of a demo, in Swedish."""

from collections.abc import Iterator, Mapping
from typing import Any

from rutinlots.core.evaluate import evaluate
from rutinlots.core.practice.judge import answered
from rutinlots.core.rules import Rules
from rutinlots.core.scenarios.model import Notice, Scenario
from rutinlots.core.situation import Situation

# at: what is pointed at; title and text: the caption; write: what the mail is then; set: fields and their values;
# close: sends, and whether with the status that closes the ticket
Step = dict[str, Any]
_LOGS = {
    "new": "Kunden har inte skrivit förut: logga ett nytt ärende",
    "append": "Ärendet är redan loggat: fyll på loggen",
    "whole": "Ett tidigare svar loggades aldrig: logga hela konversationen",
    "ask": "Se efter i CAB om ärendet är loggat, och logga det som saknas",
}


def steps(scenario: Scenario, rules: Rules, usual: Mapping[str, str] | None = None) -> list[Step]:
    """From the customer's mail until the answer has left.

    ``usual`` are values for required fields that the model answer leaves open. What needs other recipients, a file or a new mail is
    sent by the person at the keys.
    """
    return list(_steps(scenario, rules, usual or {}))


def _steps(scenario: Scenario, rules: Rules, usual: Mapping[str, str]) -> Iterator[Step]:
    yield {"at": "thread", "title": "Läs mejlet", "text": scenario.say}
    if scenario.facit is None:
        return
    facit = answered(scenario, rules)
    assert facit.draft is not None
    ordered = sorted(scenario.notice, key=lambda each: each.at != "mail")  # the mail is read before it is answered
    noticed = [_noticed(number, each, len(ordered)) for number, each in enumerate(ordered, start=1)]
    in_mail = sum(each.at == "mail" for each in ordered)
    yield from noticed[:in_mail]
    if facit.draft.kind == "note":
        yield {"at": "note", "title": "Öppna en anteckning", "text": "Den går inte till kunden, och loggas inte i CAB."}
    else:
        yield {"at": "reply", "title": "Öppna svaret", "text": "Så här ser det ut innan någon har läst igenom det."}
    yield from noticed[in_mail:]
    yield {"at": "editor", "title": "Ett bra svar", "text": scenario.facit.because, "write": facit.draft.text}
    if fields := _fields(facit, scenario, usual):
        named = " · ".join(f"{label}: {value}" for label, value in fields.items())
        example = any(label not in _own_fields(scenario) for label in fields)
        yield {"at": "fields", "title": "Fyll i fälten", "text": f"{'Till exempel ' if example else ''}{named}.", "set": fields}
    gate = evaluate(facit, rules).gate
    if gate is None:
        title, text = "Klart att lämna", "Här finns inget att logga i CAB."
    else:
        title, text = "Logga och skicka", f"{_LOGS[gate.situation]}, med kod {gate.code} och status {gate.status}."
    left = _left_to_do(facit, scenario)
    if left is not None:
        yield {"at": "send", "title": title, "text": f"{text} Ta över{left} och skicka själv."}
        return
    yield {"at": "send", "title": title, "text": text}
    done = "Mejlet har gått" if facit.draft.kind != "note" else "Anteckningen ligger på ärendet"
    logged = " och är loggat" if gate else ""
    yield {
        "at": "result",
        "title": "Skickat",
        "text": f"{done}{logged}. Se hur det gick, längst upp på sidan.",
        "close": facit.draft.kind != "note" and facit.draft.send_mode == "send-and-close",
    }


def _noticed(number: int, notice: Notice, count: int) -> Step:
    place = {"mail": "thread", "answer": "editor"}.get(notice.at, notice.at)
    return {"at": place, "title": f"Lägg märke till, {number} av {count}", "text": notice.text}


def _fields(facit: Situation, scenario: Scenario, usual: Mapping[str, str]) -> dict[str, str]:
    """What is to be filled in before it can be sent."""
    assert facit.draft is not None
    there = scenario.start.ticket.properties if scenario.start.ticket else {}
    own = _own_fields(scenario)
    needed = {} if facit.draft.kind == "note" else {label: value for label, value in usual.items() if not there.get(label)}
    return {label: own.get(label) or value for label, value in {**needed, **own}.items()}


def _own_fields(scenario: Scenario) -> dict[str, str]:
    """What the model answer says that the fields are set to, and what they must be."""
    answer = None if scenario.facit is None or scenario.made_of else scenario.facit.example.ticket
    said = {} if answer is None else {label: value for label, value in answer.properties.items() if value}
    return {**said, **(scenario.solved.properties if scenario.solved else {})}


def _left_to_do(facit: Situation, scenario: Scenario) -> str | None:
    """What the person at the keys does before sending, None where nothing but text and fields differs from a reply as it begins."""
    draft, begun = facit.draft, scenario.start.draft
    assert draft is not None
    if draft.kind == "note":
        return None
    customer = scenario.start.ticket.requester.email if scenario.start.ticket else ""
    usual = begun is None or ((not begun.to or begun.to == (customer,)) and not begun.cc)
    addressed = usual and draft.to in ((), (customer,)) and not (draft.cc or draft.bcc)
    if draft.kind == "reply" and addressed and not draft.attachments:
        return None
    return f"{'' if addressed else ', ändra mottagarna'}{', bifoga filen med gemet' if draft.attachments else ''}"
