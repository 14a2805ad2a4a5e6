"""Alembic's entry point: migrates over the connection given by :mod:`rutinlots.store.sql.database`."""

from alembic import context

from rutinlots.store.sql.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite alters tables by recreating them
)
context.run_migrations()
