"""Which reply snippets fit a customer's mail, and the agent's own search among them."""

from rutinlots.core.snippets.index import Index
from rutinlots.core.snippets.meaning import Likeness, Meaning
from rutinlots.core.snippets.out_of_scope import OutOfScope, read_out_of_scope
from rutinlots.core.snippets.texts.snippet import Snippet, parse_snippet

__all__ = ["Index", "Likeness", "Meaning", "OutOfScope", "Snippet", "parse_snippet", "read_out_of_scope"]
