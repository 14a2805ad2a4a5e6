"""A company's reply as it goes into a mail."""

import pytest

from rutinlots.core.snippets.texts.fill import rendered, without_courtesies

KNOWN = {
    "ticket.id": "90103",
    "ticket.requester.firstname": "Anna",
    "ticket.requester.email": "anna@example.com",
    "ticket.subject": "<script>x</script> & co",
}


@pytest.mark.parametrize(
    ("template", "html"),
    [
        ("<p>Ärende {{ticket.id}}.</p>", "<p>Ärende 90103.</p>"),
        ("<p>Ärende {{ ticket.id }} och {{ticket.agent.name}}</p>", "<p>Ärende 90103 och [ditt namn]</p>"),
        ("<p>{{ticket.requester.firstname | upcase}}</p>", "<p>ANNA</p>"),
        ("<p>{{ticket.cf_anlaggnings_id}}</p>", "<p>[cf anlaggnings id]</p>"),
        ("<p>{{kundnummer}}</p>", "<p>[kundnummer]</p>"),
        ("<p>[datum]</p>", "<p>[datum]</p>"),
        ("<p>{{ticket.subject}}</p>", "<p>&lt;script&gt;x&lt;/script&gt; &amp; co</p>"),
        ("<p>{{ticket.id</p>", "<p>{{ticket.id</p>"),
        ("<p>{% if ticket.id %}{{ticket.id}}</p>", "<p>90103</p>"),
        ("<p>{% unknown %}{{ticket.agent.name}}</p>", "<p>[ditt namn]</p>"),
    ],
)
def test_what_is_known_is_filled_and_what_is_not_becomes_a_blank(template: str, html: str):
    assert rendered(template, KNOWN) == html


IF = "<p>{% if ticket.requester.firstname %}Vi ringer {{ticket.requester.firstname}}{% else %}Vi ringer{% endif %} snart.</p>"


@pytest.mark.parametrize(("name", "html"), [("Anna", "<p>Vi ringer Anna snart.</p>"), (None, "<p>Vi ringer snart.</p>")])
def test_conditions_are_followed(name: str | None, html: str):
    assert rendered(IF, {"ticket.requester.firstname": name}) == html


def test_a_condition_may_compare_though_its_sign_was_escaped():
    assert rendered('<p>{% if ticket.id &gt; "1" %}ja{% endif %}</p>', {"ticket.id": "2"}) == "<p>ja</p>"


def test_a_template_that_never_ends_is_given_up():
    endless = "<p>{% for a in (1..100000000) %}{{ticket.id}}{% endfor %}</p>"

    assert rendered(endless, KNOWN) == "<p>90103</p>"


THANKS = "<p>Hej och tack för att du skrev om räkningen.</p>"
WISH = "<p>Vi önskar en hälsning till dig i maj.</p>"


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<p>Hej Anna,</p><p>Det går bra.</p>", "<p>Det går bra.</p>"),
        ("<p>Hej!</p><p>Det går bra.</p><p>Vänliga hälsningar<br>Sandra</p>", "<p>Det går bra.</p>"),
        ("<p>Hej,<br>Det går bra.</p>", "<p>Det går bra.</p>"),
        ("<p>Det går bra.</p><p>Med vänlig hälsning</p><p>Sandra Ek</p>", "<p>Det går bra.</p>"),
        ("<p>Hej!</p>", "<p>Hej!</p>"),
        (f"{THANKS}<p>Så här.</p>", f"{THANKS}<p>Så här.</p>"),
        ("<ul><li>Hej</li></ul><p>Så här.</p>", "<ul><li>Hej</li></ul><p>Så här.</p>"),
        (f"<p>Så här.</p>{WISH}", f"<p>Så här.</p>{WISH}"),
    ],
)
def test_greeting_and_closing_are_not_doubled(html: str, left: str):
    assert without_courtesies(html) == left
