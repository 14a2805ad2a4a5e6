"""What is wrong with a database, in words for those who run the server."""

_LET_WRITE = "Give the user that runs Rutinlots the right to write, or choose another folder with --data."
_CAUSES = (
    # part of the driver's message, what it means, what to do
    ("not a database", "is damaged or is no SQLite file", "Move it away and put a backup in its place."),
    ("malformed", "is damaged", "Move it away and put a backup in its place."),
    ("readonly", "may not be written to", _LET_WRITE),
    ("read-only", "may not be written to", _LET_WRITE),
    ("unable to open", "can't be opened", "See that the folder exists and may be written to, or choose --data."),
    ("permission denied", "refuses this user", _LET_WRITE),
    ("is locked", "is locked by another program", "Close the program that holds it and try again."),
    ("is full", "has no room: the disk is full", "Make room on the disk."),
    ("no such table", "is not the one that was opened: a table is gone", "Put it or a backup back, and restart Rutinlots."),
    ("i/o error", "can't be read or written: the disk fails", "See to the disk, then put a backup in place."),
    ("is the server running", "doesn't answer", "Start it, or mend its address in RUTINLOTS_DATABASE_URL."),
    ("refused", "doesn't answer", "Start it, or mend its address in RUTINLOTS_DATABASE_URL."),
    ("timeout", "doesn't answer in time", "See that it runs and can be reached."),
    ("password", "refuses the user name or password", "Mend its address in RUTINLOTS_DATABASE_URL."),
    ("resolve", "isn't found under that name", "Mend its address in RUTINLOTS_DATABASE_URL."),
    ("does not exist", "isn't there", "Make it, or mend its address in RUTINLOTS_DATABASE_URL."),
)


def explain(error: Exception, name: str) -> str:
    """One sentence on what is wrong with the database ``name`` and one on what to do, without any data."""
    told = str(getattr(error, "orig", None) or error).lower()
    for part, meaning, remedy in _CAUSES:
        if part in told:
            return f"{name} {meaning}. {remedy}"
    return f"{name} failed ({type(error).__name__}). See that it runs and may be read and written."
