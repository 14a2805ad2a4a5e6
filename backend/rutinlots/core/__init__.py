"""The judgement: pure functions from a situation and the rules to what the agent should be told.

Nothing here touches the web, the disk, the clock, a database or YAML (held by import-linter).
"""
