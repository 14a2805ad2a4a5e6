"""What the overlay is shown: findings and their like in the shapes of the API, and the states made of them."""

from collections.abc import Mapping
from typing import Any

QUIET = {"status": "quiet", "ticket": {"id": 90103, "subject": "Faktura"}, "moment": "write"}
DIALOG: Mapping[str, Any] = {
    "phase": "ask", "findings": [], "gate": None, "answer": None, "copied": False, "sendMode": "send", "unchecked": None,
}  # fmt: skip

WHY = {
    "routine": "kundmail", "section": "2 Freshdesk", "text": "Namnet hämtas ur adressen.",
    "url": "https://handbok.test/handbok/kundmail#auto-salutation",
}  # fmt: skip
SALUTATION = {
    "id": "auto-salutation", "level": "confirm", "title": "Hälsningen är ett användarnamn",
    "message": "Kunden skrev under med Anna.", "why": WHY, "spans": [{"in": "draft", "start": 4, "end": 17}],
    "fixes": [{"label": "Hej Anna,", "text": "Hej Anna,"}, {"label": "Hej,", "text": "Hej,"}], "actions": [],
}  # fmt: skip
REQUIRED = {
    "id": "required-fields", "level": "block", "title": "Tvingande fält är tomma", "message": "Fyll i Typ.", "why": WHY,
    "spans": [], "fixes": [], "actions": [{"kind": "go-to-field", "label": "Gå till Typ", "field": "Typ"}],
}  # fmt: skip
MODE = {
    **SALUTATION, "id": "plain-send", "title": "Ärendet stängs inte", "spans": [], "fixes": [],
    "actions": [{"kind": "send-and-close", "label": "Skicka och inställt som Avslutad"},
                {"kind": "waits-for-customer", "label": "Jag väntar på svar från kunden"}],
}  # fmt: skip
CLOSING = {
    "id": "no-closing", "level": "hint", "title": "Avsluta gärna vänligt", "message": "Svaret slutar tvärt.",
    "why": WHY, "spans": [], "fixes": [], "actions": [],
}  # fmt: skip
SUGGESTIONS = [
    {"snippet": "e-faktura", "title": "Starta e-faktura", "score": 0.8, "reasons": ["Hur får jag e-faktura i internetbanken?"],
     "text": "Du startar e-faktura i din internetbank."},
    {"snippet": "autogiro", "title": "Autogiro", "score": 0.5, "reasons": ["Autogiro"], "check": "direct-debit",
     "text": "Autogiro drar pengarna."},
]  # fmt: skip
FOUND = [
    {"id": "e-faktura", "title": "Starta e-faktura", "theme": "faktura", "text": "Du startar …", "keywords": []},
    {"id": "utflyttning", "title": "Avsluta avtalet", "theme": "flytt", "text": "När du flyttar …", "keywords": []},
]
MARKS = [{"id": "kravgruppen", "label": "Svar till Kravgruppen", "value": None, "guide": "kravgruppen"},
         {"id": "anlaggningar", "label": "Anläggningar", "value": 12, "guide": None}]  # fmt: skip


def _field(id: str, label: str, type: str, value: Any, **more: Any) -> dict[str, Any]:
    plain = {"options": [], "required": False, "found": None, "hint": "", "problem": "", "search": False}
    return {"id": id, "label": label, "type": type, "value": value, **plain, **more}


def _copy(id: str, label: str, text: str, **more: Any) -> dict[str, Any]:
    return {"id": id, "label": label, "text": text, "columns": [], "into": None, "missing": [], **more}


GUIDE = {
    "id": "stora-arenden", "title": "Stora ärenden", "intro": "Räkna anläggningarna.", "url": None,
    "fields": [
        _field("ord", "Sök bland rutinerna", "text", "fakturaadress", search=True),
        _field("antal", "Antal", "number", "12", required=True, found={"value": "12", "where": "listan i mejlet"}),
        _field("id", "Anläggnings-id", "ids", ["735999001", "735999002"],
               found={"value": ["735999001"], "where": "i kundens mejl"}),
        _field("vad", "Vad gäller det?", "choice", "", required=True, options=["Faktura", "Flytt"]),
    ],
    "steps": [{"id": "arende", "text": "Skapa ett ärende i CAB.", "copy": "titel", "set": {}, "done": True},
              {"id": "grupp", "text": "Välj gruppen.", "copy": None, "set": {"Grupp": "Backoffice"}, "done": False}],
    "copies": [
        _copy("titel", "Ärendets titel", "12 konfigs"),
        _copy("rad", "Rad till arbetsboken", "4410927\t\tNy", columns=["Kundnummer", "Signatur", "Status"],
              missing=["Din signatur"]),
        _copy("not", "Anteckning", "Behöver hjälp med: frågan", into="note"),
    ],
    "outcome": {"text": "Backoffice tar över.", "tone": "wait"},
    "search": [{"title": "Ny fakturaadress", "where": "Kundmail", "url": "https://handbok.test/handbok/kundmail#x",
                "text": "Så gör du."}],
}  # fmt: skip
GATE = {
    "situation": "append", "code": "MAICCDIS", "status": "Avslutat", "choices": {},
    "text": "2026-03-10 09:58 Anna Berg\nHej!\n\n2026-03-10 10:15 Kundservice\nHej Anna,",
}  # fmt: skip
ASK = GATE | {"situation": "ask", "choices": {"append": "bara det senaste", "whole": "hela konversationen"}}

ALL = [CLOSING, SALUTATION, REQUIRED]
STATES = {
    "idle": {"status": "idle", "ticket": None, "moment": "list"},
    "checking": {"status": "checking"},
    "quiet": {"suggestions": SUGGESTIONS},
    "findings": {"status": "findings", "findings": ALL, "suggestions": SUGGESTIONS, "marks": MARKS},
    "offline": {"status": "offline", "findings": [REQUIRED]},
    "blind": {"status": "blind", "missing": ["kundens mejl", "svarsrutan"]},
    "search": {"search": {"open": True, "query": "", "results": FOUND}},
    "guide": {"guide": GUIDE, "marks": MARKS},
    "pill": {"status": "findings", "findings": ALL, "place": {"open": False, "side": "right", "top": 0.3}},
    "card": {"hover": {"finding": SALUTATION, "rect": {"left": 80, "top": 300, "right": 160, "bottom": 318}}},
    "notice": {
        "alarm": {"kind": "error", "text": "Texten gick inte att lägga in."},
        "notice": {"kind": "info", "text": "Texten är kopierad."},
    },
    "waiting": {"dialog": {**DIALOG, "phase": "waiting"}},
    "dialog": {"dialog": {**DIALOG, "findings": ALL, "gate": GATE, "copied": True, "unchecked": "offline"}},
    "question": {"dialog": {**DIALOG, "gate": ASK}},
}
