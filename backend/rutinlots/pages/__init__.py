"""The HTML pages: handbook with guides, reply snippets, coverage, rules and login."""

from rutinlots.pages.blueprint import bp

# Each adds its routes to bp.
# isort: off
from rutinlots.pages import extension_files, handbook, login, password, playground, privacy, replies, snippets, start
from rutinlots.pages import sessions, sign_on, statistics

__all__ = [
    "bp",
    "extension_files",
    "handbook",
    "login",
    "password",
    "playground",
    "privacy",
    "replies",
    "sessions",
    "sign_on",
    "snippets",
    "start",
    "statistics",
]
