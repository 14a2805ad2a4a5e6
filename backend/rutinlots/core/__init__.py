"""The engine: pure functions from a situation and the rules to a verdict.

Nothing here uses the web, the disk, the clock, a database or YAML (import-linter checks that).
"""
