"""The ``rutinlots`` command."""

import gc
import signal

gc.disable()  # what is imported stays: looking for garbage among it takes a tenth of a start, now or later
# Ctrl+C ends what only loads without a traceback. One that is ignored, as in the background of a script, stays so.
_is_heard = signal.getsignal(signal.SIGINT) is signal.default_int_handler
if _is_heard:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
from rutinlots.commands.group import main  # noqa: E402

if _is_heard:
    signal.signal(signal.SIGINT, signal.default_int_handler)
gc.freeze()
gc.enable()

__all__ = ["main"]
