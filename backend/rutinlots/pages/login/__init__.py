"""Logging in to the pages by a password or the company's login, and the sessions."""
