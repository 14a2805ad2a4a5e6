"""The handbook, coverage and snippets as the server answers them."""

import re
from dataclasses import replace
from html import unescape

import pytest
from flask.testing import FlaskClient

from backend.tests.shipped import SHARED_RULES
from rutinlots.core.handbook.search import handbook_of
from rutinlots.core.rulefile.settings import OpeningHours
from rutinlots.core.rules import Rules
from rutinlots.pages.check_view import Shown, check_views

PAGES = ("/", "/regler", "/handbok", "/handbok?q=faktura", "/tackning", "/svar", "/svar?q=faktura")


def text(client: FlaskClient, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return unescape(response.get_data(as_text=True))


def words(page: str) -> str:
    """What a page says, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.mark.parametrize("url", PAGES)
def test_every_page_is_swedish_and_has_one_heading(client: FlaskClient, url: str) -> None:
    page = text(client, url)

    assert '<html lang="sv">' in page
    assert page.count("<h1") == 1


def test_every_routine_has_a_page_with_all_its_sections(client: FlaskClient, rules: Rules) -> None:
    for routine in rules.routines:
        page = text(client, f"/handbok/{routine.id}")
        for section in routine.sections:
            assert f'<section id="avsnitt-{section.anchor}"' in page
            assert section.title in page


def test_every_check_has_its_place_with_message_reason_and_examples(client: FlaskClient, rules: Rules) -> None:
    for check in rules.checks:
        page = text(client, f"/handbok/{check.source.routine}")
        article = page[page.index(f'id="{check.id}"') :].partition("</article>")[0]
        assert check.title in article
        assert check.why in article
        assert rules.vocabulary.levels[check.level] in article
        assert article.count('class="example bad"') == len(check.bad)
        assert article.count('class="example good"') == len(check.good)


def test_a_message_is_told_without_leftovers(client: FlaskClient, rules: Rules) -> None:
    for routine in rules.routines:
        says = re.findall(r'<p class="says">(.*?)</p>', text(client, f"/handbok/{routine.id}"))
        assert [each for each in says if "{" in each] == []


def test_a_message_is_told_whole_where_the_team_is_never_open(rules: Rules) -> None:
    never = replace(rules.knowledge, settings=replace(rules.knowledge.settings, second_line=OpeningHours({})))
    told = check_views(replace(rules, hash="never open", knowledge=never, shipped=rules.knowledge))
    assert "2nd line har öppet och stänger" in told["escalated-in-open-hours"].message


def test_the_marked_stretches_of_the_examples_are_marked(client: FlaskClient, rules: Rules) -> None:
    pages = {routine.id: text(client, f"/handbok/{routine.id}") for routine in rules.routines}
    for check in rules.checks:
        article = pages[check.source.routine].partition(f'<article class="check {check.level}" id="{check.id}"')[2]
        for example in check.bad:
            for span in example.marks:
                marked = example.draft.text[span.start : span.end] if span.where == "draft" else ""
                assert f"<mark>{marked}</mark>" in article or not marked, check.id


def test_no_anchor_is_used_twice_on_a_page(client: FlaskClient, rules: Rules) -> None:
    for routine in rules.routines:
        anchors = re.findall(r'\bid="([^"]+)"', text(client, f"/handbok/{routine.id}"))
        assert sorted(anchors) == sorted(set(anchors))


FILES = "/verkstad/fil/"


@pytest.mark.parametrize("each_file", [False, pytest.param(True, marks=pytest.mark.soak)], ids=["a file", "each file"])
def test_every_link_inside_the_handbook_leads_somewhere(client: FlaskClient, rules: Rules, each_file: bool) -> None:
    pages = {url: text(client, url) for url in (*PAGES, *(f"/handbok/{routine.id}" for routine in rules.routines))}
    links = {link for page in pages.values() for link in re.findall(r'href="(/[^"]*)"', page)}
    links |= {entry.url for entry in handbook_of(rules).entries}
    for link in sorted(links):
        path, _, anchor = link.partition("#")
        if path.startswith(FILES):
            assert (SHARED_RULES / path.removeprefix(FILES)).is_file(), link
            if not each_file and any(page.startswith(FILES) for page in pages):
                continue
        if path not in pages:
            with client.get(path) as response:
                assert response.status_code == 200, link
                pages[path] = response.get_data(as_text=True)
        assert not anchor or f'id="{anchor}"' in pages[path], link


def test_a_search_shows_what_it_found_and_of_what_kind(client: FlaskClient) -> None:
    said = words(text(client, "/handbok?q=anläggningarna"))

    assert "Ändringar på många anläggningar Guide · Stora ärenden" in said


def test_a_search_without_hits_says_so(client: FlaskClient) -> None:
    assert "Inga träffar på ”zxqv”" in words(text(client, "/handbok?q=zxqv"))


def test_what_is_searched_for_is_shown_as_text(client: FlaskClient) -> None:
    page = client.get("/handbok?q=<script>alert(1)</script>").get_data(as_text=True)

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_very_long_search_is_cut(client: FlaskClient) -> None:
    assert len(text(client, f"/handbok?q={'a' * 5000}")) < 20_000


def test_coverage_names_every_requirement_of_the_routines(client: FlaskClient, rules: Rules) -> None:
    said = words(text(client, "/tackning"))

    for routine in rules.routines:
        for section in routine.sections:
            assert all(ask in said for ask in section.asks)
            assert section.reason in said


def test_every_snippet_stands_among_the_replies_with_its_fields_marked(client: FlaskClient, rules: Rules) -> None:
    page = text(client, "/svar")

    for snippet in rules.snippets:
        assert f'id="{snippet.id}"' in page
    assert "<mark>[fakturanummer]</mark>" in page


def test_replies_can_be_searched(client: FlaskClient) -> None:
    found = re.findall(r'<article class="snippet" id="([^"]+)"', text(client, "/svar?q=autogiro"))

    assert found[0] == "autogiro"
    assert len(found) < 45


def test_a_routine_that_does_not_exist_is_not_found(client: FlaskClient) -> None:
    assert client.get("/handbok/finns-inte").status_code == 404


def test_pages_run_nothing_but_their_own_scripts(client: FlaskClient) -> None:
    policy = client.get("/handbok/kundmail").headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_a_guide_is_filled_in_from_its_page(client: FlaskClient) -> None:
    answer = client.post("/handbok/guide/noreply", json={"values": {"framgar": "Nej", "adress": "anna@example.com"}}).json

    assert answer["outcome"] == {"text": "Svara kunden på anna@example.com.", "tone": "do"}
    assert answer["search"] == []


def test_the_escalation_guide_searches_the_handbook(client: FlaskClient) -> None:
    answer = client.post("/handbok/guide/eskalera", json={"values": {"sokord": "fakturaadress"}}).json

    assert answer["search"][0].keys() == {"title", "where", "url", "text"}


@pytest.mark.parametrize(
    "body",
    [{}, [], {"values": []}, {"values": {"framgar": 1}}, {"values": {"framgar": [1]}}, {"values": {"framgar": "x" * 20_001}}],
)
def test_answers_of_another_form_are_refused(client: FlaskClient, body: object) -> None:
    assert client.post("/handbok/guide/noreply", json=body).status_code == 400


def test_answers_must_be_json_and_to_a_guide_that_is_there(client: FlaskClient) -> None:
    assert client.post("/handbok/guide/noreply", data="x").status_code == 415
    assert client.post("/handbok/guide/finns-inte", json={"values": {}}).status_code == 404


def test_answers_from_another_site_are_refused(client: FlaskClient) -> None:
    headers = {"Origin": "https://example.com"}

    assert client.post("/handbok/guide/noreply", json={"values": {}}, headers=headers).status_code == 403


@pytest.mark.parametrize("values", [{f"x{n}": "" for n in range(201)}, {"adress": [""] * 201}])
def test_a_multitude_of_answers_is_refused(client: FlaskClient, values: dict) -> None:
    assert client.post("/handbok/guide/noreply", json={"values": values}).status_code == 400


def test_brackets_without_end_are_refused(client: FlaskClient) -> None:
    sent = client.post("/handbok/guide/noreply", data="[" * 100_000, content_type="application/json")
    assert sent.status_code == 400


def test_the_sentence_with_an_examples_first_mark_stands_for_it_on_paper():
    marked = (("Hej Anna,\n\nTack. Jag ", False), ("bifogar", True), (" den. Bra!", False))
    texts = (("Kundens mejl", (("Hej.", False),)), ("Ditt svar", marked))
    example = Shown(name="", because="", facts=(), texts=texts, becomes="")

    assert example.sentence == (("Jag ", False), ("bifogar", True), (" den.", False))
    assert replace(example, texts=texts[:1]).sentence == ()
    assert replace(example, texts=(("Ditt svar", (("Hej", True),)),)).sentence == (("Hej", True),)
