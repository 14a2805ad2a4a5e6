"""How a session began, and which passwords must be changed at the first login."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sessions", sa.Column("method", sa.String(16), nullable=False, server_default="password"))
    op.add_column("leads", sa.Column("first", sa.Boolean, nullable=False, server_default=sa.false()))


def downgrade() -> None:
    with op.batch_alter_table("leads") as leads:
        leads.drop_column("first")
    with op.batch_alter_table("sessions") as sessions:
        sessions.drop_column("method")
