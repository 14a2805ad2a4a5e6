"""The team's own facts, as ``shared_rules/settings.yaml`` states them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from itertools import pairwise
from typing import Any

from rutinlots.core.calendar import WEEKDAYS
from rutinlots.core.rulefile.days import read_clock, read_day
from rutinlots.core.rulefile.errors import RuleFileError
from rutinlots.core.rulefile.reader import Bounds, MappingReader, shortened

Spans = tuple[tuple[time, time], ...]  # when it opens and closes on a day, in order; none when it stays closed


@dataclass(frozen=True)
class OpeningHours:
    """``hours`` by ISO weekday (1 is Monday); days that are missing, and public holidays, are closed.

    ``exceptions`` are days with hours of their own, whatever day they are.
    """

    hours: Mapping[int, Spans]
    exceptions: Mapping[date, Spans] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything a check may need to know about the company. E-mail addresses and domains are lower case."""

    company: str
    domains: tuple[str, ...]  # the company's own mail domains
    staffing_domains: tuple[str, ...]  # of the firm that employs the agents
    function_addresses: tuple[str, ...]  # may be written to customers
    function_phones: tuple[str, ...]
    noreply_words: tuple[str, ...]  # local parts of noreply addresses
    collections_name: str  # Kravgruppen
    collections_address: str
    collections_phone: str
    own_sender: str  # the address that customers' mail comes to
    internal_sender: str  # the mailbox for mail inside the company
    signature_closing: str  # the line above the agent's name
    signature: tuple[str, ...]  # the block's lines below the agent's name
    signature_english: tuple[str, ...]
    required_properties: tuple[str, ...]  # where the page does not say
    list_filter: Mapping[str, tuple[str, ...]]  # what the ticket list should show
    log_code: str
    log_status: str
    closing_status: str  # what a reply should set the ticket to
    second_line: OpeningHours
    escalation_group: str
    few_facilities: int  # up to this many are handled at once
    many_facilities: int  # above this they are also registered
    letter_days: int  # a dated letter is not resent when the date is this near


# Zero is none at all; the greatest number of facilities is as good as no limit.
BOUNDS: Mapping[str, Bounds] = {"few_facilities": (0, 10_000), "many_facilities": (0, 10_000), "letter_days": (0, 90)}
_KEYS = (*Settings.__dataclass_fields__, "second_line_exceptions")
_FEWEST_DIGITS = 5  # of a telephone number
_SHORTEST_WORD = 3
# The common ones, where an address tells nothing of who has it.
_OF_ALL = {"gmail.com", "hotmail.com", "hotmail.se", "outlook.com", "live.com", "live.se", "yahoo.com", "yahoo.se", "icloud.com"}


def read_settings(values: Mapping[str, Any]) -> Settings:
    """Read the settings file's values. :raises RuleFileError: with the path of what is wrong."""
    reader = MappingReader(values, allowed=_KEYS)
    settings = Settings(
        company=reader.text("company"),
        domains=_domains(reader, "domains", reader.texts("domains")),
        staffing_domains=_domains(reader, "staffing_domains", reader.texts("staffing_domains", ())),
        function_addresses=_addresses(reader, "function_addresses"),
        function_phones=_phones(reader, "function_phones"),
        noreply_words=_lower(reader.texts("noreply_words")),
        collections_name=reader.text("collections_name"),
        collections_address=_address(reader, "collections_address"),
        collections_phone=_phone(reader.text("collections_phone"), reader.at("collections_phone")),
        own_sender=_address(reader, "own_sender"),
        internal_sender=_address(reader, "internal_sender"),
        signature_closing=reader.text("signature_closing"),
        signature=reader.texts("signature"),
        signature_english=reader.texts("signature_english", ()),
        required_properties=reader.texts("required_properties"),
        list_filter=_lists(reader, "list_filter"),
        log_code=reader.text("log_code"),
        log_status=reader.text("log_status"),
        closing_status=reader.text("closing_status"),
        second_line=_hours(reader, "second_line", "second_line_exceptions"),
        escalation_group=reader.text("escalation_group"),
        few_facilities=reader.number("few_facilities", BOUNDS["few_facilities"]),
        many_facilities=reader.number("many_facilities", BOUNDS["many_facilities"]),
        letter_days=reader.number("letter_days", BOUNDS["letter_days"]),
    )
    if settings.many_facilities < settings.few_facilities:
        raise RuleFileError(reader.at("many_facilities"), "ska vara minst lika stort som ”few_facilities”")
    if not any(map(str.strip, settings.signature)):
        raise RuleFileError(reader.at("signature"), "”signature” är tom: skriv minst en rad som ska stå under namnet")
    if not settings.domains:
        raise RuleFileError(reader.at("domains"), "”domains” är tom: skriv minst en, som exempel.se")
    _told_apart(settings, reader)
    reader.close()
    return settings


def _told_apart(settings: Settings, reader: MappingReader) -> None:
    """Refuse addresses that would make every mail one from Kravgruppen, or one that is not read."""
    if settings.collections_address in (settings.own_sender, settings.internal_sender):
        what = "är också vår egen avsändare, så att alla våra mejl skulle räknas som deras; skriv deras egen adress"
        raise RuleFileError(reader.at("collections_address"), f"”{settings.collections_address}” {what}")
    read = (settings.own_sender, settings.internal_sender, settings.collections_address, *settings.function_addresses)
    for index, word in enumerate(settings.noreply_words):
        if len(word) < _SHORTEST_WORD:
            what = f"”{word}” är för kort; skriv minst {_SHORTEST_WORD} tecken"
            raise RuleFileError((*reader.at("noreply_words"), index), what)
        if address := next((each for each in read if re.match(rf"{re.escape(word)}(?![^\W_])", each)), None):
            what = f"”{word}” är också början på {address}, där mejlen läses; ta bort ordet"
            raise RuleFileError((*reader.at("noreply_words"), index), what)


def _lower(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text.casefold() for text in texts)


def _domains(reader: MappingReader, key: str, texts: tuple[str, ...]) -> tuple[str, ...]:
    for index, text in enumerate(texts):
        if not re.fullmatch(r"[\w-]+(\.[\w-]+)+", text):
            raise RuleFileError((*reader.at(key), index), f"”{text}” är ingen mejldomän; skriv det efter @, som exempel.se")
        if text.casefold() in _OF_ALL:
            raise RuleFileError((*reader.at(key), index), f"”{text}” har många kunder också; skriv en domän som bara är företagets")
    return _lower(texts)


def _phones(reader: MappingReader, key: str) -> tuple[str, ...]:
    return tuple(_phone(text, (*reader.at(key), index)) for index, text in enumerate(reader.texts(key)))


def _phone(text: str, path: tuple[str | int, ...]) -> str:
    if sum(map(str.isdigit, text)) < _FEWEST_DIGITS:
        raise RuleFileError(path, f"”{text}” är inget telefonnummer; skriv som 0771-12 34 56")
    return text


def _address(reader: MappingReader, key: str) -> str:
    return _mail(reader.text(key), reader.at(key))


def _addresses(reader: MappingReader, key: str) -> tuple[str, ...]:
    return tuple(_mail(text, (*reader.at(key), index)) for index, text in enumerate(reader.texts(key)))


def _mail(text: str, path: tuple[str | int, ...]) -> str:
    name, at, domain = text.partition("@")
    if not (name and at and "." in domain) or " " in text:
        raise RuleFileError(path, f"”{text}” är ingen mejladress")
    return text.casefold()


def _lists(reader: MappingReader, key: str) -> Mapping[str, tuple[str, ...]]:
    inner = reader.mapping(key)
    return {} if inner is None else {name: inner.texts(name) for name in inner.values}


def _hours(reader: MappingReader, key: str, exceptions: str) -> OpeningHours:
    inner = reader.mapping(key)
    if inner is None:
        raise RuleFileError(reader.path, f"”{key}” saknas: skriv öppettider, till exempel måndag: 08:00-17:00")
    hours = {number: _spans(inner, day, "stängt") for number, day in enumerate(WEEKDAYS, start=1)}
    inner.close()
    dated: dict[date, Spans] = {}
    others = reader.mapping(exceptions)
    for day in others.values if others else ():
        dated[read_day(day, (*reader.at(exceptions), day))] = _spans(others, day)  # type: ignore[arg-type]
    return OpeningHours({number: spans for number, spans in hours.items() if spans}, dated)


def _spans(reader: MappingReader, day: str, default: str | None = None) -> Spans:
    text = reader.text(day, default)
    if text == "stängt":
        return ()
    try:
        spans = tuple(_span(part) for part in text.replace("–", "-").split(","))
    except ValueError:
        what = "ska vara som 08:00-17:00, som 08:00-12:00, 13:00-17:00 (stängt mitt på dagen) eller stängt"
        raise RuleFileError(reader.at(day), f"”{shortened(text)}” {what}") from None
    if any(opens >= closes for opens, closes in spans):
        what = "ska öppna före det stänger, samma dag; skriv midnatt som 23:59"
        raise RuleFileError(reader.at(day), f"”{text}” {what}")
    if any(opens <= closes for (_, closes), (opens, _) in pairwise(spans)):
        what = "den andra tiden ska börja efter att den första har slutat"
        raise RuleFileError(reader.at(day), f"”{text}”: {what}")
    return spans


def _span(text: str) -> tuple[time, time]:
    opens, closes = map(read_clock, text.split("-"))
    return opens, closes
