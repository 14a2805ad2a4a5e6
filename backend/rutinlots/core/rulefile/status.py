"""The statuses of a check or a snippet: on trial, or in use."""

from typing import Literal, get_args

Status = Literal["trial", "active"]
STATUSES: tuple[Status, ...] = get_args(Status)
