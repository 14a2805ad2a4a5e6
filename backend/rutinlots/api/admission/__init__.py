"""Who may call what, how often, and for which Freshdesk accounts."""
