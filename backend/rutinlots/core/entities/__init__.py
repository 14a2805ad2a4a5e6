"""Dates, opening hours, facility ids, phone numbers and numbers, as texts write them."""
