"""A guide card with answers in it: what is asked, what to do, what to copy, what is missing and where it leads."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rutinlots.core.entities.facility import ID_LENGTH, only_digits, right_check_digit
from rutinlots.core.guides.cells import tab_separated
from rutinlots.core.guides.computed import ALWAYS, NAME, RULES, Answer, FillContext, Needs, read_date
from rutinlots.core.guides.model import Copy, Field, Guide, Outcome, Step
from rutinlots.core.guides.prefill import Found

_SEPARATORS = re.compile(r"[,;\n\t]+|\s+(?=735999)")


@dataclass(frozen=True, kw_only=True)
class FilledField:
    """A field that shows: its answer, what the thread says (``found``), and what is odd about the answer."""

    field: Field
    value: Answer
    found: Found | None
    hint: str
    problem: str


@dataclass(frozen=True)
class FilledStep:
    """A step that shows; ``set`` are the properties it may give the ticket, by label."""

    step: Step
    text: str
    set: Mapping[str, str]


@dataclass(frozen=True)
class FilledCopy:
    """A text ready to copy; ``missing`` are the labels of required fields that it still waits for."""

    copy: Copy
    text: str
    missing: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Card:
    """A filled card. Texts are filled in; ``missing`` are the labels of all required fields without an answer."""

    guide: Guide
    intro: str
    fields: tuple[FilledField, ...]
    steps: tuple[FilledStep, ...]
    copies: tuple[FilledCopy, ...]
    missing: tuple[str, ...]
    outcome: tuple[Outcome, str] | None


def fill(guide: Guide, values: Mapping[str, str | Sequence[str]], found: Mapping[str, Found], fill_context: FillContext) -> Card:
    """Fill a card.

    :param values: the agent's answers by field id; one that is there but empty has been emptied by the agent.
    :param found: what the thread says, by field id; used where the agent has not answered.
    """
    answers = _Answers(guide, fill_context)
    fields = []
    for field in guide.fields:
        if not answers.meet(field.needs):
            continue
        hit = found.get(field.id)
        given = values[field.id] if field.id in values else hit.value if hit else answers.written(field.default)
        value, problem, usable = _settled(field, given)
        fields.append(FilledField(field=field, value=value, found=hit, hint=answers.written(field.hint), problem=problem))
        if usable:
            answers.given[field.id] = value
    open_fields = {item.field.id: item.field for item in fields}
    missing = {id: field.label for id, field in open_fields.items() if field.required and not answers.of(id)}
    return Card(
        guide=guide,
        intro=answers.written(guide.intro),
        fields=tuple(fields),
        steps=tuple(_step(step, answers) for step in guide.steps if answers.meet(step.needs)),
        copies=tuple(_filled(copy, answers, missing) for copy in guide.copies if answers.meet(copy.needs)),
        missing=tuple(missing.values()),
        outcome=next(((o, answers.written(o.text)) for o in guide.outcomes if answers.meet(o.needs)), None),
    )


class _Answers:
    """All names that a guide's texts and needs may use, worked out when asked for."""

    def __init__(self, guide: Guide, fill_context: FillContext):
        self.fill_context = fill_context
        self.computed = {computed.id: computed for computed in guide.computed}
        self.given: dict[str, Answer] = {}

    def of(self, name: str) -> Answer:
        """An answer, or an empty text."""
        if name in self.given:
            return self.given[name]
        if name in self.computed:
            computed = self.computed[name]
            return RULES[computed.rule].work(computed, self.of(computed.of) if computed.of else "", self.fill_context)
        return ALWAYS[name](self.fill_context) if name in ALWAYS else ""

    def meet(self, needs: Needs) -> bool:
        """Are the needs met? ``*`` is any answer, ``-`` none."""
        return not needs or any(all(self._meets(self.of(name), wanted) for name, wanted in need.items()) for need in needs)

    @staticmethod
    def _meets(answer: Answer, wanted: tuple[str, ...]) -> bool:
        return answer in wanted or ("*" in wanted and bool(answer)) or ("-" in wanted and not answer)

    def written(self, text: str, gaps: Mapping[str, str] | None = None) -> str:
        """The text with its names filled in; one that has a gap becomes its label in brackets."""

        def word(match: re.Match[str]) -> str:
            name = match.group(1)
            if gaps and name in gaps:
                return f"[{gaps[name]}]"
            answer = self.of(name)
            return answer if isinstance(answer, str) else ", ".join(answer)

        return NAME.sub(word, text)


def _step(step: Step, answers: _Answers) -> FilledStep:
    return FilledStep(step, answers.written(step.text), {name: answers.written(text) for name, text in step.set.items()})


def _filled(copy: Copy, answers: _Answers, missing: Mapping[str, str]) -> FilledCopy:
    if copy.row:
        names = [name for _, cell in copy.row for name in NAME.findall(cell)]
        text = tab_separated([_cell(cell, answers, missing) for _, cell in copy.row])
    else:
        names = NAME.findall(copy.text)
        text = "\n".join(_lines(copy.text, answers, missing)).strip()
    waits = {name for each in names for name in _sources(each, answers)}
    return FilledCopy(copy, text, tuple(label for id, label in missing.items() if id in waits))


def _cell(cell: str, answers: _Answers, missing: Mapping[str, str]) -> str:
    """A cell is left empty as long as any of it is missing."""
    return "" if any(name in missing for name in NAME.findall(cell)) else answers.written(cell)


def _sources(name: str, answers: _Answers) -> tuple[str, ...]:
    computed = answers.computed.get(name)
    return (name, computed.of) if computed and computed.of else (name,)


def _lines(text: str, answers: _Answers, missing: Mapping[str, str]) -> list[str]:
    """The text line by line, without lines that are only about optional answers that were not given."""
    gaps = dict(missing)
    for computed in answers.computed.values():
        if computed.of and computed.of in missing:
            gaps[computed.id] = missing[computed.of]
    kept = []
    for line in text.split("\n"):
        names = NAME.findall(line)
        if not names or any(name in gaps or answers.of(name) for name in names):
            kept.append(answers.written(line, gaps))
    return kept


def _settled(field: Field, given: str | Sequence[str]) -> tuple[Answer, str, bool]:
    """An answer in its field's form, what is odd about it ("" when nothing is), and whether it can be used."""
    if field.type == "ids":
        return _ids(given)
    text = (given if isinstance(given, str) else ", ".join(given)).strip()
    number = "".join(text.split())
    if field.type == "number" and text:
        right = number.isascii() and number.isdecimal() and len(number) < 10
        return (str(int(number)), "", True) if right else (text, "Skriv ett heltal, till exempel 12.", False)
    if field.type == "date" and text and read_date(text) is None:
        return text, "Skriv datumet som ÅÅÅÅ-MM-DD, till exempel 2026-03-10.", False
    if field.type == "choice" and text and text not in field.options:
        return text, f"Välj ett av: {', '.join(field.options)}.", False
    if text and not text.casefold().startswith(field.begins.casefold()):
        return text, f"Svaret ska börja på {field.begins}. Se över: {text}.", True
    return text, "", True


def _ids(given: str | Sequence[str]) -> tuple[Answer, str, bool]:
    parts = [part for text in ([given] if isinstance(given, str) else given) for part in _SEPARATORS.split(text)]
    ids = tuple(dict.fromkeys(only_digits(part) or part.strip() for part in parts if part.strip()))
    if odd := [id for id in ids if not (id.isdecimal() and len(id) == ID_LENGTH)]:
        return ids, f"Ett anläggnings-id har {ID_LENGTH} siffror. Se över: {', '.join(odd)}.", True
    if wrong := [id for id in ids if not right_check_digit(id)]:
        # Network companies were never obliged to follow GS1: worth a second look, not a refusal.
        return ids, f"Kontrollsiffran stämmer inte. Läs en gång till: {', '.join(wrong)}.", True
    return ids, "", True
