"""How far a check or a snippet has come: on trial, in use, or out of use."""

from typing import Literal, get_args

Status = Literal["trial", "active", "retired"]
STATUSES: tuple[Status, ...] = get_args(Status)
