"""Each test of the checks reads its thread itself: what an earlier one found would hide a fault in what finds it."""

import pytest

from rutinlots.core import context
from rutinlots.core.kept import Kept


@pytest.fixture(autouse=True)
def no_thread_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(context, "_threads", Kept(1_000_000))
