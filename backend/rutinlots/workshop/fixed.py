"""The texts that agents see and that stand in the program, not in the rules: of the dialog, the panel, the guide cards."""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

_CORE = Path(__file__).resolve().parents[1]
_FOLDERS = ("core/guides", "core/checks", "core/caselog", "core/snippets", "core/entities", "core/facts", "api")
_SCRIPTS = ("app", "overlay", "sending", "freshdesk")
_QUOTED = re.compile(r"'((?:[^'\\\n]|\\.)+)'|`((?:[^`\\]|\\.)+)`")
_DOUBLE = re.compile(r"(?<!\")\"((?:[^\"\\\n]|\\.)+)\"(?!\")")
_FILL = re.compile(r"\$?\{[^{}]*\}")
_SPACE = re.compile(r"\s+")
_SWEDISH = re.compile(r"[åäöÅÄÖ]|^[A-ZÅÄÖ][a-zåäö]+ [a-zåäö]+|[a-zåäö] [a-zåäö]+[.?!]$")
_CODE = re.compile(r"[<>;=\[\]\\#]|^[\w-]+$|^\.")
_SHORTEST = 6


@lru_cache(maxsize=2)
def fixed_texts(content: Path) -> tuple[str, ...]:
    """The texts of the extension, whose scripts lie in ``content``, and of the server's answers to it; blanks are ``{x}``."""
    return tuple(dict.fromkeys((*_of_scripts(content), *_of_modules())))


def _of_scripts(content: Path) -> Iterator[str]:
    for folder in _SCRIPTS:
        for path in sorted((content / folder).rglob("*.js")):
            for one, other in _QUOTED.findall(_without_comments(path.read_text("utf-8"))):
                yield from _seen(one or other)


def _of_modules() -> Iterator[str]:
    for folder in _FOLDERS:
        for path in sorted((_CORE / folder).rglob("*.py")):
            for text in _DOUBLE.findall(path.read_text("utf-8")):
                yield from _seen(text)


def _without_comments(script: str) -> str:
    return re.sub(r"^\s*(//|/?\*).*$", "", script, flags=re.M)


def _seen(text: str) -> Iterator[str]:
    """The text if it is one that people read."""
    plain = _SPACE.sub(" ", _FILL.sub("{x}", text)).strip()
    if len(plain) >= _SHORTEST and " " in plain and _SWEDISH.search(plain) and not _CODE.search(plain):
        yield plain
