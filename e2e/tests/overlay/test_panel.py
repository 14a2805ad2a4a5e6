"""What is in the panel: states in, roles and words out, actions back."""

import pytest
from playwright.sync_api import Page, expect

from .page import OverlayPage
from .states import ALL, CLOSING, FOUND, GUIDE, MARKS, REQUIRED, SALUTATION, STATES, SUGGESTIONS


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("checking", "Kontrollerar …"),
        ("quiet", "Inget att anmärka på"),
        ("offline", "du kan skicka som vanligt"),
        ("blind", "svarsrutan"),
    ],
)
def test_each_state_is_said_in_words(overlay: OverlayPage, state: str, words: str) -> None:
    overlay.show(**STATES[state])

    expect(overlay.panel).to_contain_text(words)


def test_where_there_is_nothing_to_guide_it_is_folded_and_says_so_when_opened(overlay: OverlayPage) -> None:
    overlay.show(**STATES["idle"])

    overlay.panel.get_by_role("button", name="Inget ärende öppet").click()

    expect(overlay.panel).to_contain_text("Öppna ett ärende så börjar vägledningen.")


def test_what_must_be_put_right_comes_first_and_tips_last(overlay: OverlayPage) -> None:
    overlay.show(**STATES["findings"])

    expect(overlay.panel.get_by_role("article")).to_contain_text(
        ["Måste rättas: Tvingande fält", "Se över: Hälsningen", "Tips: Avsluta"]
    )


def test_a_fix_is_one_click_and_leaves_the_caret_in_the_editor(overlay: OverlayPage) -> None:
    overlay.show(status="findings", findings=[SALUTATION])
    overlay.editor.focus()

    overlay.panel.get_by_role("button", name="Hej,", exact=True).click()

    assert overlay.named("fix") == [[SALUTATION, 1]]
    expect(overlay.editor).to_be_focused()


def test_a_finding_leads_to_its_words_its_field_and_the_report_of_a_wrong_alarm(overlay: OverlayPage) -> None:
    overlay.show(status="findings", findings=[SALUTATION, REQUIRED])

    overlay.panel.get_by_role("button", name="Visa i texten").click()
    overlay.panel.get_by_role("button", name="Gå till Typ").click()
    overlay.panel.get_by_role("article", name="Hälsningen").get_by_role("button", name="Fel larm").click()

    assert overlay.named("goTo") == [[SALUTATION]]
    assert overlay.named("act") == [[REQUIRED, REQUIRED["actions"][0]]]
    assert overlay.named("report") == [[SALUTATION]]


def test_each_button_of_a_finding_tells_a_screen_reader_which_finding_it_belongs_to(overlay: OverlayPage) -> None:
    overlay.show(status="findings", findings=[SALUTATION, REQUIRED])

    for article in overlay.panel.get_by_role("article").all():
        title = article.get_by_role("heading").inner_text()
        buttons = article.get_by_role("button").all()
        assert len(buttons) > 2
        for button in buttons:
            expect(button).to_have_accessible_description(title)


def test_hints_and_confirms_can_be_dismissed_for_the_ticket_and_blocks_cannot(overlay: OverlayPage) -> None:
    overlay.show(**STATES["findings"])
    dismiss = overlay.panel.get_by_role("button", name="Visa inte igen för det här ärendet")

    expect(dismiss).to_have_count(2)
    dismiss.last.click()

    assert overlay.named("dismiss") == [[CLOSING]]


def test_why_unfolds_the_routine_with_a_way_to_the_handbook(overlay: OverlayPage) -> None:
    overlay.show(status="findings", findings=[SALUTATION])
    why = overlay.panel.get_by_role("button", name="Varför?")

    why.click()

    expect(why).to_have_attribute("aria-expanded", "true")
    expect(overlay.panel).to_contain_text("kundmail › 2 Freshdesk")
    link = overlay.panel.get_by_role("link", name="Läs i handboken")
    expect(link).to_have_attribute("href", SALUTATION["why"]["url"])
    expect(link).to_have_attribute("target", "_blank")


def test_an_address_that_is_not_of_the_web_is_no_link(overlay: OverlayPage) -> None:
    overlay.show(status="findings", findings=[SALUTATION | {"why": SALUTATION["why"] | {"url": "javascript:alert(1)"}}])

    overlay.panel.get_by_role("button", name="Varför?").click()

    expect(overlay.panel.get_by_role("link")).to_have_count(0)


def test_suggestions_say_why_and_can_be_read_before_they_are_inserted(overlay: OverlayPage) -> None:
    again = {**SUGGESTIONS[0], "snippet": "e-faktura-slut", "title": "Avsluta e-faktura"}
    overlay.show(suggestions=[*SUGGESTIONS, again])
    first = overlay.panel.get_by_role("list", name="Passar ärendet").get_by_role("listitem").first

    expect(first).to_contain_text("Kunden: ”Hur får jag e-faktura i internetbanken?”")
    expect(overlay.panel.get_by_text("Kunden: ”")).to_have_count(1)
    expect(overlay.panel).to_contain_text("Föreslås av ”Autogiro”")
    first.get_by_role("button", name="Förhandsvisa").click()
    expect(first.get_by_role("group", name="Texten i Starta e-faktura")).to_have_text(SUGGESTIONS[0]["text"])
    first.get_by_role("button", name="Infoga").click()

    assert overlay.named("insert") == [["e-faktura"]]


def test_the_search_box_keeps_focus_and_caret_while_answers_arrive(overlay: OverlayPage, page: Page) -> None:
    overlay.show(suggestions=SUGGESTIONS)
    overlay.panel.get_by_role("button", name="Sök bland alla").press("Enter")
    overlay.again(search={"open": True, "query": "", "results": FOUND})
    box = overlay.panel.get_by_role("searchbox", name="Sök svarsmall")

    expect(box).to_be_focused()
    page.keyboard.type("fatura")
    for _ in range(4):
        page.keyboard.press("ArrowLeft")
    overlay.again(search={"open": True, "query": "fa", "results": FOUND[:1]}, status="checking")
    page.keyboard.type("k")

    expect(box).to_have_value("faktura")
    assert overlay.named("search")[-1] == ["faktura"]


def test_snippets_are_browsed_by_theme_and_there_is_room_for_what_is_found(overlay: OverlayPage, page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 420})
    overlay.show(**STATES["findings"])
    overlay.again(search=STATES["search"]["search"])
    expect(overlay.panel.get_by_role("searchbox")).to_be_in_viewport(ratio=1)
    expect(overlay.panel.get_by_role("button", name="Flytt (1)")).to_be_in_viewport(ratio=1)

    overlay.panel.get_by_role("button", name="Flytt (1)").click()
    overlay.panel.get_by_role("list", name="Flytt").get_by_role("button", name="Infoga").click()

    assert overlay.named("insert") == [["utflyttning"]]


def test_a_search_without_answers_says_so(overlay: OverlayPage) -> None:
    overlay.show(search={"open": True, "query": "zebra", "results": []})

    expect(overlay.panel.get_by_role("paragraph").filter(has_text="”zebra”").first).to_be_visible()


def test_marks_show_their_number_and_open_their_guide(overlay: OverlayPage, page: Page) -> None:
    overlay.show(marks=MARKS)
    marks = page.get_by_role("region", name="Märkningar").get_by_role("listitem")

    expect(marks).to_contain_text(["Svar till Kravgruppen", "12"])
    marks.get_by_role("button", name="Svar till Kravgruppen").click()

    assert overlay.named("openGuide") == [["kravgruppen"]]


def test_a_guide_is_answered_ticked_and_copied_from(overlay: OverlayPage) -> None:
    overlay.show(guide=GUIDE)
    guide = overlay.panel.get_by_role("region", name="Stora ärenden")

    expect(guide).to_contain_text("listan i mejlet")
    expect(guide).to_contain_text("1 av 2 klara")
    expect(guide.get_by_role("checkbox", name="Skapa ett ärende i CAB.")).to_be_checked()
    guide.get_by_role("checkbox", name="Välj gruppen.").click()
    guide.get_by_role("textbox", name="Antal").fill("13")
    guide.get_by_role("radio", name="Flytt").check()
    guide.get_by_role("button", name="Kopiera", exact=True).first.click()
    expect(guide.get_by_role("status").filter(has_text="Kopierat")).to_be_visible()
    guide.get_by_role("button", name="Stäng guiden").click()

    assert overlay.named("tick") == [["grupp"]]
    assert overlay.named("fill") == [["antal", "13"], ["vad", "Flytt"]]
    assert overlay.named("copyFromGuide") == [["titel"]]
    assert overlay.named("closeGuide") == [[]]


def test_a_guide_shows_a_row_as_it_will_stand_in_the_workbook(overlay: OverlayPage) -> None:
    overlay.show(guide=GUIDE)

    rows = overlay.panel.locator(".cells > div")

    expect(rows).to_have_text(["Kundnummer4410927", "Signaturtom", "StatusNy"])
    expect(overlay.panel).to_contain_text("Saknas: Din signatur")


def test_what_was_copied_is_no_longer_called_copied_when_it_has_changed(overlay: OverlayPage) -> None:
    overlay.show(guide=GUIDE)
    overlay.panel.get_by_role("button", name="Kopiera raden").click()
    copied = overlay.panel.get_by_role("status").filter(has_text="Kopierat")
    expect(copied).to_be_visible()

    changed = {**GUIDE["copies"][1], "text": "4410927\txsan01\tNy"}
    overlay.show(guide={**GUIDE, "copies": [GUIDE["copies"][0], changed, GUIDE["copies"][2]]})

    expect(copied).to_have_count(0)


def test_a_guide_sets_properties_and_writes_notes_on_a_click(overlay: OverlayPage) -> None:
    overlay.show(guide=GUIDE)
    overlay.panel.get_by_role("button", name="Ställ in och spara").click()
    overlay.panel.get_by_role("button", name="Lägg i anteckningen").click()

    assert overlay.named("setProperties") == [[{"Grupp": "Backoffice"}]]
    assert overlay.named("putInNote") == [["not"]]


def test_an_answer_that_the_ticket_contradicts_can_be_taken_back(overlay: OverlayPage) -> None:
    overlay.show(guide=GUIDE)
    expect(overlay.panel).to_contain_text("2 id · Ärendet säger 1 id (i kundens mejl)")

    overlay.panel.get_by_role("button", name="Ta tillbaka det som ärendet säger: Anläggnings-id").click()
    overlay.panel.get_by_role("button", name="Börja om").click()

    assert overlay.named("fill") == [["id", None]]
    assert overlay.named("restartGuide") == [[]]


def test_a_guide_shows_what_the_handbook_has_on_its_words(overlay: OverlayPage) -> None:
    overlay.show(guide=GUIDE)
    link = overlay.panel.get_by_role("link", name="Ny fakturaadress")
    expect(link).to_have_attribute("href", "https://handbok.test/handbok/kundmail#x")

    overlay.again(guide={**GUIDE, "search": []})

    expect(overlay.panel).to_contain_text("Inget i handboken nämner de orden.")


def test_a_guide_that_is_opened_is_shown_from_its_beginning(overlay: OverlayPage) -> None:
    overlay.show(suggestions=SUGGESTIONS * 8)
    overlay.panel.locator("#panel-body").evaluate("body => body.scrollTo(0, body.scrollHeight)")

    overlay.again(guide=GUIDE)

    expect(overlay.panel.get_by_role("heading", name="Stora ärenden")).to_be_in_viewport()


def test_every_guide_is_at_hand(overlay: OverlayPage) -> None:
    library = [{"id": "b", "title": "Ett brev"}, {"id": "a", "title": "Ärenden"}, {"id": "c", "title": "Anteckning"}]
    overlay.show(library=library, guides=[{"id": "b", "title": "Ett brev"}])
    overlay.panel.get_by_role("button", name="Alla guider").click()
    listed = overlay.panel.get_by_role("list", name="Alla guider").get_by_role("button")
    expect(listed).to_have_text(["Anteckning", "Ett brev", "Ärenden"])

    listed.last.click()

    assert overlay.named("openGuide") == [["a"]]
    expect(listed).to_have_count(0)


def test_the_card_at_underlined_text_fixes_and_goes_by_escape(overlay: OverlayPage, page: Page) -> None:
    overlay.show(**STATES["card"])
    card = page.get_by_role("region", name="Om den understrukna texten")

    card.get_by_role("button", name="Hej Anna,").click()
    page.keyboard.press("Escape")

    assert overlay.named("fix") == [[SALUTATION, 0]]
    assert overlay.named("hover")[-1] == [None]


def test_the_card_says_when_the_pointer_is_on_it_and_when_it_has_left(overlay: OverlayPage, page: Page) -> None:
    overlay.show(**STATES["card"])
    card = page.get_by_role("region", name="Om den understrukna texten")

    card.get_by_role("button", name="Hej Anna,").hover()
    card.get_by_role("button", name="Fel larm").hover()
    page.get_by_role("heading", name="Ärende 90103").hover()

    assert overlay.named("hover") == [[SALUTATION], [None]]
    assert "rutinlots-overlay" not in page.evaluate("window.pointedAt")


def test_what_the_head_says_stands_on_one_line_beside_the_buttons_in_the_narrowest_panel(overlay: OverlayPage, page: Page) -> None:
    page.set_viewport_size({"width": 1000, "height": 640})
    overlay.show()
    overlay.panel.get_by_role("button", name="Öppna panelen").click()
    expect(overlay.panel.get_by_role("button", name="Fäll ihop")).to_be_visible()
    assert overlay.panel.get_by_role("group").first.bounding_box()["width"] == 264
    head = overlay.panel.locator(".panel-head")
    busy = {"status": "offline", "busy": True, "findings": ALL}
    for state in (*({"status": status} for status in ("quiet", "idle", "blind")), busy, {"status": "checking", "findings": ALL}):
        overlay.again(**{"findings": [], "missing": [], "busy": False} | state)
        says = head.locator(".state")
        expect(says).to_have_class(f"state {state['status']}")
        box, end = says.bounding_box(), head.bounding_box()
        assert box["height"] < 22, state
        assert says.evaluate("e => e.scrollWidth <= e.clientWidth"), state
        for button in head.get_by_role("button").all():
            assert button.bounding_box()["y"] + button.bounding_box()["height"] <= box["y"], state
        assert box["x"] + box["width"] <= end["x"] + end["width"], state
