"""The ``rutinlots`` command."""

import gc

gc.disable()  # what is imported stays: looking for garbage among it takes a tenth of a start, now or later
from rutinlots.commands.group import main  # noqa: E402

gc.freeze()
gc.enable()

__all__ = ["main"]
