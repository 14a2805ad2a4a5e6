"""The sizes and situations in which the cover is measured, each reached as an agent reaches it."""

from collections.abc import Callable, Mapping

from playwright.sync_api import Page, expect

from e2e.harness.harness import Harness
from e2e.harness.mails import REPLY
from e2e.harness.pages import Overlay, Ticket

TICKET = 90103
CLEAN = 90104  # nothing to warn about in a reply to it
SIZES: Mapping[str, tuple[int, int]] = {
    "1440×900": (1440, 900), "1280×720": (1280, 720), "1024×640": (1024, 640), "200 %": (720, 450),
}  # fmt: skip

Situation = Callable[[Harness, Page], None]


def _ticket(harness: Harness, page: Page) -> None:
    harness.open(TICKET, page)
    _known(page)


def _known(page: Page) -> None:
    """The verdict is there, in the panel or on the pill."""
    overlay = Overlay(page)
    there = overlay.host.locator("#panel .state:not(.checking), #pill:not(.checking)")
    expect(there).to_be_attached(timeout=20_000)


def _reply(harness: Harness, page: Page) -> None:
    _ticket(harness, page)
    Ticket(page).reply()
    Ticket(page).type("Hej!")
    expect(Overlay(page).host.locator("#panel article, #pill .pill-count").first).to_be_attached(timeout=20_000)


def _opened(page: Page) -> Overlay:
    """The overlay with its panel open: by the agent, where it is folded to the pill for want of room."""
    overlay = Overlay(page)
    if overlay.host.locator("#pill").count():
        overlay.host.locator("#pill").dispatch_event("click")
    return overlay


def _open_guide(page: Page) -> None:
    overlay = _opened(page)
    everything = overlay.host.get_by_role("button", name="Alla guider")
    everything.dispatch_event("click")
    overlay.host.locator("#all-guides button").first.dispatch_event("click")
    overlay.host.locator("#guide, #pill").first.wait_for(state="attached")


def _guide(harness: Harness, page: Page) -> None:
    _ticket(harness, page)
    _open_guide(page)


def _guide_and_reply(harness: Harness, page: Page) -> None:
    _reply(harness, page)
    _open_guide(page)


def _canned(harness: Harness, page: Page) -> None:
    _reply(harness, page)
    page.locator(".ticket-editor__tools").get_by_label("Svarsmallar").last.dispatch_event("click")
    page.locator(".canned-panel").wait_for()


def _activities(harness: Harness, page: Page) -> None:
    _ticket(harness, page)
    page.locator("[data-test-toggle-activity]").dispatch_event("click")
    page.locator(".drawer").wait_for()


def _notifications(harness: Harness, page: Page) -> None:
    _reply(harness, page)
    page.locator("#irisDropdown").dispatch_event("click")
    page.locator(".drawer").wait_for()


def _new_mail(harness: Harness, page: Page) -> None:
    harness.open_new_mail(page)
    _known(page)


def _new_mail_opened(harness: Harness, page: Page) -> None:
    _new_mail(harness, page)
    _opened(page).panel.wait_for()


def _list(harness: Harness, page: Page) -> None:
    harness.open_list(page)
    _known(page)


def _list_opened(harness: Harness, page: Page) -> None:
    _list(harness, page)
    _opened(page).panel.wait_for()


def _notices(harness: Harness, page: Page) -> None:
    _reply(harness, page)
    overlay = _opened(page)
    overlay.host.get_by_role("button", name="Fel larm").first.dispatch_event("click")
    overlay.toast.wait_for()


def _sent(harness: Harness, page: Page) -> None:
    harness.mock.set_properties(CLEAN, {"Typ": "Fråga", "Interna kategorier": "Avtal"})
    harness.open(CLEAN, page)
    ticket, overlay = Ticket(page), Overlay(page)
    ticket.reply()
    expect(ticket.editor).to_contain_text("Med vänlig hälsning")
    ticket.write(REPLY)
    page.get_by_label("Fler sätt att skicka").last.click()
    page.locator(".ember-basic-dropdown-content").get_by_text("Skicka och inställt som Avslutad").click()
    overlay.dialog.logged.click()
    overlay.toast.wait_for()
    page.locator(".tickets__list").wait_for()


def _folded(harness: Harness, page: Page) -> None:
    _reply(harness, page)
    fold = Overlay(page).host.get_by_role("button", name="Fäll ihop panelen")
    if fold.count():
        fold.dispatch_event("click")
    Overlay(page).host.locator("#pill").wait_for()


SITUATIONS: Mapping[str, Situation] = {
    "ticket at rest": _ticket,
    "reply open": _reply,
    "guide open": _guide,
    "guide and reply": _guide_and_reply,
    "canned responses": _canned,
    "drawer in the page": _activities,
    "drawer over the page": _notifications,
    "new mail": _new_mail,
    "ticket list": _list,
    "notice shown": _notices,
    "folded": _folded,
}
MORE: Mapping[str, Situation] = {  # measured by the command alone
    "new mail, opened": _new_mail_opened,
    "list, opened": _list_opened,
    "mail sent": _sent,
}
# The agent opens the panel where it is folded for want of room: a page that is made smaller afterwards folds it.
BY_HAND = frozenset(("guide open", "guide and reply", "notice shown", "new mail, opened", "list, opened", "mail sent"))
