"""A scenario's model answer as the steps of a demo, in Swedish."""

from collections.abc import Iterator

from rutinlots.core.evaluate import evaluate
from rutinlots.core.practice.judge import answered
from rutinlots.core.rules import Rules
from rutinlots.core.scenarios.model import Scenario

Step = dict[str, str]  # at: what is pointed at; title and text: the caption; write: what the mail is then
_LOGS = {
    "new": "Kunden har inte skrivit förut: logga ett nytt ärende",
    "append": "Ärendet är redan loggat: fyll på loggen",
    "whole": "Ett tidigare svar loggades aldrig: logga hela konversationen",
    "ask": "Se efter i CAB om ärendet är loggat, och logga det som saknas",
}


def steps(scenario: Scenario, rules: Rules) -> list[Step]:
    """From the customer's mail to what is done before the mail leaves; the person at the keys sends it."""
    return list(_steps(scenario, rules))


def _steps(scenario: Scenario, rules: Rules) -> Iterator[Step]:
    yield {"at": "thread", "title": "Läs mejlet", "text": scenario.say}
    if scenario.facit is None:
        return
    facit = answered(scenario, rules)
    assert facit.draft is not None
    if facit.draft.kind == "note":
        yield {"at": "note", "title": "Öppna en anteckning", "text": "Den går inte till kunden, och loggas inte i CAB."}
    else:
        yield {"at": "reply", "title": "Öppna svaret", "text": "Så här ser det ut innan någon har läst igenom det."}
    for number, notice in enumerate(scenario.notice, start=1):
        yield {"at": "panel", "title": f"Lägg märke till, {number} av {len(scenario.notice)}", "text": notice}
    text = scenario.facit.because
    yield {"at": "editor", "title": "Ett bra svar", "text": text, "write": facit.draft.text}
    gate = evaluate(facit, rules).gate
    if gate is not None:
        done = f"{_LOGS[gate.situation]}, med kod {gate.code} och status {gate.status}. Skicka sedan och avsluta."
        yield {"at": "send", "title": "Logga och skicka", "text": done}
    else:
        yield {"at": "send", "title": "Klart att lämna", "text": "Här finns inget att logga i CAB."}
