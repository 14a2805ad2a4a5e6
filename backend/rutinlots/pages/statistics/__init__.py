"""The counters as a page and as a sheet."""
