"""``python -m rutinlots`` is the ``rutinlots`` command."""

from rutinlots.cli import main

main()
