"""Courses of practice: a lead makes one, participants join it by a code, and the lead sees where they are."""
