"""Which effect a change has, by the sort of file."""

from collections.abc import Callable, Generator
from dataclasses import replace

from rutinlots.core.rules import Rules
from rutinlots.live_rules import RulesInForce
from rutinlots.workshop.effects.effect import Effect, Steps, effect_of_check
from rutinlots.workshop.effects.left_over import left_over
from rutinlots.workshop.effects.on_all import Known, effect_on_all, effect_on_guides, told
from rutinlots.workshop.effects.on_replies import effect_on_suggestions
from rutinlots.workshop.judging.draft import Judgement

_BY_HOURS = ("detector second-line", "detector escalation")  # kinds of checks that ask when second line is open
_HIDDEN = "Handläggarna ser det inte: ett eget svar i Freshdesk används i stället."
_ALONE: dict[str, str] = {
    "vocabulary": "Orden står på sidorna och på korten. De ändrar inte när något sägs.",
    "extension": "Öppna flikar i Freshdesk följer med inom fem minuter.",
    "scenarios": "Övningen ändras för dem som börjar på den från och med nu. Inget händer i Freshdesk.",
}


def effects(
    file: str, judgement: Judgement, now: RulesInForce, telling: Callable[[], Generator[tuple[int, int], None, Known]]
) -> Steps:
    """What a change of a file would do; ``telling`` finds out what the rules say as they are."""
    before, after = now.read, judgement.rules
    sort = file.partition("/")[0].removesuffix(".yaml")
    if after is None or sort in _ALONE:
        return Effect(words=(_ALONE[sort],) if sort in _ALONE else ())
    if judgement.check:
        return (yield from effect_of_check(judgement.check, before, after))
    if judgement.snippet:
        effect = yield from effect_on_suggestions(before, after, judgement.snippet.id)
        known = judgement.snippet.id in before.snippet_by_id
        hidden = known and judgement.snippet.id not in {each.id for each in now.rules.library}
        return replace(effect, words=(*effect.words, _HIDDEN)) if hidden else effect
    if sort == "elsewhere":
        return (yield from effect_on_suggestions(before, after))
    if sort == "routines":
        return (yield from effect_on_guides(file.removeprefix("routines/").removesuffix(".yaml"), before, after))
    if sort == "settings" and _same_but_hours(before, after):
        some = yield from told(before, _BY_HOURS)
        return (yield from effect_on_all(some, before, after, _BY_HOURS))
    known_words = yield from telling()
    effect = yield from effect_on_all(known_words, before, after)
    return replace(effect, words=(*effect.words, *left_over(before, after))) if sort == "settings" else effect


def _same_but_hours(before: Rules, after: Rules) -> bool:
    then, now = before.knowledge.settings, after.knowledge.settings
    return replace(then, second_line=now.second_line) == now
