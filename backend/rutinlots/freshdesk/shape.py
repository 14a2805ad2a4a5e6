"""Canned responses in the API's own shape, as a file holds them."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from rutinlots.core.snippets.texts.reply import Canned, canned

MOST = 10_000
LONGEST_TITLE, LONGEST_FOLDER, LONGEST_NAME = 500, 200, 200
MOST_FILES = 20
_LARGEST_ID = 2**63 - 1
_MOST_PARTS = 300_000  # values, lists and mappings: of 30 MB of "{}," Python would make a gigabyte
_STRINGS = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)', re.S)


class ShapeError(ValueError):
    """What was read isn't a list of canned responses. The message says where and what is wrong."""


def parse(text: str) -> list[Canned]:
    """The responses of a file: ``[{id, title, folder, content_html}]``, further keys unread. :raises ShapeError:"""
    bare = _STRINGS.sub("", text)
    if sum(map(bare.count, ",[{")) > _MOST_PARTS:
        raise ShapeError("it has too many parts")
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ShapeError("it isn't JSON") from error
    if not isinstance(values, list) or len(values) > MOST:
        raise ShapeError(f"it must be a list of at most {MOST} responses")
    found: dict[int, Canned] = {}
    for place, value in enumerate(values):
        response = read(value, place)
        if response.id in found:
            raise ShapeError(f"response {place + 1}: there are two with the id {response.id}")
        found[response.id] = response
    return list(found.values())


def read(value: Any, place: int = 0, folder: str | None = None) -> Canned:
    """One response; ``folder`` is the name of the one that it was found in. :raises ShapeError:"""
    where = f"response {place + 1}"
    if not isinstance(value, Mapping):
        raise ShapeError(f"{where}: it must be {{id, title, folder, content_html}}")
    number = value.get("id")
    if not isinstance(number, int) or isinstance(number, bool) or not 0 < number <= _LARGEST_ID:
        raise ShapeError(f"{where}: id must be a positive number")
    title = _text(value.get("title"), f"{where}: title")
    if not title.strip():
        raise ShapeError(f"{where}: title is empty")
    html = _text(value.get("content_html"), f"{where}: content_html")
    files = value.get("attachments") or []
    return canned(
        number,
        (_text(value.get("folder", ""), f"{where}: folder") if folder is None else folder)[:LONGEST_FOLDER],
        title[:LONGEST_TITLE],
        html,
        _names(files)[:MOST_FILES],
    )


def dump(responses: Sequence[Canned]) -> str:
    """The same list as :func:`parse` reads; ``attachments`` only where there are any."""
    values = []
    for each in responses:
        value: dict[str, Any] = {"id": each.id, "title": each.title, "folder": each.folder, "content_html": each.html}
        if each.attachments:
            value["attachments"] = [{"name": name} for name in each.attachments]
        values.append(value)
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise ShapeError(f"{where} must be a text")
    return value.encode("utf-8", "replace").decode().replace("\x00", "")


def _names(files: Any) -> list[str]:
    """Names only: the addresses of attachments hold secrets that expire."""
    there = files if isinstance(files, list) else []
    names = (file.get("name") for file in there if isinstance(file, Mapping))
    return [" ".join(name.split())[:LONGEST_NAME] for name in names if isinstance(name, str) and name.strip()]
