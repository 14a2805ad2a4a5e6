"""How much of Freshdesk's page the overlay covers: what can be clicked, and what can be read."""

from .measure import Cover, measure
from .situations import BY_HAND, MORE, SITUATIONS, SIZES, Situation

__all__ = ["BY_HAND", "MORE", "SITUATIONS", "SIZES", "Cover", "Situation", "measure"]
