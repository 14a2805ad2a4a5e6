"""What is known of the company's login without its libraries, which are loaded only where it is used: a tenth of a start."""

from datetime import timedelta

WAITING = timedelta(minutes=10)  # how long a person may take at the issuer's


class SignOnError(Exception):
    """The company's login failed. ``why``: ``busy``, ``away`` (the issuer), ``stale`` (the browser's part) or ``refused``.

    The message is for the log: it says what was wrong, and holds nothing secret.
    """

    def __init__(self, why: str, message: str):
        super().__init__(message)
        self.why = why
