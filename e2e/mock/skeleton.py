"""python -m e2e.mock.skeleton FILE: turns a report saved by "Rapportera sidan" into a page that tests can open.

The page is kept as skeletons/NAME.html, with stand-in words in its editors; e2e/tests/page/test_skeleton.py
tries the adapter on each page there. A report holds no words, so parts recognised only by their words aren't found on such a page.
"""

import argparse
import re
import sys
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from pathlib import Path

FOLDER = Path(__file__).with_name("skeletons")
LARGEST = 5_000_000  # characters
UNKNOWN = "?"  # a report's placeholder for a hidden value
_WRITTEN = "<p>Hej Anna,</p><p>Ett svar.</p>"
_VOID = {"br", "hr", "img", "input", "link", "meta", "wbr", "source", "col", "area"}
_REFUSED = {"script", "style", "iframe", "object", "embed", "base"}
_PLAIN = "class|id|role|type|contenteditable|tabindex|hidden|disabled|dir|title|name|href|shadowrootmode"
_TOLD = re.compile(rf"{_PLAIN}|(?:aria|data)-[\w-]+")


class NoSkeleton(ValueError):
    """The file isn't a page report; the message says where and why."""


@dataclass
class Skeleton:
    """A page's structure. ``body`` is HTML whose only text is the stand-in in its editors, its shadow roots as templates."""

    body: str
    elements: int

    def page(self) -> str:
        """A whole page of it, for a browser."""
        return f'<!doctype html>\n<html lang="sv"><head><meta charset="utf-8"><title>Sida</title></head>\n{self.body}</html>\n'


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.open: list[str] = []
        self.elements = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0]
        if tag in _REFUSED:
            raise NoSkeleton(f"line {line}: <{tag}> has no place in a report of a page")
        for name, value in attrs:
            if not _TOLD.fullmatch(name) or (name == "href" and value not in ("", UNKNOWN)):
                raise NoSkeleton(f"line {line}: {name} of <{tag}> has no place in a report of a page")
        self.elements += 1
        known = [(name, value or "") for name, value in attrs if value != UNKNOWN or name.startswith("data-")]
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in known)
        self.out.append(f"<{tag}{attributes}>")
        if any(name == "contenteditable" and value in ("", "true", "plaintext-only") for name, value in known):
            self.out.append(_WRITTEN)
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


def as_ticket(page: str, ticket: int) -> str:
    """The page with that ticket's number in place of the report's zeros."""
    return re.sub(r"\bticket_0+\b", f"ticket_{ticket}", page)


def kept(folder: Path = FOLDER) -> list[Path]:
    """The pages made from reports, by name."""
    return sorted(folder.glob("*.html"))


def main(given: list[str] | None = None, folder: Path = FOLDER) -> int:
    """The command; ``given`` are its arguments, those of the command line by default. 0 when the page was made, else 2."""
    arguments = argparse.ArgumentParser(prog="python -m e2e.mock.skeleton", description=__doc__)
    arguments.add_argument("file", type=Path)
    arguments.add_argument("--name", help="what the page is called in the tests (default: the file's own name)")
    wanted = arguments.parse_args(given)
    name = wanted.name or wanted.file.stem
    try:
        if not re.fullmatch(r"[\w-]+", name):
            raise NoSkeleton(f"{name} can't be a page's name: give one of letters, digits and hyphens by --name")
        made = read(wanted.file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, NoSkeleton) as error:
        print(f"{wanted.file}: {error}", file=sys.stderr)
        return 2
    folder.mkdir(exist_ok=True)
    target = folder / f"{name}.html"
    target.write_text(made.page(), encoding="utf-8")
    print(f"{target.name}: {made.elements} elements. Try it: pytest e2e/tests/page/test_skeleton.py")
    return 0


if __name__ == "__main__":
    sys.exit(main())
