"""Routines and their guide cards: the model, its reader, what a card takes from the thread, and the card filled in."""
