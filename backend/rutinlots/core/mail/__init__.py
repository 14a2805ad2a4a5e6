"""The parts of mails and drafts: greeting, sign-off, quoted history, HTML. Pure functions of lines of text."""
