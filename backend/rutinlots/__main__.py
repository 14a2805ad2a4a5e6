"""``python -m rutinlots`` is the ``rutinlots`` command."""

import gc

gc.disable()  # what is imported stays: looking for garbage among it takes a tenth of a start
from rutinlots.cli import main  # noqa: E402

gc.enable()
main()
