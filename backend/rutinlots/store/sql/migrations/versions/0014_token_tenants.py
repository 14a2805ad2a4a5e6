"""Which Freshdesk accounts a token is for, and which one a check on trial would have spoken in; both empty for what is older."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("tokens", sa.Column("tenants", sa.String(500), nullable=False, server_default=""))
    _replace_hits([sa.Column("tenant", sa.String(100), primary_key=True, server_default="")])


def downgrade() -> None:
    op.execute("DELETE FROM trial_hits WHERE tenant <> ''")
    _replace_hits([])
    with op.batch_alter_table("tokens") as tokens:
        tokens.drop_column("tenants")


def _replace_hits(key: list[sa.Column[Any]]) -> None:
    """A table's primary key can't be changed in SQLite."""
    op.create_table(
        "trial_hits_new",
        *key,
        sa.Column("check_id", sa.String(80), primary_key=True),
        sa.Column("ticket", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("at", sa.DateTime(timezone=True), primary_key=True),
    )
    op.execute("INSERT INTO trial_hits_new (check_id, ticket, at) SELECT check_id, ticket, at FROM trial_hits")
    op.drop_table("trial_hits")
    op.rename_table("trial_hits_new", "trial_hits")
