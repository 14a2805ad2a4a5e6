"""A report of the page holds no word of it, can be made from anywhere, and becomes a page that the adapter is tried on."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Download, Page, expect

from e2e.harness.harness import Harness
from e2e.harness.pages import Overlay, Ticket
from e2e.mock.skeleton import NoSkeleton, as_ticket, kept, main, read
from e2e.tests.grid import soaked

TICKET = 90103
WORDS = ("kanarie", "zebedeus", "kvist")
CANARY = """() => {
  const walk = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.localName === 'rutinlots-overlay') continue;
      for (const {name} of [...element.attributes]) {
        if (/^(?:title|alt|value|placeholder|href|aria-(?!hidden|expanded)[a-z]+|data-.*|name|style)$/.test(name)) {
          element.setAttribute(name, 'Kanariefågel Kvist');
        }
      }
      element.classList.add('kanarie', 'zebedeus-kvist', 'ticket__KvistZebedeus', 'Kanariefågel');
      if (!element.id) element.id = 'kanarie-Kvist-7';
      element.setAttribute('data-own', 'kanarie');
      element.setAttribute('data-zebedeus-kvist', '');
      element.setAttribute('aria-kanarie', 'true');
      element.setAttribute('onmouseenter', '// Kanariefågel');
      for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) node.data = 'Zebedeus Kvist';
      if (element.shadowRoot) walk(element.shadowRoot);
    }
  };
  for (const mail of document.querySelectorAll('.fr-element, .text__content')) {
    mail.append(Object.assign(document.createElement('p'), {id: 'Kanariefågel', className: 'kvist'}));
  }
  for (const tag of ['zebedeus-kvist', 'kanarie']) document.body.append(document.createElement(tag));
  walk(document.body);
}"""


def replying(harness: Harness, page: Page | None = None) -> tuple[Page, Overlay]:
    page = harness.open(TICKET, page)
    ticket = Ticket(page)
    ticket.reply()
    expect(ticket.editor).to_contain_text("Med vänlig hälsning")
    return page, Overlay(page)


def report(overlay: Overlay) -> str:
    overlay.panel.get_by_role("button", name="Rapportera sidan").click()
    return overlay.panel.get_by_role("group", name="Sidans uppbyggnad").inner_text()


def saved(page: Page, overlay: Overlay, folder: Path) -> Path:
    """The report as the agent's browser saves it."""
    overlay.panel.get_by_role("button", name="Rapportera sidan").click()
    with page.expect_download() as waiting:
        overlay.panel.get_by_role("button", name="Spara som fil").click()
    download: Download = waiting.value
    file = folder / download.suggested_filename
    download.save_as(file)
    return file


def put_up(harness: Harness, file: Path) -> tuple[Page, Overlay]:
    """That page in place of the ticket's, with Freshdesk's own API behind it."""
    page = harness.new_page()
    body = as_ticket(file.read_text(encoding="utf-8"), TICKET)
    page.route(f"**/a/tickets/{TICKET}", lambda route: route.fulfill(body=body, content_type="text/html; charset=utf-8"))
    page.goto(harness.url(f"/a/tickets/{TICKET}"))
    overlay = Overlay(page)
    overlay.panel.wait_for()
    return page, overlay


def test_the_page_can_be_reported_where_nothing_seems_wrong_and_an_unknown_name_is_one_number_throughout(harness: Harness) -> None:
    page = harness.open_list()
    overlay = Overlay(page)
    for go_on in (harness.open_new_mail, lambda page: harness.open(TICKET, page), None):
        assert report(overlay).startswith("<body"), page.url
        overlay.panel.get_by_role("button", name="Stäng", exact=True).click()
        expect(overlay.panel.get_by_role("button", name="Rapportera sidan"), page.url).to_be_visible()
        if go_on:
            go_on(page)

    Ticket(page).reply()
    expect(Ticket(page).editor).to_contain_text("Med vänlig hälsning")
    page.evaluate("""() => {
      document.querySelector('#send-and-set').className = 'kvist-button';
      document.querySelector('.ticket-editor').classList.add('kvist-panel');
    }""")
    report_text = report(overlay)
    [number] = set(re.findall(r'class="(x\d+)-button"', report_text))
    assert re.search(rf'class="[^"]*\b{number}-panel\b', report_text)


@pytest.mark.parametrize(("variants", "state"), [("classic", "blind"), *soaked(("shadow", "well"))])
def test_a_report_holds_no_word_of_the_page(harness: Harness, variants: str, state: str) -> None:
    harness.mock.use(*variants.split())
    page, overlay = replying(harness)
    if state == "blind":
        page.evaluate("() => document.querySelector('.fr-element').removeAttribute('contenteditable')")
        expect(overlay.panel).to_contain_text("svarsrutan")
    page.evaluate(CANARY)
    report_text = report(overlay)
    assert [word for word in WORDS if word in report_text.lower()] == []
    assert "ågel" not in report_text
    assert str(TICKET) not in report_text
    assert "reply-btn-wrapper" in report_text
    assert "send-and-set" in report_text
    assert ("shadowrootmode" in report_text) is (variants == "shadow")


def test_a_reported_page_becomes_one_on_which_the_guard_is_tried_and_what_is_not_found_there_is_named(
    harness: Harness, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page, overlay = replying(harness)
    file = saved(page, overlay, tmp_path)
    assert main([str(file), "--name", "reported"], tmp_path / "skeletons") == 0
    assert "reported.html" in capsys.readouterr().out
    [made] = kept(tmp_path / "skeletons")
    made_page, seen = put_up(harness, made)
    expect(made_page.locator("#send-and-set")).to_have_count(1)
    made_page.locator("#send-and-set").evaluate("button => { button.disabled = false; button.click(); }")
    expect(seen.dialog.gate).to_contain_text("MAICCDIS")

    page.bring_to_front()
    page.evaluate("""() => {
      document.querySelector('.ticket-editor').className = 'skriv';
      for (const part of document.querySelectorAll('.reply-btn-wrapper, .reply-btn-wrapper *, .ticket-editor__footer')) {
        for (const name of ['class', 'id', 'data-test-id']) part.removeAttribute(name);
      }
    }""")
    overlay.panel.get_by_role("button", name="Stäng", exact=True).click()
    file = saved(page, overlay, tmp_path)
    assert main([str(file), "--name", "changed"], tmp_path) == 0
    _, seen = put_up(harness, tmp_path / "changed.html")
    expect(seen.panel).to_contain_text("knappen Skicka")
    expect(seen.panel).not_to_contain_text("svarsrutan")


@pytest.mark.parametrize("file", kept(), ids=lambda file: file.stem)
def test_every_kept_page_has_its_editor_and_its_send_button_found(harness: Harness, file: Path) -> None:
    harness.mock.use("api-refused")
    _, overlay = put_up(harness, file)
    expect(overlay.panel).to_contain_text("vem kunden är")  # a report has no names
    expect(overlay.panel).not_to_contain_text("svarsrutan")
    expect(overlay.panel).not_to_contain_text("knappen Skicka")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "begins with <body>"),
        ("<body>\n <p>Hej Anna</p>\n</body>", "line 2: a report has no text"),
        ("<body>\n <script></script>\n</body>", "line 2: <script>"),
        ('<body>\n <p onclick="x"></p>\n</body>', "line 2: onclick of <p>"),
        ('<body>\n <a href="https://example.com"></a>\n</body>', "line 2: href of <a>"),
        ("<body>\n <p>\n", "<p> is never closed"),
        ("<body>\n </p>\n</body>", "line 2: </p> closes nothing"),
    ],
)
def test_what_is_no_report_is_refused_with_its_line(text: str, said: str) -> None:
    with pytest.raises(NoSkeleton) as refused:
        read(text)
    assert said in str(refused.value)


def test_a_file_that_is_not_there_and_a_name_that_leads_elsewhere_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "none.txt")], tmp_path) == 2
    assert "none.txt" in capsys.readouterr().err
    assert main([str(tmp_path / "none.txt"), "--name", "../none"], tmp_path) == 2
    assert "can't be a page's name" in capsys.readouterr().err
