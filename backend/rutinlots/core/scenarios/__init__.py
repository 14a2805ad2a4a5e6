"""Scenarios: what is played on the stage."""
