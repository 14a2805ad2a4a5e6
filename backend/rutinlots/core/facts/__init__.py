"""What the thread as a whole says, asked by detectors and guides alike; each fact is worked out from a context."""
