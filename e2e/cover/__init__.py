"""How much of Freshdesk's page the overlay covers: what can be clicked, and what can be read."""

from .situations import SITUATIONS, SIZES, Situation
from .measure import Cover, measure

__all__ = ["SITUATIONS", "SIZES", "Cover", "Situation", "measure"]
