"""Facts about the whole thread, for detectors and guides; each is computed from a context."""
