"""Errors in rule files: path, line, and what to do."""


class RuleFileError(ValueError):
    """A value in a rule file can't be used.

    ``path`` leads to it (keys and list positions from the top); ``what`` says in Swedish what is wrong and what to do;
    ``line`` is given if there is no path to look it up by.
    """

    def __init__(self, path: tuple[str | int, ...], what: str, line: int = 0):
        super().__init__(f"{'.'.join(map(str, path)) or 'filen'}: {what}")
        self.path = path
        self.what = what
        self.line = line
