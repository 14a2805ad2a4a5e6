"""Who writes, who is written to, and what they are called."""
