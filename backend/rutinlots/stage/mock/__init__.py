"""A mock of Freshdesk's agent pages: what the stage plays on, and what the extension is tested against.

A blueprint for each part: :mod:`.pages`, :mod:`.internal` and :mod:`.rest`, each made for an account (:class:`Mock`) and for the
address that the account lies under. What the pages look like follows public evidence; unpublished parts are invented and marked
so in the code.
"""

from rutinlots.stage.mock.state import Mock, Sent

__all__ = ["Mock", "Sent"]
