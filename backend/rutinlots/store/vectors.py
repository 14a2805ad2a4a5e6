"""Vectors of the library's own texts: of snippets, replies and keywords, never of anything that a customer wrote."""

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, delete, func, select

from rutinlots.store.sql.database import Database
from rutinlots.store.sql.tables import vectors

AT_ONCE = 500  # keys in one question: SQLite has a limit
SPARE = 4  # when there are so many times more than are used, the others are deleted


class Vectors:
    """Vectors as bytes by a hash. Every method raises :class:`StoreError` when the database can't be used."""

    def __init__(self, database: Database):
        self._database = database

    def get(self, hashes: Collection[str]) -> dict[str, bytes]:
        """Those of the vectors that are kept."""
        asked = list(hashes)

        def read(connection: Connection) -> dict[str, bytes]:
            found: dict[str, bytes] = {}
            for start in range(0, len(asked), AT_ONCE):
                some = select(vectors).where(vectors.c.hash.in_(asked[start : start + AT_ONCE]))
                found.update((row.hash, bytes(row.vector)) for row in connection.execute(some))
            return found

        return self._database.reading(read)

    def add(self, found: Mapping[str, bytes]) -> None:
        """Keep more vectors."""
        if found:
            rows = [{"hash": key, "vector": vector} for key, vector in sorted(found.items())]
            insert = self._database.insert(vectors).on_conflict_do_nothing()
            self._database.writing(lambda connection: connection.execute(insert, rows))

    def keep(self, hashes: Collection[str]) -> None:
        """Delete those of texts that are no longer in the library, once they are many."""
        used = self.get(hashes)

        def tidy(connection: Connection) -> None:
            if connection.execute(select(func.count()).select_from(vectors)).scalar_one() > SPARE * max(len(used), 1):
                connection.execute(delete(vectors))
                connection.execute(vectors.insert(), [{"hash": key, "vector": vector} for key, vector in used.items()])

        if used:
            self._database.writing(tidy)
