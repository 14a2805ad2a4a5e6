"""The commands, one file for each noun; :mod:`rutinlots.cli` registers them."""
