"""Which reply snippets fit a customer's mail, and the agent's own search among them."""

from rutinlots.core.suggest.elsewhere import Elsewhere, read_elsewhere
from rutinlots.core.suggest.index import Index
from rutinlots.core.suggest.snippet import Snippet, parse_snippet

__all__ = ["Elsewhere", "Index", "Snippet", "parse_snippet", "read_elsewhere"]
