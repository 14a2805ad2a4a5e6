"""Commands about who gets in, and how the server is known."""
