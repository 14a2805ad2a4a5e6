"""The routine texts as pages, and what covers each of their sections."""
