"""One mutant: what is changed on the page, what is sent and how, and the outcome."""

from dataclasses import dataclass, field
from typing import Any

BATCH = 8  # run side by side, all with Freshdesk's API or all without
WAYS = ("click", "Enter", "Control+Enter", "menu")
KINDS = ("reply", "forward", "reply", "note")
TICKETS = 400_000  # + the mutant's number: a ticket of its own


@dataclass(kw_only=True)
class Mutant:
    """A mutant and what was seen of it. ``outcome`` is works, degraded or silent; ``why`` says it in a few words.

    Everything about it follows from the seed and its number: every fourth way of sending, every kind of mail with each
    of them, and Freshdesk's API refused in every second batch.
    """

    seed: int
    number: int
    outcome: str = "silent"
    why: str = ""
    changes: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return f"{self.seed}-{self.number}"

    @property
    def api(self) -> bool:
        return self.number // BATCH % 2 == 0

    @property
    def way(self) -> str:
        return WAYS[self.number % len(WAYS)]

    @property
    def kind(self) -> str:
        turn = self.number // len(WAYS)
        return KINDS[(turn + turn // len(KINDS)) % len(KINDS)]

    @property
    def ticket(self) -> int:
        return TICKETS + self.number

    @property
    def words(self) -> str:
        """What makes its mail known among the sent ones."""
        return f"Mutant {self.number}."

    def as_dict(self) -> dict[str, Any]:
        """All fields, for a report line."""
        names = ("seed", "number", "kind", "way", "api", "outcome", "why", "missing", "changes")
        return {name: getattr(self, name) for name in names}
