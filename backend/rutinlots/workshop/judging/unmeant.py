"""What a file can hold though its writer surely didn't mean it: a title that another has, a placeholder that nothing fills."""

import re
from collections.abc import Iterator

from rutinlots.core.rules import Rules
from rutinlots.rule_files.document import read_document
from rutinlots.workshop.judging.faults import Fault

_PLACEHOLDER = re.compile(r"\{\{[^{}\n]*\}\}|\{[^{}\n]*\}")


def unmeant(file: str, text: str, known: Rules) -> Iterator[Fault]:
    """Faults of a check or reply that can be read; what stays as it was is none."""
    kind = file.partition("/")[0]
    if kind not in ("checks", "snippets"):
        return
    values, before = (read_document(each).values if each else {} for each in (text, known.sources.get(file, "")))
    if _alike(values["title"]) != _alike(before.get("title", "")):
        yield from _same_title(file, values["title"], known)
    for key, instead in (("text", "skriv inom hakparentes det som handläggaren fyller i"), ("english", "skriv om det")):
        found = _PLACEHOLDER.search(values.get(key, "")) if kind == "snippets" and values.get(key) != before.get(key) else None
        if found:
            yield Fault(f"{found[0]} fylls inte i: {instead}", (key,))


def _same_title(file: str, title: str, known: Rules) -> Iterator[Fault]:
    is_check = file.startswith("checks/")
    others = known.checks if is_check else known.snippets
    for each in others:
        if _alike(each.title) == _alike(title) and not file.endswith(f"/{each.id}.yaml"):
            what = "en kontroll" if is_check else "ett svar"
            yield Fault(f"det finns redan {what} som heter ”{each.title}”: välj en annan rubrik", ("title",))
            return


def _alike(title: str) -> str:
    return " ".join(title.casefold().split())
