"""Makes ``expect(…).to_be_visible()`` wait without describing the page.

After each look that does not find the element, Playwright describes the whole page to itself, for a message of which only that of
the last look is ever read: twelve milliseconds of the page's time, some eight times a test. A locator's own wait does not.
"""

from typing import Any

from playwright.sync_api import Error, Locator, expect

_LAST_LOOK = 500  # ms; describes the page once more


def wait_before_describing(patience: int) -> None:
    """From now on, in this process; ``patience`` is the most ms that are waited where a test says nothing else."""
    kind = type(expect)
    plain = kind.__call__

    def expecting(self: Any, actual: Any, *message: Any, **more: Any) -> Any:
        made = plain(self, actual, *message, **more)
        if isinstance(actual, Locator):
            made.to_be_visible = _waiting(actual, made.to_be_visible, patience)
        return made

    kind.__call__ = expecting


def _waiting(actual: Locator, described: Any, patience: int) -> Any:
    def to_be_visible(*, visible: bool | None = None, timeout: float | None = None) -> None:
        if visible is False:
            described(visible=visible, timeout=timeout)
            return
        try:
            actual.wait_for(state="visible", timeout=patience if timeout is None else timeout)
        except Error:
            described(timeout=_LAST_LOOK)

    return to_be_visible
