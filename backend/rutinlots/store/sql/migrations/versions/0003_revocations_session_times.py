"""What must never be valid again, when a password was set, and when a session began and was last used."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "revocations",
        sa.Column("kind", sa.String(16), primary_key=True),
        sa.Column("what", sa.String(80), primary_key=True),
        sa.Column("at", instant, nullable=False),
    )
    op.execute("INSERT INTO revocations (kind, what, at) SELECT 'token', hash, revoked_at FROM tokens WHERE revoked_at IS NOT NULL")
    with op.batch_alter_table("leads") as leads:
        leads.add_column(sa.Column("changed_at", instant))
    op.execute("UPDATE leads SET changed_at = created_at")
    with op.batch_alter_table("leads") as leads:
        leads.alter_column("changed_at", existing_type=instant, nullable=False)
    op.drop_table("sessions")  # everyone logs in again: an old session doesn't tell when it began
    op.create_table(
        "sessions",
        sa.Column("hash", sa.String(64), primary_key=True),
        sa.Column("lead", sa.String(80), nullable=False),
        sa.Column("began_at", instant, nullable=False),
        sa.Column("seen_at", instant, nullable=False),
        sa.Column("expires_at", instant, nullable=False),
    )


def downgrade() -> None:
    with op.batch_alter_table("sessions") as sessions:
        sessions.drop_column("began_at")
        sessions.drop_column("seen_at")
    with op.batch_alter_table("leads") as leads:
        leads.drop_column("changed_at")
    op.drop_table("revocations")
