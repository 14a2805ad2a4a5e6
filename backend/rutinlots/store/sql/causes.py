"""What is wrong with a database, in words for operators."""


class StoreError(Exception):
    """The database can't be used. The message says which, why and what to do; it contains no data."""


class NewerDatabase(StoreError):
    """A newer version of Rutinlots has changed the database."""


DAMAGED = "Move it away and restore a backup."
_LET_WRITE = "Let the user that runs Rutinlots write there, or choose another folder with --data."
_CORRECT = "Correct its address in RUTINLOTS_DATABASE_URL."
_CAUSES = (
    # part of the driver's message, what it means, what to do
    ("not a database", "is damaged or not an SQLite file", DAMAGED),
    ("malformed", "is damaged", DAMAGED),
    ("read-only transaction", "is read-only", "Name the server that takes writes, not a copy, in RUTINLOTS_DATABASE_URL."),
    ("readonly", "is read-only", _LET_WRITE),
    ("read-only", "is read-only", _LET_WRITE),
    ("unable to open", "can't be opened", "Check that the folder exists and is writable, or choose another with --data."),
    ("permission denied for", "doesn't let this user make or change tables", "Make this user the database's owner."),
    ("permission denied", "refuses this user", _LET_WRITE),
    ("is locked", "is locked by another program", "Close the program that holds it and try again."),
    ("no space left", "has no room: the disk is full", "Free some space on the disk."),
    ("is full", "has no room: the disk is full", "Free some space on the disk."),
    ("no such table", "has lost a table since it was opened", "Restore it or a backup, and restart Rutinlots."),
    ("i/o error", "can't be read or written: the disk fails", "Check the disk, then restore a backup."),
    ("connection slots", "has no free connection", "Close programs that use it, or raise its max_connections."),
    ("too many clients", "has no free connection", "Close programs that use it, or raise its max_connections."),
    ("pg_hba.conf", "doesn't let this user in from this machine", "Add a line for both to PostgreSQL's pg_hba.conf."),
    ("invalid connection option", "has an option in its address that PostgreSQL doesn't know", _CORRECT),
    ("invalid sslmode", "has an sslmode in its address that PostgreSQL doesn't know", _CORRECT),
    ('" already exists', "has tables that a newer version left there", "Put the backup back into a new, empty database instead."),
    ("root certificate", "can't be told from another", "Add &sslrootcert=FILE, its authority's certificate, to its address."),
    ("certificate verify", "can't be told from another", "Add &sslrootcert=FILE, its authority's certificate, to its address."),
    ("does not match host name", "has a certificate for another name", "Use the name in its certificate."),
    ("does not support ssl", "has no encryption", "Switch TLS on in PostgreSQL, or add sslmode=disable if the network is trusted."),
    ("is the server running", "doesn't respond", "Start it, or correct its address in RUTINLOTS_DATABASE_URL."),
    ("refused", "doesn't respond", "Start it, or correct its address in RUTINLOTS_DATABASE_URL."),
    ("timeout", "doesn't respond in time", "Check that it runs and can be reached."),
    ("password", "refuses the user name or password", _CORRECT),
    ("resolve", "can't be found under that host name", _CORRECT),
    ("does not exist", "doesn't exist", "Create it, or correct its address in RUTINLOTS_DATABASE_URL."),
)


def explain(error: Exception, name: str, *, if_damaged: str = DAMAGED) -> str:
    """What is wrong with the database ``name``, and what to do, without any data; ``if_damaged`` what to do about damage."""
    message = str(getattr(error, "orig", None) or error).lower()
    for part, meaning, remedy in _CAUSES:
        if part in message:
            return f"{name} {meaning}. {if_damaged if remedy is DAMAGED else remedy}"
    return f"{name} failed ({type(error).__name__}). Check that it runs, and that it can be read and written."
