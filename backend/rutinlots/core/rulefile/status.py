"""How far a check or a snippet has come: on trial, or in use."""

from typing import Literal, get_args

Status = Literal["trial", "active"]
STATUSES: tuple[Status, ...] = get_args(Status)
