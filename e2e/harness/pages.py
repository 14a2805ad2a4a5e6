"""Page objects for tests and the demo: locators by role and name, actions as verbs, no assertions."""

import re

from playwright.sync_api import Locator, Page


def go_to(page: Page, ticket_id: int) -> Page:
    """Another ticket in the open tab, as Freshdesk goes there: without loading the page. Returns once it is shown."""
    go = "path => { history.pushState({}, '', path); dispatchEvent(new PopStateEvent('popstate')); }"
    shown = page.locator(".page-actions").element_handle()
    page.evaluate(go, f"/a/tickets/{ticket_id}")
    shown.wait_for_element_state("hidden")
    shown.dispose()  # else the page that was left is kept in memory by it
    page.locator(".page-actions").wait_for()
    return page


class Ticket:
    """A ticket's page in the mock, or the page for a new mail."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.editor = page.locator(".fr-element").last
        self.send_button = page.locator("#send-and-set").last

    def reply(self) -> None:
        """Open a reply by whichever opener the variant has."""
        opener = self.page.get_by_role("button", name="Svara", exact=True)
        others = self.page.locator('[data-test-id="ticket-action-reply"], .editor-placeholder')
        opener.or_(others).filter(visible=True).first.click()
        self.editor.wait_for()

    def forward(self) -> None:
        self.page.get_by_role("button", name="Vidarebefordra", exact=True).filter(visible=True).first.click()
        self.editor.wait_for()

    def note(self) -> None:
        self.page.get_by_role("button", name="Lägg till anteckning", exact=True).filter(visible=True).first.click()
        self.editor.wait_for()

    def write(self, text: str) -> None:
        """Type in place of the whole text above the quoted history, signature included."""
        self.editor.click()
        self.page.keyboard.press("Control+a")
        self.type(text)

    def type(self, text: str) -> None:
        """Put the text in where the caret is, at once; the editor makes of it what it makes of the lines typed one by one."""
        self.page.keyboard.insert_text(text)
        if "\n" in text:  # Chromium leaves the caret as many characters early as there were line ends
            self.page.evaluate("getSelection().modify('move', 'forward', 'paragraphboundary')")

    def text(self) -> str:
        """The text in the editor without the quoted history."""
        return self.editor.evaluate(
            "e => [...e.children].filter(c => c.isContentEditable).map(c => c.innerText.replace(/\\n$/, '')).join('\\n')"
        )

    def send(self) -> None:
        self.send_button.click()

    def send_and_close(self) -> None:
        self.page.get_by_label("Fler sätt att skicka").last.click()
        self.page.get_by_role("menuitem", name="Skicka och inställt som Avslutad").click()

    def choose(self, field: str, value: str) -> None:
        """Choose a property's value as a person does."""
        self.page.get_by_role("button", name=field, exact=True).click()
        self.page.get_by_role("option", name=value, exact=True).click()


class Overlay:
    """Rutinlots' panel, marks, hover card and send dialog."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.host = page.locator("rutinlots-overlay")
        self.panel = self.host.get_by_role("group", name="Rutinlots")
        self.marks = self.host.get_by_role("list", name="Märkningar på ärendet")
        self.suggestions = self.host.get_by_role("list", name="Passar ärendet")
        self.guides = self.host.get_by_role("region", name="Steg för steg")
        self.findings = self.panel.get_by_role("article")
        self.dialog = Dialog(self.host)
        self.toast = self.host.locator(".toast")

    def finding(self, title: str) -> Locator:
        return self.panel.get_by_role("article").filter(has_text=title)

    def suggestion(self, title: str) -> Locator:
        return self.suggestions.get_by_role("listitem").filter(has_text=title)

    def insert(self, title: str) -> None:
        self.suggestion(title).get_by_role("button", name="Infoga").click()

    def search(self, words: str) -> None:
        self.panel.get_by_role("button", name="Sök bland alla").click()
        self.panel.get_by_role("searchbox").fill(words)

    def found(self, title: str) -> Locator:
        return self.panel.locator("#snippet-results").get_by_role("listitem").filter(has_text=title)


class Dialog:
    """The one send dialog."""

    def __init__(self, host: Locator) -> None:
        self.box = host.get_by_role("dialog")
        self.gate = self.box.get_by_role("region", name="Logga i CAB")
        self.log_text = self.box.get_by_label("Text till loggen")
        self.copy = self.box.get_by_role("button", name="Kopiera texten")
        self.back = self.box.get_by_role("button", name="Tillbaka till")
        self.foot = self.box.locator(".dialog-foot")
        self.logged = self.foot.get_by_role("button", name="Loggat – skicka")
        self.repaired = self.foot.get_by_role("button", name="Redan loggat – bara en liten ändring")
        self.copied = self.box.get_by_text("Kopierat", exact=True)
        self.anyway = self.box.get_by_role("button", name=re.compile("(Skicka|Lägg till) ändå"))

    def finding(self, title: str) -> Locator:
        return self.box.get_by_role("article").filter(has_text=title)
