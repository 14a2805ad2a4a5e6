"""The only SQL: events, the log ledger, tokens, logins and the company's replies, in SQLite or PostgreSQL."""

from sqlalchemy import text

from rutinlots.store.access.leads import Lead, Leads
from rutinlots.store.access.login_tries import LoginTries
from rutinlots.store.access.revocations import Revocations
from rutinlots.store.access.sessions import Session, Sessions
from rutinlots.store.access.tokens import Token, Tokens
from rutinlots.store.audit import Author, Trail
from rutinlots.store.choices import Choices, Chosen
from rutinlots.store.courses import Attempt, Course, Courses, Member
from rutinlots.store.ledger import Event, Ledger
from rutinlots.store.replies import Library, Pulled, Replies
from rutinlots.store.retention import Retention
from rutinlots.store.rule_changes import Change, Overtaken, Published, RuleChanges, hash_of, published_at
from rutinlots.store.sql.causes import StoreError
from rutinlots.store.sql.database import IN_MEMORY, Database, open_database
from rutinlots.store.statistics import Counts, Statistics
from rutinlots.store.trial_hits import Tally, TrialHits
from rutinlots.store.vectors import Vectors

__all__ = [
    "IN_MEMORY",
    "Attempt",
    "Author",
    "Change",
    "Choices",
    "Chosen",
    "Counts",
    "Course",
    "Courses",
    "Database",
    "Event",
    "Lead",
    "Leads",
    "Ledger",
    "Library",
    "LoginTries",
    "Member",
    "Overtaken",
    "Published",
    "Pulled",
    "Replies",
    "Revocations",
    "RuleChanges",
    "Session",
    "Sessions",
    "Statistics",
    "Store",
    "StoreError",
    "Tally",
    "Token",
    "Tokens",
    "TrialHits",
    "Vectors",
    "hash_of",
    "published_at",
]


class Store:
    """An open database with its ledger, leads, replies and tokens. Raises :class:`StoreError` when it can't be opened."""

    def __init__(self, address: str = IN_MEMORY, *, connections: int = 8, patient: bool = False):
        self._database = open_database(address, connections=connections, patient=patient)
        self.audit = Trail(self._database)
        self.choices = Choices(self._database)
        self.courses = Courses(self._database)
        self.ledger = Ledger(self._database)
        self.leads = Leads(self._database)
        self.replies = Replies(self._database)
        self.tokens = Tokens(self._database)
        self.login_tries = LoginTries(self._database)
        self.retention = Retention(self._database)
        self.sessions = Sessions(self._database)
        self.revocations = Revocations(self._database)
        self.rule_changes = RuleChanges(self._database)
        self.statistics = Statistics(self._database)
        self.trial_hits = TrialHits(self._database)
        self.vectors = Vectors(self._database)

    def probe(self) -> None:
        """Raise :class:`StoreError` if the database doesn't respond or has no room."""
        # reads a page: an open connection alone proves little
        self._database.reading(lambda connection: connection.execute(text("SELECT 1 FROM ledger LIMIT 1")).all())
        self._database.require_room()

    def disconnect(self) -> None:
        """Close the open connections and end their threads, which no two processes can share; new ones come when needed."""
        self._database.disconnect()

    def close(self) -> None:
        """Close the database."""
        self._database.close()
