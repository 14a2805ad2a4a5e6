"""HTML mails as text, and what in them is quoted history."""
