"""Who may call and log in: tokens, leads with their passwords and sessions, tries, and what was revoked."""
