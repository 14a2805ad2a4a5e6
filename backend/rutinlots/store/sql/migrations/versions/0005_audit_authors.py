"""The audit trail, and who sent an event and logged a ticket."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.String(32), nullable=False),
        sa.Column("who", sa.String(120), nullable=False),
        sa.Column("source", sa.String(64), nullable=False),
        sa.Column("about", sa.String(120), nullable=False),
    )
    op.create_index("audit_by_time", "audit", ["at"])
    op.add_column("events", sa.Column("author", sa.String(120)))
    op.add_column("ledger", sa.Column("logged_by", sa.String(120)))
    op.add_column("ledger", sa.Column("unlogged_by", sa.String(120)))


def downgrade() -> None:
    for column in ("unlogged_by", "logged_by"):
        with op.batch_alter_table("ledger") as ledger:
            ledger.drop_column(column)
    with op.batch_alter_table("events") as events:
        events.drop_column("author")
    op.drop_table("audit")
