"""Which Freshdesk an event, and a row of the ledger, is about: its host name, empty for what is older than this."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None
_KEPT = "ticket, logged_at, unlogged_at, logged_by, unlogged_by"


def upgrade() -> None:
    op.add_column("events", sa.Column("tenant", sa.String(100), nullable=False, server_default=""))
    _replace_ledger([sa.Column("tenant", sa.String(100), primary_key=True, server_default="")], "tenant, ", "'', ")


def downgrade() -> None:
    op.execute("DELETE FROM ledger WHERE tenant <> ''")
    _replace_ledger([], "", "")
    with op.batch_alter_table("events") as events:
        events.drop_column("tenant")


def _replace_ledger(key: list[sa.Column[Any]], into: str, values: str) -> None:
    """A table's primary key can't be changed in SQLite."""
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "ledger_new",
        *key,
        sa.Column("ticket", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("logged_at", instant),
        sa.Column("unlogged_at", instant),
        sa.Column("logged_by", sa.String(120)),
        sa.Column("unlogged_by", sa.String(120)),
    )
    op.execute(f"INSERT INTO ledger_new ({into}{_KEPT}) SELECT {values}{_KEPT} FROM ledger")
    op.drop_table("ledger")
    op.rename_table("ledger_new", "ledger")
