"""The team's own facts, as ``shared_rules/settings.yaml`` states them (the library reads and validates it)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True)
class OpeningHours:
    """``hours`` by ISO weekday (1 is Monday); public holidays are closed."""

    hours: Mapping[int, tuple[time, time]]


@dataclass(frozen=True)
class Settings:
    """Everything a check may need to know about the company. E-mail addresses are lower case."""

    company: str
    domains: tuple[str, ...]  # the company's own mail domains
    staffing_domains: tuple[str, ...]  # of the firm that employs the agents
    function_addresses: tuple[str, ...]  # may be written to customers
    function_phones: tuple[str, ...]
    noreply_words: tuple[str, ...]  # local parts that nobody reads
    collections_address: str  # Kravgruppen
    collections_phone: str
    internal_sender: str  # the mailbox for mail inside the company
    signature_closing: str  # the line above the agent's name
    signature: tuple[str, ...]  # the block's lines below the agent's name
    signature_english: tuple[str, ...]
    required_properties: tuple[str, ...]  # where the page does not say
    log_code: str
    log_status: str
    closing_status: str  # what a reply should set the ticket to
    second_line: OpeningHours
    escalation_group: str
    few_facilities: int  # up to this many are handled at once
    many_facilities: int  # above this they are also registered
    letter_days: int  # a dated letter is not resent when the date is this near
