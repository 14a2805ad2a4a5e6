"""What a changed reply, or another idea of what is no matter of ours, does to the suggestions."""

from collections.abc import Mapping

from rutinlots.core.rules import Rules
from rutinlots.workshop.effects.effect import Changed, Seen, Steps, in_steps

Mails = Mapping[str, set[str]]
_WANTED, _UNWANTED = ", fast det ska", ", fast det inte ska"
_LONGEST = 110  # characters of a mail that are shown


def mails_of(rules: Rules) -> list[str]:
    """Every customer's mail in the rules: the replies' own, the checks' examples and the scenarios."""
    found: dict[str, None] = {}
    for snippet in rules.snippets:
        found.update(dict.fromkeys((*snippet.should, *snippet.should_not, *snippet.asks)))
    tickets = [example.ticket for check in rules.checks for example in (*check.bad, *check.good)]
    tickets += [scenario.start.ticket for scenario in rules.scenarios]
    for ticket in tickets:
        mails = [message.text for message in ticket.conversation if message.direction == "in"] if ticket else []
        found.update(dict.fromkeys(mails[-1:]))
    return [mail for mail in found if mail.strip()]


def effect_on_suggestions(before: Rules, after: Rules, changed: str = "") -> Steps:
    """The mails that get other replies suggested than before; the changed reply's come first.

    Bad is a mail that loses its own reply or no longer has it first, and one that gets a reply which it is said not to get.
    """
    mails = mails_of(after)
    seen, others = Seen(), Seen()
    titles = {each.id: each.title for rules in (before, after) for each in rules.snippets}
    own, refused = _owners(after)
    suggested = 0
    for step, mail in zip(in_steps(len(mails)), mails, strict=True):
        if step:
            yield step
        then, now = ([each.snippet for each in rules.index.suggest(mail)] for rules in (before, after))
        suggested += changed in now
        for id in dict.fromkeys((*now, *then)):
            what, bad = _became(id, then, now, is_own=id in own.get(mail, ()), is_refused=id in refused.get(mail, ()))
            if not what:
                continue
            kept = seen if id == changed or not changed else others
            words, of = (f"Svaret {what[0].lower()}{what[1:]}{',' if bad else ''} för", "") if id == changed else (f"{what}:", id)
            kept.add(Changed(words, short(mail), titles.get(of, of), bad))
    seen.changed += others.changed
    seen.counts += others.counts
    said = (f"Svaret föreslås för {suggested} av {len(mails)} mejl.",) if changed else ()
    return seen.effect(len(mails), "mejl", said)


def _owners(rules: Rules) -> tuple[Mails, Mails]:
    """Whose each mail is, by the replies' ids: those that it is to bring up, and those that it is not to."""
    own: dict[str, set[str]] = {}
    refused: dict[str, set[str]] = {}
    for snippet in rules.snippets:
        if snippet.status == "active":
            for mail in (*snippet.should, *snippet.asks):
                own.setdefault(mail, set()).add(snippet.id)
            for mail in snippet.should_not:
                refused.setdefault(mail, set()).add(snippet.id)
    return own, refused


def _became(id: str, then: list[str], now: list[str], *, is_own: bool, is_refused: bool) -> tuple[str, bool]:
    """What becomes of a reply for a mail, in Swedish, and whether that is bad; nothing where it stays as it was."""
    if id not in now:
        return f"Föreslås inte längre{_WANTED if is_own else ''}", is_own
    if id not in then:
        return f"Föreslås nu{_UNWANTED if is_refused else ''}", is_refused
    if is_own and then[0] == id != now[0]:
        return f"Kommer inte längre först{_WANTED}", True
    return "", False


def short(text: str) -> str:
    """The beginning of a mail, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"
