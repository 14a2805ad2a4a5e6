"""The account's folders of canned responses, invented (data in ``responses/``), as the documented API gives them."""

import functools
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rutinlots.rule_files.document import read_document
from rutinlots.stage.mock.mailtext import to_flat_text

_FILES = Path(__file__).with_name("responses")
_CREATED = "2025-11-03T08:00:00Z"


@dataclass
class Canned:
    """One response."""

    id: int
    title: str
    html: str
    attachments: list[str] = field(default_factory=list)


@dataclass
class Folder:
    """A folder; a personal one is the agent's own."""

    id: int
    name: str
    personal: bool
    responses: list[Canned]


def folders() -> list[Folder]:
    """All folders, to be changed at will."""
    result, number = [], 80_000
    for place, document in enumerate(_documents()):
        responses = []
        for entry in document["responses"]:
            number += 1
            responses.append(Canned(number, entry["title"], entry["html"], list(entry.get("attachments", ()))))
        result.append(Folder(600 + place, document["folder"], document.get("personal") == "true", responses))
    return result


def as_folder(folder: Folder) -> dict[str, Any]:
    """What a list of folders says about it."""
    return {
        "id": folder.id,
        "name": folder.name,
        "personal": folder.personal,
        "responses_count": len(folder.responses),
        "created_at": _CREATED,
        "updated_at": _CREATED,
    }


def as_response(response: Canned, folder: Folder) -> dict[str, Any]:
    """A response in full."""
    return {
        "id": response.id,
        "title": response.title,
        "folder_id": folder.id,
        "content": to_flat_text(response.html),
        "content_html": response.html,
        "attachments": [
            {
                "id": response.id * 10 + number,
                "name": name,
                "content_type": "application/pdf",
                "size": 48_213,
                "attachment_url": f"https://attachments.example.com/canned/{response.id}/{number}?secret=shown-once",
            }
            for number, name in enumerate(response.attachments)
        ],
        "created_at": _CREATED,
        "updated_at": _CREATED,
    }


@functools.cache
def _documents() -> tuple[dict[str, Any], ...]:
    return tuple(read_document(path.read_text(encoding="utf-8")).values for path in sorted(_FILES.glob("*.yaml")))
