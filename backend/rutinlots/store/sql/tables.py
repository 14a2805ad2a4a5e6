"""The tables; ``migrations`` creates them (a test compares the two)."""

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    false,
)  # fmt: skip
from sqlalchemy.types import TypeDecorator


class Instant(TypeDecorator[datetime]):
    """A timezone-aware datetime, stored as UTC (SQLite has no time zones)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


metadata = MetaData()

# Events from the agents' browsers: ids and outcomes, never mail text.
events = Table(
    "events",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("at", Instant, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("tenant", String(100), nullable=False, server_default=""),
    Column("ticket", BigInteger),
    Column("check_id", String(80)),
    Column("snippet_id", String(80)),
    Column("guide_id", String(80)),
    Column("reason", String(200)),
    Column("author", String(120)),
    Index("events_by_time", "at"),
)

# Per ticket of a Freshdesk account, named by its host: when it was last logged in CAB and by whom, and when a mail last left
# without being logged.
ledger = Table(
    "ledger",
    metadata,
    Column("tenant", String(100), primary_key=True, server_default=""),
    Column("ticket", BigInteger, primary_key=True, autoincrement=False),
    Column("logged_at", Instant),
    Column("unlogged_at", Instant),
    Column("logged_by", String(120)),
    Column("unlogged_by", String(120)),
)

# API tokens: only their hashes. tenants: host names of Freshdesk accounts, comma-separated; empty for every account.
tokens = Table(
    "tokens",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(80), nullable=False),
    Column("role", String(16), nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
    Column("created_at", Instant, nullable=False),
    Column("revoked_at", Instant),
    Column("tenants", String(500), nullable=False, server_default=""),
)

# Logins to the pages: only an argon2 hash of the password, or nothing for who uses the company's login. first: the password
# was set by an administrator.
leads = Table(
    "leads",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("hash", String(200), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("first", Boolean, nullable=False, server_default=false()),
)

# What must never be valid again, also after a restore: see revocations.py.
revocations = Table(
    "revocations",
    metadata,
    Column("kind", String(16), primary_key=True),
    Column("what", String(80), primary_key=True),
    Column("at", Instant, nullable=False),
)

# Sessions: only the hash of the cookie's secret, and how the person logged in.
sessions = Table(
    "sessions",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("lead", String(80), nullable=False),
    Column("method", String(16), nullable=False, server_default="password"),
    Column("began_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
)

# How many passwords may still be tried, by the hash of whose tries they are.
login_tries = Table(
    "login_tries",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("left", Float, nullable=False),
    Column("at", Instant, nullable=False),
)

# The company's canned responses as they were last pulled; gone_at is when one was no longer in Freshdesk.
replies = Table(
    "replies",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("folder", String(200), nullable=False),
    Column("title", String(500), nullable=False),
    Column("html", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("attachments", Text, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("gone_at", Instant),
)

# What team leaders have said about replies: apart from them, so that no pull can touch it.
reply_notes = Table(
    "reply_notes",
    metadata,
    Column("reply", BigInteger, primary_key=True, autoincrement=False),
    Column("off", Boolean, nullable=False),
    Column("words", Text, nullable=False),
    Column("answers", String(80)),
    Column("instead_of", String(80)),
)

# One row: version grows with every change to replies, notes or this; servers look at it.
library = Table(
    "library",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),
    Column("starter_off", Boolean, nullable=False),
    Column("pulled_at", Instant),
)

# Who did what, from where: see audit.py.
audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("what", String(32), nullable=False),
    Column("who", String(120), nullable=False),
    Column("source", String(64), nullable=False),
    Column("about", String(120), nullable=False),
    Index("audit_by_time", "at"),
)

# Vectors of the library's own texts, by a hash of text and encoder, so that a server starts without encoding them again.
vectors = Table(
    "vectors",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)

# What checks on trial would have shown; at is the beginning of a half hour, ticket 0 a mail without one.
trial_hits = Table(
    "trial_hits",
    metadata,
    Column("tenant", String(100), primary_key=True, server_default=""),
    Column("check_id", String(80), primary_key=True),
    Column("ticket", BigInteger, primary_key=True, autoincrement=False),
    Column("at", Instant, primary_key=True),
)

# What agents have chosen each reply for: a sum of at least five mails' vectors, see choices.py.
choices = Table(
    "choices",
    metadata,
    Column("reply", String(80), primary_key=True),
    Column("encoder", String(80), nullable=False),
    Column("total", LargeBinary, nullable=False),
    Column("weight", Float, nullable=False),
    Column("agents", Text, nullable=False),
    Column("at", Instant, nullable=False),
)

# Every change of a rule file: the whole text before and after, so that it can be read and undone. Empty: no file.
rule_changes = Table(
    "rule_changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("who", String(120), nullable=False),
    Column("file", String(200), nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("reason", String(500), nullable=False),
    Index("rule_changes_by_time", "at"),
)

# Rule files published to the database, where the folder can't be written or several servers follow; base is a hash of what the
# folder had then.
rule_texts = Table(
    "rule_texts",
    metadata,
    Column("file", String(200), primary_key=True),
    Column("text", Text, nullable=False),
    Column("base", String(64), nullable=False),
)

# Courses of practice: what is practised and until when. code is what participants join with, owner the lead who began it.
courses = Table(
    "courses",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", String(16), nullable=False, unique=True),
    Column("title", String(80), nullable=False),
    Column("owner", String(80), nullable=False),
    Column("scenarios", Text, nullable=False),
    Column("hints", Boolean, nullable=False),
    Column("minutes", Integer),
    Column("began_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
)

# Who takes part: a nickname of their own choosing, which goes when the course ends, and only a hash of the cookie's secret.
course_members = Table(
    "course_members",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("course", Integer, nullable=False, index=True),
    Column("nickname", String(24)),
    Column("hash", String(64), unique=True),
    Column("joined_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("scenario", String(80)),
)

# How it went each time: ids, points by routine and outcomes, never a word of what was written.
course_results = Table(
    "course_results",
    metadata,
    Column("member", Integer, primary_key=True, autoincrement=False),
    Column("attempt", String(16), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("scenario", String(80), nullable=False),
    Column("at", Instant, nullable=False),
    Column("seconds", Integer, nullable=False),
    Column("solved", Boolean, nullable=False),
    Column("points", Text, nullable=False),
    Column("missed", Text, nullable=False),
)
