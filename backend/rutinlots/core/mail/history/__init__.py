"""Quoted history: how mail programs announce and mark it, and what of it the thread has already."""
