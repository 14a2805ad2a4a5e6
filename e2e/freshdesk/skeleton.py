"""python -m e2e.freshdesk.skeleton FILE: makes what an agent saved by "Rapportera sidan" a page that tests can open.

The page is kept in skeletons/NAME.html, with stand-in words where a reader needs some; the adapter's tests open every one.
"""

import argparse
import sys
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from pathlib import Path

FOLDER = Path(__file__).with_name("skeletons")
LARGEST = 5_000_000  # characters
_VOID = {"br", "hr", "img", "input", "link", "meta", "wbr", "source", "col", "area"}
_REFUSED = {"script", "style", "iframe", "object", "embed", "base"}


class NoSkeleton(ValueError):
    """The file is no report of a page; the sentence says where and why."""


@dataclass
class Skeleton:
    """A page's structure. ``body`` is HTML without text, its shadow roots as templates."""

    body: str
    elements: int

    def page(self) -> str:
        """A whole page, whose empty parts that hold words on the real one hold stand-ins."""
        return f'<!doctype html>\n<html lang="sv"><head><meta charset="utf-8"><title>Sida</title></head>\n{self.body}</html>\n'


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.open: list[str] = []
        self.elements = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _REFUSED or any(name.startswith("on") for name, _ in attrs):
            raise NoSkeleton(f"line {self.getpos()[0]}: <{tag}> has no place in a report of a page")
        self.elements += 1
        known = [(name, value or "") for name, value in attrs if (name, value) != ("href", "?")]
        told = "".join(f' {name}="{escape(value)}"' for name, value in known)
        self.out.append(f"<{tag}{told}>")
        if any(name == "contenteditable" and value in ("", "true") for name, value in known):
            self.out.append("<p>Hej Anna,</p><p>Ett svar.</p>")
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if not self.open or self.open.pop() != tag:
            raise NoSkeleton(f"line {self.getpos()[0]}: </{tag}> closes nothing; save the report again")
        self.out.append(f"</{tag}>\n")

    def handle_data(self, data: str) -> None:
        if data.strip():
            raise NoSkeleton(f"line {self.getpos()[0]}: a report has no text, but here is some; save it by Rapportera sidan")


def read(text: str) -> Skeleton:
    """The report as a page's structure. Raises NoSkeleton naming the line."""
    if len(text) > LARGEST:
        raise NoSkeleton(f"the report is larger than {LARGEST} characters")
    reader = _Reader()
    reader.feed(text)
    reader.close()
    if reader.open:
        raise NoSkeleton(f"<{reader.open[-1]}> is never closed; the end of the report is missing")
    if not reader.elements or not text.lstrip().startswith("<body"):
        raise NoSkeleton("a report begins with <body>; save it by Rapportera sidan")
    return Skeleton("".join(reader.out), reader.elements)


def main() -> int:
    arguments = argparse.ArgumentParser(prog="python -m e2e.freshdesk.skeleton", description=__doc__)
    arguments.add_argument("file", type=Path)
    arguments.add_argument("--name", help="what the page is called in the tests (default: the file's own name)")
    given = arguments.parse_args()
    try:
        made = read(given.file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, NoSkeleton) as error:
        print(f"{given.file}: {error}", file=sys.stderr)
        return 2
    FOLDER.mkdir(exist_ok=True)
    target = FOLDER / f"{given.name or given.file.stem}.html"
    target.write_text(made.page(), encoding="utf-8")
    print(f"{target.name}: {made.elements} elements. Try it: pytest e2e/test_drift.py -k reported")
    return 0


if __name__ == "__main__":
    sys.exit(main())
