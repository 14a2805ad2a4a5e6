"""The commands, a file for each noun; :mod:`rutinlots.cli` gathers them."""
