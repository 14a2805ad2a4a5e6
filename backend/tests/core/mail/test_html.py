"""HTML mails become text, and their quotes are told by the marks that mail programs leave."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborNode

from rutinlots.core.mail.html import marks, page
from rutinlots.core.mail.html.page import read_html

OWN = "Ja, det stämmer."

QUOTING = {
    "gmail": """
        <div dir="ltr">Ja, det stämmer.</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr"
        class="gmail_attr">Den tis 10 mars 2026 kl 10:15 skrev Ellevio &lt;<a
        href="mailto:k@example.se">k@example.se</a>&gt;: <br></div><blockquote class="gmail_quote"
        style="margin:0px">Hej!<div>Stämmer det?</div></blockquote></div>""",
    "gmail, vidarebefordrat": """
        <div dir="ltr">Ja, det stämmer.<br><br><div class="gmail_quote"><div class="gmail_attr"> ----------
        Forwarded message ---------<br>Från: Ellevio</div><u></u><div>Stämmer det?</div></div></div>""",
    "outlook på webben": """
        <div>Ja, det stämmer.</div><div id="appendonsend"></div><hr tabindex="-1"><div id="divRplyFwdMsg"
        dir="ltr"><font><b>Från:</b> Ellevio<br><b>Skickat:</b> den 10 mars 2026</font></div><div>Stämmer
        det?</div>""",
    "outlook på datorn": """
        <div class="WordSection1"><p class="MsoNormal">Ja, det stämmer.</p><p class="MsoNormal">&nbsp;</p>
        <div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p
        class="MsoNormal"><b>Från:</b> Ellevio<br><b>Ämne:</b> Flytt</p></div></div><p class="MsoNormal">Stämmer
        det?</p></div>""",
    "outlook i mobilen": """
        <div dir="ltr">Ja, det stämmer.</div><div id="mail-editor-reference-message-container"
        class="ms-outlook-mobile-reference-message"><hr><b>Från:</b> Ellevio<br>Stämmer det?</div>""",
    "apple mail": """
        <html><body>Ja, det stämmer.<br><div><blockquote type="cite"><div>10 mars 2026 kl. 10:15 skrev
        Ellevio:</div> <div>Stämmer det?</div></blockquote></div></body></html>""",
    "thunderbird": """
        <p>Ja, det stämmer.</p><div class="moz-cite-prefix">Den 2026-03-10 kl. 10:15, skrev Ellevio:<br></div>
        <blockquote type="cite" cite="mid:1"><p>Stämmer det?</p></blockquote>""",
    "yahoo": """
        <div class="ydp1">Ja, det stämmer.</div><div id="ydp2" class="ydp2yahoo_quoted yahoo_quoted"><div>Den
        tisdag 10 mars 2026 skrev Ellevio:</div><div>Stämmer det?</div></div>""",
    "freshdesk": """
        <div style="font-size:13px"><div>Ja, det stämmer.</div></div><div class="freshdesk_quote"><blockquote
        class="freshdesk_quote">Den tis, 10 mar 2026 kl 10:15 skrev Ellevio:<br>Stämmer det?</blockquote></div>""",
    "freshdesk genom outlook": """
        <p>Ja, det stämmer.</p><blockquote class="x_freshdesk_quote">Stämmer det?</blockquote>""",
}


def own(html: str) -> str:
    page = read_html(html)
    kept, place = "", 0
    for start, end in page.quotes:
        kept, place = kept + page.text[place:start], end
    return (kept + page.text[place:]).strip()


@pytest.mark.parametrize("program", QUOTING)
def test_what_a_mail_program_quotes_is_told_from_the_senders_words(program: str):
    assert own(QUOTING[program]) == OWN


@pytest.mark.parametrize("program", QUOTING)
def test_the_quote_is_still_part_of_the_text(program: str):
    assert read_html(QUOTING[program]).text.endswith("Stämmer det?")


def test_an_ordinary_blockquote_is_kept():
    html = "<p>Ni skriver:</p><blockquote>Vi återkommer.</blockquote><p>När?</p>"

    assert own(html) == "Ni skriver:\n\nVi återkommer.\n\nNär?"


def test_answers_between_gmails_quotes_are_kept():
    html = """
        <div class="gmail_quote"><div class="gmail_attr">Den 10 mars skrev Ellevio:</div>
        <blockquote class="gmail_quote">Vilken adress?</blockquote><div>Storgatan 5</div>
        <blockquote class="gmail_quote">Vilket datum?</blockquote><div>1 april</div></div>"""

    assert own(html).split() == ["Storgatan", "5", "1", "april"]


def test_words_with_a_line_above_are_not_outlooks_header():
    assert own('<div>Hej</div><div style="border-top:solid 1px">Mvh Anna</div>') == "Hej\nMvh Anna"


def test_no_line_ends_inside_a_sentence():
    assert read_html("<p>Jag har fått <b>dubbel</b> <i>faktura</i>, <a href='x'>se här</a>.</p>").text == (
        "Jag har fått dubbel faktura, se här."
    )


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Ett</p><p>Två</p>", "Ett\n\nTvå"),
        ("<div>Ett</div><div>Två</div>", "Ett\nTvå"),
        ("<div>Ett</div><div><br></div><div>Två</div>", "Ett\n\nTvå"),
        ("Ett<br>Två<br><br>Tre", "Ett\nTvå\n\nTre"),
        ("<p class='MsoNormal'>Ett</p><p class='MsoNormal'>&nbsp;</p><p class='MsoNormal'>Två</p>", "Ett\n\nTvå"),
        ("<ul><li>Ett</li><li>Två</li></ul>", "Ett\nTvå"),
        ("<table><tr><td>Ett</td><td>Två</td></tr><tr><td>Tre</td></tr></table>", "Ett Två\nTre"),
        ("<div>\n   Ett\n   två\n</div>\n<div>Tre</div>", "Ett två\nTre"),
        ("Ett&nbsp;två&#8203;tre", "Ett tvåtre"),
        ("<pre>Ett\n  två</pre>", "Ett\n  två"),
    ],
)
def test_blocks_become_lines(html: str, text: str):
    assert read_html(html).text == text


@pytest.mark.parametrize(
    "html",
    ["", "<br>", "<script>x</script>", "<style>p{}</style>", "<!-- x -->", "<div style='display: none'>x</div>"],
)
def test_what_is_not_shown_is_not_text(html: str):
    assert read_html(html).text == ""


def test_a_body_nested_too_deep_is_only_freed_from_its_tags():
    page = read_html("<div>" * 20_000 + "Hej" + "</div>" * 20_000)

    assert page.text == "Hej"
    assert page.quotes == ()


def test_only_the_beginning_of_a_huge_body_is_read():
    assert len(read_html("<p>Hej</p>" * 100_000).text) < 200_000


TAGS = [
    "<div>", "</div>", "<p>", "<br>", "<blockquote type=cite>", "</blockquote>", "<div class=gmail_quote>", "<pre>",
    "<div id=appendonsend>", "<td>", "<", ">", "&nbsp;", "&#0;", "a", "Å b", " ", "\n", "<!--", "-->", "<script>",
    "</script>", "\u200b", "😀",
]  # fmt: skip


@given(st.lists(st.sampled_from(TAGS)).map("".join))
def test_any_html_gives_quotes_inside_its_text(html: str):
    page = read_html(html)
    edges = [edge for quote in page.quotes for edge in quote]

    assert edges == sorted(edges)
    assert all(0 <= edge <= len(page.text) for edge in edges)


def test_a_line_as_outlook_draws_it_counts_where_its_first_text_is_a_header_and_not_otherwise():
    line = '<div style="border:none;border-top:solid #E1E1E1 1.0pt">'
    assert own(f"<p>Ja.</p>{line}<i></i>{line}<p><b>Från:</b> Ellevio</p></div></div><p>Stämmer det?</p>") == "Ja."
    assert own(f"<p>Ja.</p>{line}<p>Och</p>{line}<p>Från: Ellevio</p></div></div>") == "Ja.\n\nOch"
    assert own(f"<p>Ja.</p>{line}</div><p>Från: min balkong</p>") == "Ja.\n\nFrån: min balkong"


def test_lines_as_outlook_draws_them_in_each_other_are_walked_through_once(monkeypatch: pytest.MonkeyPatch):
    walk = marks.walk

    def steps(lines: int) -> int:
        taken = 0

        def counted(root: LexborNode, *folded: set[int]) -> Iterator[tuple[LexborNode, bool]]:
            nonlocal taken
            for step in walk(root, *folded):
                taken += 1
                yield step

        for module in (marks, page):
            monkeypatch.setattr(module, "walk", counted)
        read_html('<div style="border-top:solid">' * lines + "<i></i>" * (20 * lines))
        return taken

    assert steps(400) < 2.5 * steps(200)
