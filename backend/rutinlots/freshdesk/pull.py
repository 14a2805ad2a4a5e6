"""Every canned response that the company shares; personal folders are never asked for."""

from collections.abc import Callable, Mapping
from typing import Any

from rutinlots.core.snippets.texts.reply import Canned
from rutinlots.freshdesk.client import Freshdesk, FreshdeskError
from rutinlots.freshdesk.shape import MOST, ShapeError, read


def pull(account: Freshdesk, progress: Callable[[str, int], None] = lambda folder, count: None) -> list[Canned]:
    """The shared responses, folder by folder; ``progress`` hears of each folder. :raises FreshdeskError:

    An account that shares nothing is an error: it is more likely a key that may see nothing.
    """
    found: dict[int, Canned] = {}
    for folder in account.list("canned_response_folders"):
        number, name = _folder(account, folder)
        if folder.get("personal") is not False:
            continue
        before = len(found)
        for value in account.list(f"canned_response_folders/{number}/responses"):
            try:
                response = read(_whole(account, value), len(found), name)
            except ShapeError as error:
                raise FreshdeskError(f"{account.address} gave a canned response that can't be read: {error}.") from error
            found[response.id] = response
        progress(name, len(found) - before)
        if len(found) > MOST:
            raise FreshdeskError(f"{account.address} has more than {MOST} canned responses.")
    if not found:
        raise FreshdeskError(f"{account.address} shares no canned responses with this agent. Use the key of an administrator.")
    return list(found.values())


def _folder(account: Freshdesk, folder: Any) -> tuple[int, str]:
    number = folder.get("id") if isinstance(folder, Mapping) else None
    name = folder.get("name") if isinstance(folder, Mapping) else None
    if not isinstance(number, int) or isinstance(number, bool) or not isinstance(name, str):
        raise FreshdeskError(f"{account.address} gave folders in another shape than documented.")
    return number, name


def _whole(account: Freshdesk, value: Any) -> Any:
    """A response with its content; a folder's list may hold no more than its title."""
    if isinstance(value, Mapping) and "content_html" not in value and isinstance(value.get("id"), int):
        return account.one(f"canned_responses/{value['id']}")
    return value
