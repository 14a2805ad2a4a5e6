"""Team leaders who may see the pages, and their sessions."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "leads",
        sa.Column("name", sa.String(80), primary_key=True),
        sa.Column("hash", sa.String(200), nullable=False),
        sa.Column("created_at", instant, nullable=False),
    )
    op.create_table(
        "sessions",
        sa.Column("hash", sa.String(64), primary_key=True),
        sa.Column("lead", sa.String(80), nullable=False),
        sa.Column("expires_at", instant, nullable=False),
    )


def downgrade() -> None:
    for table in ("sessions", "leads"):
        op.drop_table(table)
