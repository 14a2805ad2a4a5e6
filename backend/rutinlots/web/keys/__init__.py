"""The keys of the server: the one that seals cookies, and the one that extensions know it by."""
