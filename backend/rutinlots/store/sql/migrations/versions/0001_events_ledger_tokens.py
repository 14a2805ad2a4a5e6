"""Events, the log ledger and tokens."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "events",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("at", instant, nullable=False),
        sa.Column("received_at", instant, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("ticket", sa.BigInteger),
        sa.Column("check_id", sa.String(80)),
        sa.Column("snippet_id", sa.String(80)),
        sa.Column("guide_id", sa.String(80)),
        sa.Column("reason", sa.String(200)),
    )
    op.create_index("events_by_time", "events", ["at"])
    op.create_table(
        "ledger",
        sa.Column("ticket", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("logged_at", instant),
        sa.Column("unlogged_at", instant),
    )
    op.create_table(
        "tokens",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False, unique=True),
        sa.Column("created_at", instant, nullable=False),
        sa.Column("revoked_at", instant),
    )


def downgrade() -> None:
    for table in ("tokens", "ledger", "events"):
        op.drop_table(table)
