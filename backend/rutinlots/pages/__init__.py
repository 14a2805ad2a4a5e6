"""The HTML pages: handbook with guides, reply snippets, coverage, rules and login."""

from rutinlots.pages.blueprint import bp

# Each adds its routes to bp.
from rutinlots.pages import extension_files, handbook, login, password, playground, privacy, snippets, start, statistics  # isort: skip

__all__ = ["bp", "extension_files", "handbook", "login", "password", "playground", "privacy", "snippets", "start", "statistics"]
