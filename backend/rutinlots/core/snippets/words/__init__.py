"""A mail as words that can be counted, and what they say."""
