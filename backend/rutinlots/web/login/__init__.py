"""Logging in: the limits of its attempts, and the company's login."""
