"""The text that is logged in CAB: who wrote what and when, oldest first, as plain text that pastes cleanly."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from rutinlots.core.calendar import STOCKHOLM
from rutinlots.core.context import Context
from rutinlots.core.mail.text import clean
from rutinlots.core.situation import Address, Attachment, Direction

_RULE = "-" * 40
_WORDS = re.compile(r"[^\W_]+")
_BLANKS = re.compile(r"  +")
_Run = tuple[str, ...]
_RUN = 4  # words in a row that are compared
_REPEATED = 0.5
# Variation selectors, and the placeholders of pictures and unreadable letters.
_DROPPED = dict.fromkeys((*range(0xFE00, 0xFE10), 0xFFFC, 0xFFFD))
_BRIEF = 40  # words; a quote no longer than this repeats even a very short mail, when it holds it


@dataclass(frozen=True, kw_only=True)
class Mail:
    """A mail to be logged: ``written`` is its own part, ``quote`` the history below that."""

    direction: Direction
    sender: Address
    to: tuple[str, ...]
    sent_at: datetime | None
    attachments: tuple[Attachment, ...]
    written: str
    quote: str
    subject: str = ""


def thread_mails(context: Context) -> list[Mail]:
    """The ticket's mails, oldest first. A note is no mail."""
    ticket = context.situation.ticket
    if ticket is None:
        return []
    mails = [
        Mail(
            direction=m.direction,
            sender=m.sender,
            to=m.to,
            sent_at=m.sent_at,
            attachments=m.attachments,
            written=parts.written,
            quote=parts.quote,
        )
        for m, parts in zip(ticket.conversation, context.messages, strict=True)
        if m.direction != "note"
    ]
    times = [_aware(mail.sent_at) for mail in mails if mail.sent_at]
    if len(times) == len(mails):
        mails = [mail for _, mail in sorted(zip(times, mails, strict=True), key=lambda pair: pair[0])]
    return [replace(mails[0], subject=ticket.subject), *mails[1:]] if mails else []


def whole_text(context: Context) -> str:
    """The whole conversation, with the mail that is about to leave last."""
    mails = thread_mails(context)
    return _log(mails, range(len(mails)), context)


def latest_text(context: Context) -> str:
    """The customer's mails since ours (or else the customer's latest), and the mail that is about to leave."""
    mails = thread_mails(context)
    since = max((index + 1 for index, mail in enumerate(mails) if mail.direction == "out"), default=0)
    incoming = [index for index, mail in enumerate(mails) if mail.direction == "in"]
    return _log(mails, [index for index in incoming if index >= since] or incoming[-1:], context)


def _leaving(context: Context) -> Mail:
    """The draft as a mail."""
    situation, draft = context.situation, context.situation.draft
    assert draft is not None, "only a draft can be logged before it leaves"
    to = draft.to
    if not to and draft.kind == "reply" and situation.ticket is not None:
        to = (_address(situation.ticket.requester),)
    sender = Address(situation.agent.name or context.knowledge.settings.company, draft.sender or "")
    return Mail(
        direction="out",
        sender=sender,
        to=to,
        sent_at=situation.now,
        attachments=draft.attachments,
        written=context.draft.own.text,
        quote=context.draft.quote.text,
        subject=draft.subject or "",
    )


def _log(mails: Sequence[Mail], chosen: Iterable[int], context: Context) -> str:
    """The chosen mails and the leaving one; a quote is kept only where the thread has not got it already."""
    entries: list[str] = []
    known = _Known()
    wanted = {*chosen, len(mails)}
    for index, mail in enumerate((*mails, _leaving(context))):
        new = mail.quote if mail.quote.strip() and not known.has(mail.quote) else ""
        if index in wanted:
            entries.append(_entry(mail, new))
        known.add(mail.written)
        known.add(new)
    return f"\n\n{_RULE}\n\n".join(entries)


def _entry(mail: Mail, quote: str) -> str:
    heading = [
        f"Från: {_address(mail.sender) or 'okänd avsändare'}",
        f"Till: {_in_line(', '.join(filter(None, mail.to)))}",
        f"Datum: {_aware(mail.sent_at):%Y-%m-%d %H:%M}" if mail.sent_at else "Datum: okänt",
        f"Ämne: {_in_line(mail.subject)}",
        f"Bilagor: {_in_line(', '.join(each.name for each in mail.attachments))}",
    ]
    body = plain("\n\n".join(part for part in (mail.written, quote) if part.strip()))
    return "\n".join(line for line in heading if not line.endswith(": ")) + (f"\n\n{body}" if body else "")


def plain(text: str) -> str:
    """Text without tabs, invisible and unprintable characters, double blanks, or more than one blank line in a row."""
    shown = clean(text).text.replace("\t", " ")
    if not shown.replace("\n", "").isprintable():
        shown = "".join(c if c.isprintable() or c == "\n" else " " if c.isspace() else "" for c in shown)
    lines: list[str] = []
    for line in shown.translate(_DROPPED).split("\n"):
        bare = _BLANKS.sub(" ", line).strip()
        if bare or (lines and lines[-1]):
            lines.append(bare)
    return "\n".join(lines).strip()


def _in_line(text: str) -> str:
    return " ".join(plain(text).split())


def _address(address: Address) -> str:
    name, email = _in_line(address.name), _in_line(address.email)
    if not name or name == email:
        return email
    return f"{name} <{email}>" if email else name


def _aware(moment: datetime) -> datetime:
    """The moment in Swedish time; one without an offset is taken to be Swedish already."""
    if moment.tzinfo is None:
        return moment.replace(tzinfo=STOCKHOLM)
    try:
        return moment.astimezone(STOCKHOLM)
    except OverflowError:  # the calendar's first or last day
        return moment


class _Known:
    """What earlier mails of the thread say, to be recognised in the history quoted by later ones.

    Mail programs' own lines and wrapping differ, so runs of words are compared. A quote repeats the thread when half
    of its runs are known, or when it holds half of the runs that one mail brought.
    """

    def __init__(self) -> None:
        self._origin: dict[_Run, int] = {}  # by which text a run was brought
        self._brought: list[int] = []
        self._texts: list[str] = []  # their words, blanks around each

    def add(self, text: str) -> None:
        words = _words(text)
        if words:
            self._texts.append(_joined(words))
        new = [run for run in _runs(words) if run not in self._origin]
        self._origin.update(dict.fromkeys(new, len(self._brought)))
        self._brought.append(len(new))

    def has(self, quote: str) -> bool:
        words = _words(quote)
        runs = _runs(words)
        found = Counter(self._origin[run] for run in runs if run in self._origin)
        if runs and found.total() >= _REPEATED * len(runs):
            return True
        if any(count >= _REPEATED * self._brought[origin] for origin, count in found.items()):
            return True
        joined = _joined(words)
        if len(words) < _RUN:
            return any(joined in text for text in self._texts)
        return len(words) <= _BRIEF and any(text in joined for text in self._texts)


def _words(text: str) -> list[str]:
    return [found.group().casefold() for found in _WORDS.finditer(text)]


def _joined(words: Sequence[str]) -> str:
    return f" {' '.join(words)} "


def _runs(words: Sequence[str]) -> set[_Run]:
    return set(zip(*(words[start:] for start in range(_RUN)), strict=False))
