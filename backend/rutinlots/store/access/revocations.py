"""What must never be valid again: revoked tokens, replaced passwords, ended passes. A restore carries it over."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Connection, Row, delete, select, update

from rutinlots.store.audit import carry_entries
from rutinlots.store.sql.database import Database, open_database
from rutinlots.store.sql.tables import leads, revocations, sessions, tokens

Kind = Literal["token", "lead", "pass"]
_PASS_LIFE = timedelta(days=1)  # longer than any pass is valid


class Revocations:
    """``what`` is a token's hash, a lead's name (passwords set before that time are void) or a pass's hash."""

    def __init__(self, database: Database):
        self._database = database

    def end_pass(self, what: str, now: datetime) -> None:
        """Make a pass worthless."""

        def end(connection: Connection) -> None:
            past = (revocations.c.kind == "pass") & (revocations.c.at < now - _PASS_LIFE)
            connection.execute(delete(revocations).where(past))
            revoke(self._database, connection, "pass", what, now)

        self._database.writing(end)

    def passes(self) -> set[str]:
        """The hashes of the passes that were ended."""
        ended = select(revocations.c.what).where(revocations.c.kind == "pass")
        return set(self._database.reading(lambda connection: connection.execute(ended).scalars().all()))


def revoke(database: Database, connection: Connection, kind: Kind, what: str, at: datetime) -> None:
    """Note a revocation within a transaction; a later time replaces an earlier one."""
    insert = database.insert(revocations).values(kind=kind, what=what, at=at)
    connection.execute(insert.on_conflict_do_update(index_elements=["kind", "what"], set_={"at": insert.excluded.at}))


def carry_over(old: str, new: str) -> list[str]:
    """Apply the revocations of the database at address ``old`` to the one at ``new``, end its sessions and keep the audit trail.

    Returns what it changed, in sentences. Raises :class:`StoreError` if either can't be used.
    """
    before, after = open_database(old), open_database(new)
    try:
        with before.read() as source:
            known = source.execute(select(revocations)).all()
            today = {row.name: row for row in source.execute(select(leads))}
            made = {row.hash: row for row in source.execute(select(tokens))}
        with before.read() as source, after.write() as target:
            for row in known:
                earlier = target.execute(
                    select(revocations.c.at).where((revocations.c.kind == row.kind) & (revocations.c.what == row.what))
                ).scalar_one_or_none()
                if earlier is None or earlier < row.at:
                    revoke(after, target, row.kind, row.what, row.at)
            target.execute(delete(sessions))
            carry_entries(source, target)
            return [*_tokens(target, set(made)), *_leads(target, today)]
    finally:
        before.close()
        after.close()


def _tokens(target: Connection, today: set[str]) -> Iterator[str]:
    revoked = {row.what: row.at for row in target.execute(select(revocations).where(revocations.c.kind == "token"))}
    restored = target.execute(select(tokens).order_by(tokens.c.id)).all()
    for row in restored:
        if row.revoked_at is None and row.hash in revoked:
            target.execute(update(tokens).where(tokens.c.id == row.id).values(revoked_at=revoked[row.hash]))
            yield f"Token {row.id} ({row.name}) stays revoked."
    if missing := len(today - {row.hash for row in restored} - set(revoked)):
        yield f"{missing} token(s) made since the backup are gone. Create new ones with: rutinlots token create NAME"


def _leads(target: Connection, today: Mapping[str, Row[Any]]) -> Iterator[str]:
    void = {row.what: row.at for row in target.execute(select(revocations).where(revocations.c.kind == "lead"))}
    restored = target.execute(select(leads).order_by(leads.c.name)).all()
    for row in restored:
        if row.name not in void or row.changed_at >= void[row.name]:
            continue
        target.execute(delete(leads).where(leads.c.name == row.name))
        if (now := today.get(row.name)) is not None:
            target.execute(leads.insert().values(now._mapping))
            yield f"{row.name} keeps the password that was set since the backup."
        else:
            yield f"{row.name} stays removed."
    for name in sorted(set(today) - {row.name for row in restored}):
        yield f"{name}, added since the backup, can't log in. Add again with: rutinlots lead add {name}"
