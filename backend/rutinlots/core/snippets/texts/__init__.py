"""The replies that can be suggested, as texts: read, cleaned, and filled in."""
