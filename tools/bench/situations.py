"""The questions that are measured: a mail and a reply of 450 characters, a reply of 11 000, and a ticket of ten mails."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

SIZES = ("450 characters", "11 000 characters", "a ticket of ten mails")
MAIL = """Hej!

Jag har fått en faktura på 2 340 kr för februari och det är nästan dubbelt så mycket som i januari. Hur kan det bli
så? Vi har varit bortrest i två veckor. Kan ni också skicka en kopia på januarifakturan?

Med vänlig hälsning
Anna Berg
Kundnummer 1234567
"""
REPLY = """Hej Anna,

Tack för att du hörde av dig. Fakturan för februari bygger på mätarens värden, och jag ser att förbrukningen steg de
kalla dagarna i början av månaden. Kopian hittar du på Mina sidor under Fakturor.

Har du frågor om elhandeln svarar ditt elhandelsbolag på dem.

Du är välkommen att återkomma om du har fler frågor.

Med vänlig hälsning,
Sandra
"""
ANNA = {"name": "Anna Berg", "email": "anna.berg@example.com"}
SITUATION: dict[str, Any] = {
    "moment": "write",
    "ticket": {
        "id": 90103,
        "subject": "Hög faktura",
        "status": "Öppen",
        "properties": {"Typ": "Fråga", "Interna kategorier": "Faktura"},
        "requester": ANNA,
        "conversation": [{"direction": "in", "from": ANNA, "to": ["kundservice@ellevio.se"], "text": MAIL}],
    },
    "draft": {"kind": "reply", "to": [ANNA["email"]], "send_mode": "send", "text": REPLY},
    "agent": {"id": "7", "name": "Sandra Ek"},
}


def situation(size: str, number: int = 0) -> dict[str, Any]:
    """A question at the moment write; each ``number`` gives another draft."""
    chosen = deepcopy(SITUATION)
    if size == SIZES[2]:
        chosen["ticket"]["conversation"] = list(_thread())
    text = REPLY.replace("kalla dagarna", f"kalla dagarna {number}")
    if size == SIZES[1]:
        more = [text[15:330].replace("\n", f" {place}\n") for place in range(34)]  # no line is there twice
        text = text.replace("Har du", "\n\n".join(more) + "\n\nHar du")
    chosen["draft"]["text"] = text
    return chosen


def _thread() -> Iterator[dict[str, Any]]:
    """Ten mails with text and HTML, three quoted ones below each."""
    for number in range(10):
        own = MAIL.replace("2 340", f"{number + 2} 340")
        heads = [f"Den {day} mars 2026 kl. 10:0{day} skrev Kundservice <kundservice@ellevio.se>:" for day in (9, 8, 7)]
        quoted = [REPLY.replace("februari", f"vecka {number} {place}").split("\n") for place in range(3)]
        mails = list(zip(heads, quoted, strict=True))
        text = "".join(f"\n\n{head}\n" + "\n".join(f"> {line}" for line in lines) for head, lines in mails)
        html = "".join(
            f'<div class="gmail_quote"><div>{head.replace("<", "&lt;")}</div><blockquote>{_paragraphs(lines)}</blockquote></div>'
            for head, lines in mails
        )
        yield {
            "direction": "out" if number % 2 else "in",
            "from": {"name": "Kundservice", "email": "kundservice@ellevio.se"} if number % 2 else ANNA,
            "to": ["kundservice@ellevio.se"],
            "sent_at": f"2026-03-{number + 1:02}T10:00:00+01:00",
            "text": own + text,
            "html": f"<div>{_paragraphs(own.splitlines())}{html}</div>",
        }


def _paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines if line)
