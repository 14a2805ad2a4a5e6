"""One name in different spellings: without marks on its letters, as it is heard, and a letter wrong."""

import re
import unicodedata
from functools import lru_cache

_LETTERS = (
    ("ø", "o"), ("đ", "d"), ("ð", "d"), ("ł", "l"), ("ı", "i"), ("æ", "ae"), ("œ", "oe"), ("þ", "th"), ("ß", "ss"), ("ħ", "h"),
    ("ŧ", "t"), ("’", "'"), ("`", "'"), ("´", "'"), ("‐", "-"), ("‑", "-"), ("–", "-"),
)  # fmt: skip
_MARKS = re.compile("[\u0300-\u034e\u0350-\u036f]+")  # the common ones, all in one go
# Spellings that are heard as one: a name that sounds like a common one is a name.
_SOUNDS = (
    ("ph", "f"), ("th", "t"), ("sch", "s"), ("sh", "s"), ("ch", "k"), ("ck", "k"), ("qu", "k"), ("dj", "j"), ("kh", "k"),
    ("gh", "g"), ("x", "ks"), ("q", "k"), ("c", "k"), ("z", "s"), ("w", "v"), ("y", "i"), ("j", "i"), ("ou", "u"), ("oo", "u"),
    ("ee", "i"), ("ae", "e"),
)  # fmt: skip
_TWICE = re.compile(r"([a-z])\1+")
_LAST_H = re.compile(r"h\b")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """The text without case and without marks on its letters; æ, ø, ł and their like become plain letters."""
    return fold_text(text.strip())


def fold_text(text: str) -> str:
    """The same for a long text, whose white space stays."""
    folded = text.casefold()
    if folded.isascii():
        return folded
    for letter, written in _LETTERS:
        folded = folded.replace(letter, written)
    plain = _MARKS.sub("", unicodedata.normalize("NFD", folded))
    return plain if plain.isascii() else "".join(c for c in plain if not unicodedata.combining(c))


def sound(folded: str) -> str:
    """A rough phonetic key of a folded name, or of each word of a text: Kristoffer and Christopher are the same."""
    for written, heard in _SOUNDS:
        folded = folded.replace(written, heard)
    return _LAST_H.sub("", _TWICE.sub(r"\1", folded))


def apart_by_one(one: str, other: str) -> bool:
    """Do two words differ by one letter: put in, left out, exchanged, or two that changed places?"""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    if len(one) == len(other):
        return one[at + 1 :] == other[at + 1 :] or (
            one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
        )
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer[at + 1 :] == shorter[at:]
