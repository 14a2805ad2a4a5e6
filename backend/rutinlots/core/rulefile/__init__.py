"""Reading rule files: mappings, patterns, topics, settings and errors."""
