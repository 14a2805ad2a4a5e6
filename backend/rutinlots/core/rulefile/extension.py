"""Reads ``extension.yaml``: further selectors for Freshdesk's page, and features to switch off."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rutinlots.core.rulefile.errors import RuleFileError
from rutinlots.core.rulefile.reader import MappingReader, Path, choice

# The features that can be switched off.
FEATURES = {
    "send-gate": "dialogen innan mejlet går",
    "underline": "understrykningarna i texten",
}

# The parts that the extension finds by selectors: the lists in its selectors.json (a test compares the two).
FINDS = frozenset(
    """
    addressBox addressRow agentMark applyFilter author breadcrumbId chat chosen composer contactEmail contactName control
    customerMark dropdownItem editor filter label message messageBody messageCc messageRecipients messageTo newForm newSubject newTo
    noteMark notifiedTo notifyRow older openForward openNote openReply option optionList optionSearch original pill pillRemove
    pasted profile properties quoted refusal saveProperties sendButton sendMenuItem sendMenuTrigger subject ticketAlbum time verb
    """.split()
)

_LONGEST = 500
_PAIRS = {")": "(", "]": "["}
_TOO_WIDE = re.compile(r"\*|html|body|div|span", re.IGNORECASE)
_QUOTED = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"")


@dataclass(frozen=True)
class Extension:
    """``selectors``: name → strategies tried before the built-in ones. ``off``: features switched off."""

    selectors: Mapping[str, tuple[Mapping[str, str], ...]] = field(default_factory=dict)
    off: tuple[str, ...] = ()


def read_extension(values: Mapping[str, Any]) -> Extension:
    """Read the plain values of extension.yaml. :raises RuleFileError: with the path of what is wrong."""
    reader = MappingReader(values)
    off = reader.some_of("off", FEATURES, ())
    selectors: dict[str, tuple[Mapping[str, str], ...]] = {}
    inner = reader.mapping("selectors") or MappingReader({})
    for name in inner.values:
        choice(name, sorted(FINDS), inner.at(name))
        selectors[name] = tuple(_strategy(MappingReader(item, path)) for path, item in inner.items(name))
        if not selectors[name]:
            raise RuleFileError(inner.at(name), "är tom: skriv minst en väljare, eller ta bort raden")
    reader.close()
    return Extension(selectors, off)


def _strategy(reader: MappingReader) -> Mapping[str, str]:
    strategy = {"css": _selector(reader.text("css"), reader.at("css"))}
    if within := reader.text("within", ""):
        strategy["within"] = _selector(within, reader.at("within"))
    if up := reader.text("up", ""):
        strategy["up"] = _selector(up, reader.at("up"))
    strategy["from"] = reader.text("from")
    reader.close()
    return strategy


def _selector(text: str, path: Path) -> str:
    """A plausible CSS selector; the browser ignores those that it can't parse."""
    if len(text) > _LONGEST:
        raise RuleFileError(path, f"är för lång; en väljare är högst {_LONGEST} tecken")
    bare = _QUOTED.sub("", text)
    if set(bare) & set("{};<\\'\""):
        raise RuleFileError(path, f"”{text}” är ingen CSS-väljare: den har ett ensamt citattecken eller något av {{ }} ; < \\")
    if any(_TOO_WIDE.fullmatch(part.strip()) for part in bare.split(",")):
        raise RuleFileError(path, f"”{text}” träffar nästan vad som helst på sidan; skriv en väljare som bara träffar det rätta")
    opened: list[str] = []
    for mark in bare:
        if mark in _PAIRS.values():
            opened.append(mark)
        elif mark in _PAIRS and (not opened or opened.pop() != _PAIRS[mark]):
            opened.append("(")
            break
    if opened or bare.strip().strip(",") != bare.strip():
        raise RuleFileError(path, f"”{text}” är ingen CSS-väljare: parenteser eller kommatecken går inte ihop")
    return text
