"""Courses of practice, who takes part in them, and how it went."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "courses",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("code", sa.String(16), nullable=False, unique=True),
        sa.Column("title", sa.String(80), nullable=False),
        sa.Column("owner", sa.String(80), nullable=False),
        sa.Column("scenarios", sa.Text, nullable=False),
        sa.Column("hints", sa.Boolean, nullable=False),
        sa.Column("minutes", sa.Integer),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "course_members",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("course", sa.Integer, nullable=False, index=True),
        sa.Column("nickname", sa.String(24)),
        sa.Column("hash", sa.String(64), unique=True),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("scenario", sa.String(80)),
    )
    op.create_table(
        "course_results",
        sa.Column("member", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("attempt", sa.String(16), primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("scenario", sa.String(80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seconds", sa.Integer, nullable=False),
        sa.Column("solved", sa.Boolean, nullable=False),
        sa.Column("points", sa.Text, nullable=False),
        sa.Column("missed", sa.Text, nullable=False),
    )


def downgrade() -> None:
    for table in ("course_results", "course_members", "courses"):
        op.drop_table(table)
