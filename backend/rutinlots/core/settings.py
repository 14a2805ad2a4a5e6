"""The team's own facts, as ``shared_rules/settings.yaml`` states them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any

from rutinlots.core.definition.errors import Invalid
from rutinlots.core.definition.shape import Shape

WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")


@dataclass(frozen=True)
class OpeningHours:
    """``hours`` by ISO weekday (1 is Monday); days that are missing, and public holidays, are closed."""

    hours: Mapping[int, tuple[time, time]]


@dataclass(frozen=True)
class Settings:
    """Everything a check may need to know about the company. E-mail addresses and domains are lower case."""

    company: str
    domains: tuple[str, ...]  # the company's own mail domains
    staffing_domains: tuple[str, ...]  # of the firm that employs the agents
    function_addresses: tuple[str, ...]  # may be written to customers
    function_phones: tuple[str, ...]
    noreply_words: tuple[str, ...]  # local parts of addresses that nobody reads
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


def read_settings(values: Mapping[str, Any]) -> Settings:
    """Read the settings file's values. :raises Invalid: with the path of what is wrong."""
    shape = Shape(values)
    settings = Settings(
        company=shape.text("company"),
        domains=_lower(shape.texts("domains")),
        staffing_domains=_lower(shape.texts("staffing_domains")),
        function_addresses=_addresses(shape, "function_addresses"),
        function_phones=shape.texts("function_phones"),
        noreply_words=_lower(shape.texts("noreply_words")),
        collections_name=shape.text("collections_name"),
        collections_address=_address(shape, "collections_address"),
        collections_phone=shape.text("collections_phone"),
        own_sender=_address(shape, "own_sender"),
        internal_sender=_address(shape, "internal_sender"),
        signature_closing=shape.text("signature_closing"),
        signature=shape.texts("signature"),
        signature_english=shape.texts("signature_english", ()),
        required_properties=shape.texts("required_properties"),
        list_filter=_lists(shape, "list_filter"),
        log_code=shape.text("log_code"),
        log_status=shape.text("log_status"),
        closing_status=shape.text("closing_status"),
        second_line=_hours(shape, "second_line"),
        escalation_group=shape.text("escalation_group"),
        few_facilities=shape.number("few_facilities"),
        many_facilities=shape.number("many_facilities"),
        letter_days=shape.number("letter_days"),
    )
    if settings.many_facilities < settings.few_facilities:
        raise Invalid(shape.at("many_facilities"), "ska vara minst lika stort som ”few_facilities”")
    if not any(map(str.strip, settings.signature)):
        raise Invalid(shape.at("signature"), "”signature” är tom: skriv minst en rad som ska stå under namnet")
    shape.close()
    return settings


def _lower(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text.casefold() for text in texts)


def _address(shape: Shape, key: str) -> str:
    return _mail(shape.text(key), shape.at(key))


def _addresses(shape: Shape, key: str) -> tuple[str, ...]:
    return tuple(_mail(text, (*shape.at(key), index)) for index, text in enumerate(shape.texts(key)))


def _mail(text: str, path: tuple[str | int, ...]) -> str:
    name, at, domain = text.partition("@")
    if not (name and at and "." in domain) or " " in text:
        raise Invalid(path, f"”{text}” är ingen mejladress")
    return text.casefold()


def _lists(shape: Shape, key: str) -> Mapping[str, tuple[str, ...]]:
    inner = shape.shape(key)
    return {} if inner is None else {name: inner.texts(name) for name in inner.values}


def _hours(shape: Shape, key: str) -> OpeningHours:
    inner = shape.shape(key)
    if inner is None:
        raise Invalid(shape.path, f"”{key}” saknas: skriv öppettider, till exempel måndag: 08:00-17:00")
    hours: dict[int, tuple[time, time]] = {}
    for number, day in enumerate(WEEKDAYS, start=1):
        text = inner.text(day, "stängt")
        if text == "stängt":
            continue
        try:
            opens, closes = (time.fromisoformat(part.strip()) for part in text.replace("–", "-").split("-"))
        except ValueError:
            raise Invalid(inner.at(day), f"”{text}” ska vara som 08:00-17:00, eller stängt") from None
        if opens >= closes:
            raise Invalid(inner.at(day), "öppnar efter att det stänger")
        hours[number] = (opens, closes)
    inner.close()
    return OpeningHours(hours)
