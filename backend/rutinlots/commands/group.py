"""The ``rutinlots`` command. Every error says what is wrong and what to do."""

import click

from rutinlots.commands.access.identity import print_identity
from rutinlots.commands.access.lead import lead
from rutinlots.commands.access.token import token
from rutinlots.commands.audit import print_audit
from rutinlots.commands.database import make_backup, put_back
from rutinlots.commands.replies import replies
from rutinlots.commands.retention import retention, ticket
from rutinlots.commands.rules.check import check
from rutinlots.commands.rules.rules import new_check, prove, withdraw_file
from rutinlots.commands.serving.demo import demo
from rutinlots.commands.serving.serve import serve
from rutinlots.commands.serving.stage import stage


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Guidance for customer-service agents inside Freshdesk."""


for command in (
    serve, check, prove, withdraw_file, new_check, make_backup, put_back, token, print_identity, lead, replies, print_audit,
    retention, ticket, demo, stage,
):  # fmt: skip
    main.add_command(command)
