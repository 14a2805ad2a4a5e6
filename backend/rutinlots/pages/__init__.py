"""The pages for people: the handbook with its guides, the reply snippets and what covers what."""

from rutinlots.pages.blueprint import bp

from rutinlots.pages import extension_files, handbook, login, snippets, start  # isort: skip  (each adds its addresses to bp)

__all__ = ["bp", "extension_files", "handbook", "login", "snippets", "start"]
