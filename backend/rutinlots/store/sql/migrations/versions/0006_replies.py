"""The company's own replies, and what team leaders say about them."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "replies",
        sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("folder", sa.String(200), nullable=False),
        sa.Column("title", sa.String(500), nullable=False),
        sa.Column("html", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("attachments", sa.Text, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("changed_at", instant, nullable=False),
        sa.Column("gone_at", instant),
    )
    op.create_table(
        "reply_notes",
        sa.Column("reply", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("off", sa.Boolean, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("answers", sa.String(80)),
        sa.Column("instead_of", sa.String(80)),
    )
    library = op.create_table(
        "library",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("starter_off", sa.Boolean, nullable=False),
        sa.Column("pulled_at", instant),
    )
    op.bulk_insert(library, [{"id": 1, "version": 0, "starter_off": False}])


def downgrade() -> None:
    for table in ("library", "reply_notes", "replies"):
        op.drop_table(table)
