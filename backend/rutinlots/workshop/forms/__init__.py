"""A rule file as a form: its fields, what is filled in, and new files from a short form."""
