"""Which passwords are accepted: long enough, and hard to guess for a program that knows the common ones."""

SHORTEST = 10
LONGEST = 500
_HARD = 3  # of 0 to 4: more than a hundred million guesses
_COMMON = "That password is among the first to be guessed. Choose a few words that don't belong together."
_READ = 72  # characters that zxcvbn reads
# Swedish words that its lists don't have and that are near at hand.
_WORDS = (
    "rutinlots ellevio freshdesk kundservice kundtjänst kundtjanst lösenord losenord hemligt välkommen valkommen stockholm sverige "
    "vinter vår sommar höst host vintern våren sommaren hösten hosten januari februari mars april maj juni juli augusti september "
    "oktober november december måndag tisdag onsdag torsdag fredag lördag söndag elnät elnat faktura"
).split()


class WeakPassword(ValueError):
    """A password that is not accepted; ``why`` is ``short``, ``long`` or ``common``."""

    def __init__(self, why: str, message: str):
        super().__init__(message)
        self.why = why


def require_good(password: str, name: str) -> None:
    """Refuse a password that is easily guessed for the person ``name``. Raises :class:`WeakPassword`."""
    if len(password) < SHORTEST:
        raise WeakPassword("short", f"A password is at least {SHORTEST} characters; a few words are easy to remember.")
    if len(password) > LONGEST:
        raise WeakPassword("long", f"A password is {LONGEST} characters at most.")
    from zxcvbn import zxcvbn  # reads its lists of words, for which no start should wait

    known = [name, *name.split(), *_WORDS]
    # What a password repeats or has too much of makes it no harder, so its beginning alone must be hard to guess.
    if zxcvbn(password[:_READ], user_inputs=known)["score"] < _HARD:
        raise WeakPassword(
            "common", "That password is among the first to be guessed. Choose a few words that don't belong together."
        )
