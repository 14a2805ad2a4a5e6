"""What the last days' counters say of what a change concerns, in words."""

from datetime import timedelta

from rutinlots.app_state import app_state
from rutinlots.store import Counts, StoreError
from rutinlots.workshop.effects.effect import Effect
from rutinlots.workshop.judging.draft import Judgement

DAYS = 30
_MOST = 8  # checks that are named
_KINDS = {
    "shown": "visades {} {}",
    "fixed": "rättades {}",
    "overridden": "skickades ändå {}",
    "dismissed": "doldes {}",
    "wrong-alarm": "fel larm {}",
}


def counted(judgement: Judgement, effect: Effect) -> list[str]:
    """What has happened in the last days with the check or reply itself, or with the checks that a change concerns."""
    state = app_state()
    now = state.clock()
    try:
        counts = state.store.statistics.between(now - timedelta(days=DAYS), now + timedelta(days=1))
    except StoreError:
        return ["Databasen svarar inte, så det går inte att säga vad som har hänt de senaste dagarna."]
    if judgement.snippet:
        used = counts.replies.get(judgement.snippet.id, 0)
        return [f"svaret {f'infogades {used} {_times(used)}' if used else 'har inte infogats'}."]
    if judgement.check:
        return [f"kontrollen {_of_check(judgement.check.id, counts)}."]
    found = []
    titles = {check.id: check.title for check in state.rules.checks}
    for check in effect.checks[:_MOST]:
        found.append(f"”{titles.get(check, check)}” {_of_check(check, counts)}.")
    if effect.logs:
        logged = counts.kinds.get("logged", 0)
        found.append(f"loggades {logged} mejl med texten som den är nu.")
    return found


def _of_check(check: str, counts: Counts) -> str:
    some = [(words, number) for kind, words in _KINDS.items() if (number := counts.checks.get((kind, check)))]
    said = [words.format(number, _times(number)) for words, number in some]
    return ", ".join(said) or "har inte visats"


def _times(number: int) -> str:
    return "gång" if number == 1 else "gånger"
