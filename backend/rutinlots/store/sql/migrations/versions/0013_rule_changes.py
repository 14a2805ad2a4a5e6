"""The history of rule files, and those published to the database."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rule_changes",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(120), nullable=False),
        sa.Column("file", sa.String(200), nullable=False),
        sa.Column("before", sa.Text, nullable=False),
        sa.Column("after", sa.Text, nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
    )
    op.create_index("rule_changes_by_time", "rule_changes", ["at"])
    op.create_table(
        "rule_texts",
        sa.Column("file", sa.String(200), primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("base", sa.String(64), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("rule_texts")
    op.drop_index("rule_changes_by_time", "rule_changes")
    op.drop_table("rule_changes")
