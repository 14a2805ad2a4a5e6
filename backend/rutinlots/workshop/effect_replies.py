"""What a changed reply, or another idea of what is no matter of ours, does to the suggestions."""

from rutinlots.core.rules import Rules
from rutinlots.workshop.effect import Changed, Seen, Steps, in_steps

_LONGEST = 110  # characters of a mail that are shown


def mails_of(rules: Rules) -> list[str]:
    """Every customer's mail in the rules: the replies' own, the checks' examples and the scenarios."""
    found: dict[str, None] = {}
    for snippet in rules.snippets:
        found.update(dict.fromkeys((*snippet.should, *snippet.should_not)))
    tickets = [example.ticket for check in rules.checks for example in (*check.bad, *check.good)]
    tickets += [scenario.start.ticket for scenario in rules.scenarios]
    for ticket in tickets:
        mails = [message.text for message in ticket.conversation if message.direction == "in"] if ticket else []
        found.update(dict.fromkeys(mails[-1:]))
    return [mail for mail in found if mail.strip()]


def effect_on_suggestions(before: Rules, after: Rules, changed: str = "") -> Steps:
    """The mails that get other replies suggested than before; the changed reply's come first."""
    mails = mails_of(after)
    seen, others = Seen(), Seen()
    titles = {each.id: each.title for rules in (before, after) for each in rules.snippets}
    suggested = 0
    for step, mail in zip(in_steps(len(mails)), mails, strict=True):
        if step:
            yield step
        then, now = ([each.snippet for each in rules.index.suggest(mail)] for rules in (before, after))
        suggested += changed in now
        for when, one, other in (("nu", now, then), ("inte längre", then, now)):
            for id in one:
                if id not in other:
                    kept = seen if id == changed or not changed else others
                    own = id == changed
                    words = f"Svaret föreslås {when} för" if own else f"Föreslås {when}:"
                    kept.add(Changed(words, short(mail), "" if own else titles.get(id, id)))
    seen.changed += others.changed
    seen.counts += others.counts
    said = (f"Svaret föreslås för {suggested} av {len(mails)} mejl.",) if changed else ()
    return seen.effect(len(mails), "mejl", said)


def short(text: str) -> str:
    """The beginning of a mail, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"
