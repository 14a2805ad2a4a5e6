"""A reply of the company's own: a canned response of Freshdesk's, and what a team leader has said about it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rutinlots.core.snippets.texts.reply_html import clean_html, text_of
from rutinlots.core.snippets.texts.snippet import Snippet

ID = "freshdesk-{}"  # how a reply is called among the snippets


@dataclass(frozen=True, kw_only=True)
class Canned:
    """A canned response as it was pulled: its HTML cleaned, ``attachments`` the names of its files."""

    id: int
    folder: str
    title: str
    html: str
    text: str
    attachments: tuple[str, ...] = ()

    @property
    def hash(self) -> str:
        """Changes whenever anything of it does."""
        whole = "\0".join((self.folder, self.title, self.html, *self.attachments))
        return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a team leader has said about a reply; a pull changes none of it.

    ``words`` are customers' words that call for it, ``answers`` the id of the check that suggests it, ``instead_of`` the
    id of the starter snippet that it replaces.
    """

    off: bool = False
    words: tuple[str, ...] = ()
    answers: str | None = None
    instead_of: str | None = None


@dataclass(frozen=True, kw_only=True)
class Reply:
    """A canned response that is in Freshdesk now, with what has been said about it."""

    canned: Canned
    said: Said
    changed_at: datetime

    @property
    def id(self) -> str:
        """Its id among the snippets."""
        return ID.format(self.canned.id)

    @property
    def snippet(self) -> Snippet:
        """The reply as a snippet among the others."""
        return Snippet(
            id=self.id,
            theme=self.canned.folder,
            title=self.canned.title,
            covers=(),
            status="active",
            keywords=self.said.words,
            fields={},
            text=self.canned.text,
            own=True,
            html=self.canned.html,
            attachments=self.canned.attachments,
        )


def canned(id: int, folder: str, title: str, html: str, attachments: Sequence[str] = ()) -> Canned:
    """A canned response of what Freshdesk says about it."""
    cleaned = clean_html(html)
    return Canned(
        id=id,
        folder=" ".join(folder.split()),
        title=" ".join(title.split()),
        html=cleaned,
        text=text_of(cleaned),
        attachments=tuple(attachments),
    )
