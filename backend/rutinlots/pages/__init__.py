"""The HTML pages: handbook with guides, reply snippets, coverage, rules and login."""

from rutinlots.pages.blueprint import bp

from rutinlots.pages import extension_files, handbook, login, replies, snippets, start  # isort: skip  (each adds its routes to bp)

__all__ = ["bp", "extension_files", "handbook", "login", "replies", "snippets", "start"]
