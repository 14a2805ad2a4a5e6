"""Alembic's entry: migrates over the connection that :mod:`rutinlots.store.database` hands it."""

from alembic import context

from rutinlots.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite alters tables by making them anew
)
context.run_migrations()
