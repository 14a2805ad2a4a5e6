"""Commands for people who write rules."""
