"""The ``rutinlots`` command. Every error says what is wrong and what to do."""

import click

from rutinlots.commands.audit import print_audit
from rutinlots.commands.check import check
from rutinlots.commands.database import make_backup, put_back
from rutinlots.commands.demo import demo
from rutinlots.commands.identity import print_identity
from rutinlots.commands.lead import lead
from rutinlots.commands.replies import replies
from rutinlots.commands.retention import retention, ticket
from rutinlots.commands.rules import new_check, prove, withdraw_file
from rutinlots.commands.serve import serve
from rutinlots.commands.stage import stage
from rutinlots.commands.token import token


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Guidance for customer-service agents inside Freshdesk."""


for command in (
    serve, check, prove, withdraw_file, new_check, make_backup, put_back, token, print_identity, lead, replies, print_audit,
    retention, ticket, demo, stage,
):  # fmt: skip
    main.add_command(command)
