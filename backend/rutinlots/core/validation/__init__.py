"""Validates a rule set: references between files, the checks' examples, and a smoke run."""
