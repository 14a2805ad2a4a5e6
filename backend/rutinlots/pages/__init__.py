"""The HTML pages: handbook with guides, reply snippets, coverage, rules and login."""

from rutinlots.pages.blueprint import bp

# Each adds its routes to bp.
from rutinlots.pages import (  # isort: skip
    extension_files, handbook, login, password, playground, privacy, replies, snippets, start, statistics,
)  # fmt: skip

__all__ = [
    "bp", "extension_files", "handbook", "login", "password", "playground", "privacy", "replies", "snippets", "start", "statistics",
]  # fmt: skip
