"""The HTML pages: handbook with guides, reply snippets, coverage, rules and login."""

from rutinlots.pages.blueprint import bp

# Each adds its routes to bp.
# isort: off
from rutinlots.pages import demo, extension_files, handbook, practice, privacy, replies, snippets, start
from rutinlots.pages.courses import member, trainer
from rutinlots.pages.login import login, password, sessions, sign_on
from rutinlots.pages.statistics import page
from rutinlots.pages.workshop import exceptions, file, history, hours, new, overview, playground, states
from rutinlots.pages.extension_files import CONTENT

__all__ = [
    "CONTENT",
    "bp",
    "demo",
    "exceptions",
    "extension_files",
    "file",
    "handbook",
    "history",
    "hours",
    "login",
    "member",
    "new",
    "overview",
    "page",
    "password",
    "playground",
    "practice",
    "privacy",
    "replies",
    "sessions",
    "sign_on",
    "snippets",
    "start",
    "states",
    "trainer",
]
