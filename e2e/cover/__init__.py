"""How much of Freshdesk's page the overlay covers: what can be clicked, and what can be read."""

from .measure import Cover, measure
from .situations import MORE, SITUATIONS, SIZES, Situation

__all__ = ["MORE", "SITUATIONS", "SIZES", "Cover", "Situation", "measure"]
