"""Routines and their guide cards: the format, what a card reads out of the thread, and the card filled in."""

from rutinlots.core.guide.format import Copy, Field, Guide, Outcome, Routine, Section, Step, read_routine

__all__ = ["Copy", "Field", "Guide", "Outcome", "Routine", "Section", "Step", "read_routine"]
