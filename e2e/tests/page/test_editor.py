"""An editor's text and the way back into it, on whatever HTML an editor may hold; and text put in so that it stays undoable."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from e2e.harness.harness import EXTENSION

URL = "https://editor.test/"
QUOTES = ".freshdesk_quote, .gmail_quote, blockquote[type='cite'], .fr-quoted-marker"


def _answer(route: Route) -> None:
    path = route.request.url.removeprefix(URL)
    if path:
        route.fulfill(path=EXTENSION / "content" / path, content_type="text/javascript")
    else:
        route.fulfill(body="<!doctype html><title>editor</title><div id=editor contenteditable></div>", content_type="text/html")


@pytest.fixture(scope="module")
def opened(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """The page for all of the tests, and the errors that it threw."""
    page = browser.new_page(locale="sv-SE")
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(error.stack or str(error)))
    page.route(f"{URL}**", _answer)
    page.goto(URL)
    page.evaluate(
        """async quotes => {
      const {readText} = await import('/freshdesk/page/text.js');
      const {asParagraphs, replace} = await import('/freshdesk/composer/write.js');
      const {createRich} = await import('/freshdesk/composer/rich.js');
      const rich = createRich({document, signal: new AbortController().signal});
      let editor = document.querySelector('#editor');
      window.startAnother = () => {
        for (const style of document.querySelectorAll('style')) style.remove();
        const next = Object.assign(document.createElement('div'), {id: 'editor', contentEditable: 'true'});
        editor.replaceWith(next);
        editor = next;
      };
      window.put = (html, style) => { editor.setHTMLUnsafe(html); editor.style.cssText = style; };
      window.read = () => readText(editor, quotes);
      window.cut = (start, end) => read().range(start, end).toString();
      window.replaceText = (start, end, text) => replace(editor, {start, end}, text, quotes);
      window.asParagraphs = asParagraphs;
      window.insertRich = (at, html) => rich.insert(editor, at, html, quotes);
      window.html = () => editor.innerHTML;
      window.caretAt = () => {
        const {startContainer, startOffset} = getSelection().getRangeAt(0);
        return read().offset(startContainer, startOffset);
      };
    }""",
        QUOTES,
    )
    yield page, errors
    page.close()


@pytest.fixture
def editor(opened: tuple[Page, list[str]]) -> Iterator[Page]:
    """The page with an editor that nothing has been done to. An error thrown by the page fails the test."""
    page, errors = opened
    page.evaluate("startAnother()")
    yield page
    thrown, errors[:] = errors[:], []
    assert thrown == []


def text_of(editor: Page, html: str, style: str = "") -> str:
    editor.evaluate("([html, style]) => put(html, style)", [html, style])
    return editor.evaluate("() => read().text")


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Hej Anna,</p><p><br></p><p>Tack.</p>", "Hej Anna,\n\nTack."),
        ("<div>Hej Anna,</div><div><br></div><div>Tack.</div>", "Hej Anna,\n\nTack."),
        ("Hej Anna,<br><br>Tack.", "Hej Anna,\n\nTack."),
        ("<div>Hej Anna,<br><br>Tack.<br></div>", "Hej Anna,\n\nTack."),
        ("Hej Anna,<div>Tack.</div>", "Hej Anna,\nTack."),
        ("<p>Hej\n   Anna,</p>", "Hej Anna,"),
        ("<p>Hej&nbsp;&nbsp;Anna,</p>", "Hej\u00a0\u00a0Anna,"),
        ("<p>Hej <b>An</b>na,</p>", "Hej Anna,"),
        ("<ul><li>ett</li><li>två</li></ul>", "ett\ntvå"),
        ("<table><tr><td>735999</td><td>Storgatan 1</td></tr><tr><td>x</td></tr></table>", "735999 Storgatan 1\nx"),
        ("<p>Svar</p><div class='freshdesk_quote'>gammalt</div>", "Svar"),
        ("<div>Svar</div><blockquote type='cite'><p>gammalt</p></blockquote><div>mer</div>", "Svar\nmer"),
        ("<p>Svar <img alt='logo'></p><div class='fr-quoted-marker'><button>•••</button></div>", "Svar "),
        ("<div><div><div>djupt</div></div></div><div></div><div>ner</div>", "djupt\nner"),
        ("<p>🌞 sol</p>", "🌞 sol"),
        ("", ""),
    ],
)  # fmt: skip
def test_text_is_read_as_it_looks(editor: Page, html: str, text: str) -> None:
    assert text_of(editor, html).rstrip() == text.rstrip()


def test_paragraphs_with_air_between_them_are_paragraphs_in_the_text(editor: Page) -> None:
    editor.add_style_tag(content="#editor p { margin: 1em 0 }")
    assert text_of(editor, "<p>Hej Anna,</p><p>Tack.</p><p><br></p><p>Hej då</p>") == "Hej Anna,\n\nTack.\n\nHej då"


def test_line_breaks_count_where_the_editor_keeps_them(editor: Page) -> None:
    assert text_of(editor, "<div>Hej Anna,\n\nTack.</div>", "white-space: pre-wrap") == "Hej Anna,\n\nTack."


@pytest.mark.parametrize(
    "html", ["<p>Hej <b>Spark</b>cykel123,</p><p><br></p><p>Åäö 🌞 nu.</p>", "Hej Sparkcykel123,<br><br>Åäö 🌞 nu."]
)
def test_every_stretch_of_the_text_is_found_again(editor: Page, html: str) -> None:
    text = text_of(editor, html)
    characters = [line for line in text.split("\n") if line]
    for line in characters:
        start = len(text[: text.index(line)].encode("utf-16-le")) // 2
        assert editor.evaluate("([s, e]) => cut(s, e)", [start, start + len(line.encode("utf-16-le")) // 2]) == line
    assert editor.evaluate("() => cut(4, 17)") == "Sparkcykel123"


@pytest.mark.parametrize("tag", ["p", "div"])
@pytest.mark.parametrize(
    ("start", "end", "put", "becomes"),
    [
        (0, 18, "Hej Anna,", "Hej Anna,\n\nTack.\n\nHej då"),
        (20, 20, "Ett.\n\nTvå.\n\n", "Hej Sparkcykel123,\n\nEtt.\n\nTvå.\n\nTack.\n\nHej då"),
        (18, 25, "", "Hej Sparkcykel123,\n\nHej då"),
        (0, 20, "", "Tack.\n\nHej då"),
        (33, 33, " <b>&amp;", "Hej Sparkcykel123,\n\nTack.\n\nHej då <b>&amp;"),
    ],
)
def test_text_is_replaced_and_one_undo_takes_it_back(editor: Page, tag: str, start: int, end: int, put: str, becomes: str) -> None:
    html = f"<{tag}>Hej Sparkcykel123,</{tag}><{tag}><br></{tag}><{tag}>Tack.</{tag}><{tag}><br></{tag}><{tag}>Hej då</{tag}>"
    editor.add_style_tag(content="#editor p { margin: 0 }")
    before = text_of(editor, html)
    assert editor.evaluate("([s, e, t]) => replaceText(s, e, t)", [start, end, put])
    assert editor.evaluate("() => read().text") == becomes
    editor.keyboard.press("Control+z")
    assert editor.evaluate("() => read().text") == before


def test_paragraphs_with_air_take_paragraphs_with_air(editor: Page) -> None:
    editor.add_style_tag(content="#editor p { margin: 1em 0 }")
    text_of(editor, "<p>Hej Anna,</p><p>Hej då</p>")
    assert editor.evaluate("() => replaceText(11, 11, 'Ett.\\n\\nTvå.\\n\\n')")
    assert editor.evaluate("() => read().text") == "Hej Anna,\n\nEtt.\n\nTvå.\n\nHej då"


def test_the_carets_place_in_the_text_is_known(editor: Page) -> None:
    text_of(editor, "<p>Hej,</p><p><br></p><p>Tack.</p>")
    editor.add_style_tag(content="#editor p { margin: 0 }")
    editor.locator("#editor").press("Control+Home")
    places = []
    for _ in range(7):
        places.append(editor.evaluate("() => caretAt()"))
        editor.keyboard.press("ArrowRight")
    assert places == [0, 1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("whole", "caret", "becomes"),
    [
        ("Hej,\n\n\n\nMVH", 6, "Hej,\n\nNytt.\n\nMVH"),
        ("Hej,\n\nAnnat.\n\nMVH", 12, "Hej,\n\nAnnat.\n\nNytt.\n\nMVH"),
        ("Hej,\n\nMVH", None, "Hej,\n\nNytt.\n\nMVH"),
        ("Hej,", None, "Hej,\n\nNytt."),
        ("", None, "Nytt."),
        ("Hej,\n\n", 6, "Hej,\n\nNytt."),
        ("Hej,\nMVH", 5, "Hej,\n\nNytt.\n\nMVH"),
        ("Hej Anna,\n\nMVH", 6, "Hej Anna,\n\nNytt.\n\nMVH"),
        ("Hej,\n\nDet är klart.", 12, "Hej,\n\nDet är klart.\n\nNytt."),
    ],
)
def test_a_reply_goes_in_with_an_empty_line_on_both_sides(editor: Page, whole: str, caret: int | None, becomes: str) -> None:
    put: dict[str, Any] = editor.evaluate("([whole, caret]) => asParagraphs(whole, caret, 'Nytt.\\n')", [whole, caret])
    assert whole[: put["at"]] + put["text"] + whole[put["at"] :] == becomes, json.dumps(put)


QUOTE = "<div class='freshdesk_quote'><p>Den skrev</p><blockquote class='freshdesk_quote'><p>gammalt</p></blockquote></div>"


@pytest.mark.parametrize("html", [f"<p> </p>{QUOTE}", QUOTE])
def test_a_text_that_has_no_line_to_go_to_leaves_quote_and_caret_alone(editor: Page, html: str) -> None:
    text_of(editor, html)
    before = editor.evaluate("() => html()")
    editor.evaluate("() => getSelection().collapse(document.querySelector('blockquote p').firstChild, 3)")
    assert not editor.evaluate("() => replaceText(0, 0, 'Ett.\\n\\nTvå.')")
    assert editor.evaluate("() => html()") == before
    assert editor.evaluate("() => [getSelection().anchorNode.data, getSelection().anchorOffset]") == ["gammalt", 3]


@pytest.mark.parametrize(
    ("html", "cut"),
    [
        ("<p>Hej <span contenteditable='false'>@Sandra</span> nu</p>", "Hej @Sandra"),
        ("<table><tr><td>ett</td><td>två</td></tr></table>", "ett två"),
        ("<div>ett</div><hr><div>två</div>", "ett\ntvå"),
    ],
)
def test_what_is_no_text_is_not_replaced_by_text(editor: Page, html: str, cut: str) -> None:
    text = text_of(editor, html)
    before = editor.evaluate("() => html()")
    start = text.index(cut)
    assert not editor.evaluate("([s, e]) => replaceText(s, e, 'x')", [start, start + len(cut)])
    assert editor.evaluate("() => html()") == before


def test_a_text_goes_in_beside_what_cannot_be_written_in(editor: Page) -> None:
    text = text_of(editor, "<p>Hej <span contenteditable='false'>@Sandra</span></p>")
    assert editor.evaluate("at => replaceText(at, at, '\\n\\nNytt.')", len(text))
    assert editor.evaluate("() => read().text") == "Hej @Sandra\n\nNytt."


def test_the_form_of_what_is_quoted_says_nothing_of_the_agents_own(editor: Page) -> None:
    editor.add_style_tag(content="#editor p { margin: 1em 0 }")
    text_of(editor, f"<div>Hej Anna,</div><div><br></div><div>Hej då</div>{QUOTE}")
    assert editor.evaluate("() => replaceText(11, 11, 'Ett.\\n\\nTvå.\\n\\n')")
    assert editor.evaluate("() => read().text") == "Hej Anna,\n\nEtt.\n\nTvå.\n\nHej då"


@pytest.mark.parametrize(
    ("html", "after", "becomes"),
    [
        ("<div><div>Hej Anna,</div><div><br></div><div>Hej då</div></div>", "Hej Anna,", "Hej Anna,\n\nNytt.\n\nHej då"),
        (f"<div><div>Hej,</div><div><br></div><div>Hej då</div>{QUOTE}</div>", "Hej,\n\nHej då", "Hej,\n\nHej då\n\nNytt."),
        ("<div>Hej <b>Anna</b>, hej<br><br>Hej då</div>", "Hej Anna, hej", "Hej Anna, hej\n\nNytt.\n\nHej då"),
        ("Hej <b>Anna</b>, hej<br><br>Hej då", "Hej Anna, hej\n\n", "Hej Anna, hej\n\nNytt.\n\nHej då"),
        ("<div>Hej,</div><ul><li>ett</li><li>två</li></ul><div>Hej då</div>", "Hej,\nett", "Hej,\nett\ntvå\n\nNytt.\n\nHej då"),
        (QUOTE, "", "Nytt."),
    ],
)
def test_a_formatted_reply_goes_in_where_the_agent_is_however_the_mail_is_wrapped(
    editor: Page, html: str, after: str, becomes: str
) -> None:
    text_of(editor, html)
    before = editor.evaluate("() => html()")
    assert editor.evaluate("at => insertRich(at, '<div><b>Nytt.</b></div>')", len(after))
    text = editor.evaluate("() => read().text")
    assert [line for line in text.split("\n") if line] == [line for line in becomes.split("\n") if line]
    editor.keyboard.press("Control+z")
    assert editor.evaluate("() => html()") == before


def test_ctrl_z_takes_back_what_was_formatted_since_before_the_reply_itself(editor: Page) -> None:
    text_of(editor, "<div>Hej Anna,</div><div><br></div><div>Hej då</div>")
    editor.evaluate("() => insertRich(9, '<div>Nytt.</div>')")
    inserted = editor.evaluate("() => html()")
    editor.keyboard.press("Control+Home")
    editor.keyboard.press("Control+Shift+ArrowRight")
    editor.keyboard.press("Control+b")
    assert "<b>" in editor.evaluate("() => html()")
    editor.keyboard.press("Control+z")
    assert editor.evaluate("() => html()") == inserted
    editor.keyboard.press("Control+z")
    assert "Nytt." not in editor.evaluate("() => html()")


def test_ctrl_z_takes_back_each_of_two_replies(editor: Page) -> None:
    text_of(editor, "<div>Hej Anna,</div><div><br></div><div>Hej då</div>")
    before = [editor.evaluate("() => html()")]
    for reply in ("Ett", "Två"):
        editor.evaluate("reply => insertRich(9, `<div>${reply}</div>`)", reply)
        before.append(editor.evaluate("() => html()"))
    for was in (before[1], before[0]):
        editor.keyboard.press("Control+z")
        assert editor.evaluate("() => html()") == was


@pytest.mark.parametrize("redo", ["Control+y", "Control+Shift+z"])
def test_a_reply_that_was_taken_back_comes_again_by_redo_in_its_turn(editor: Page, redo: str) -> None:
    text_of(editor, "<div>Hej Anna,</div><div><br></div><div>Hej då</div>")
    editor.locator("#editor").focus()
    editor.keyboard.press("Control+End")
    editor.keyboard.type("!")
    stages = [editor.evaluate("() => html()")]
    for reply in ("Ett", "Två"):
        editor.evaluate("reply => insertRich(9, `<div><b>${reply}</b></div>`)", reply)
        stages.append(editor.evaluate("() => html()"))
    editor.keyboard.type(" igen")
    stages.append(editor.evaluate("() => html()"))
    for was in reversed(stages[:-1]):
        editor.keyboard.press("Control+z")
        assert editor.evaluate("() => html()") == was
    editor.keyboard.press("Control+z")
    assert "!" not in editor.evaluate("() => html()")
    for becomes in stages:
        editor.keyboard.press(redo)
        assert editor.evaluate("() => html()") == becomes
    editor.keyboard.press("Control+z")
    assert editor.evaluate("() => html()") == stages[-2]


def test_once_something_else_is_written_redo_brings_no_reply_back(editor: Page) -> None:
    text_of(editor, "<div>Hej Anna,</div><div><br></div><div>Hej då</div>")
    before = editor.evaluate("() => html()")
    editor.evaluate("() => insertRich(9, '<div>Nytt.</div>')")
    editor.keyboard.press("Control+z")
    editor.keyboard.press("Control+End")
    editor.keyboard.type("x")
    editor.keyboard.press("Backspace")
    assert editor.evaluate("() => html()") == before
    editor.keyboard.press("Control+y")
    assert editor.evaluate("() => html()") == before
