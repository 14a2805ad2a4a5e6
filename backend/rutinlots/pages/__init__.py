"""The HTML pages: handbook with guides, reply snippets, coverage, rules and login."""

from rutinlots.pages.blueprint import bp

# Each adds its routes to bp.
# isort: off
from rutinlots.pages import demo, extension_files, handbook, login, password, playground, practice, privacy, replies, snippets
from rutinlots.pages import history, hours, sessions, sign_on, start, statistics, workshop, workshop_new
from rutinlots.pages.courses import member, trainer
from rutinlots.pages.extension_files import CONTENT

__all__ = [
    "CONTENT",
    "bp",
    "demo",
    "extension_files",
    "handbook",
    "history",
    "hours",
    "login",
    "member",
    "password",
    "playground",
    "practice",
    "privacy",
    "replies",
    "sessions",
    "sign_on",
    "snippets",
    "start",
    "statistics",
    "trainer",
    "workshop",
    "workshop_new",
]
