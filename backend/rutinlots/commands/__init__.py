"""The commands, one file for each noun; :mod:`rutinlots.commands.group` registers them."""
