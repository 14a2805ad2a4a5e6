"""A foreign web page can't use up what the agent's own machine may ask."""

import pytest

from rutinlots.web.config import EXTENSION_ID

EXTENSION = f"chrome-extension://{EXTENSION_ID}"
PACK = "/api/v1/pack"
LINK = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}


@pytest.mark.usefixtures("no_time_passes")
@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_foreign_page_gets_no_answer_and_uses_up_nothing(make_app, site):
    client = make_app(RATE=1).test_client()
    refused = {client.get(PACK, headers={"Sec-Fetch-Site": site}).status_code for _ in range(20)}
    assert refused == {403}
    assert client.get(PACK).status_code == 200


@pytest.mark.parametrize("path", ["/handbok", "/logga-in", "/metrics", "/static/pages.css", "/api/v1/docs"])
def test_no_address_can_be_asked_by_a_script_or_an_image_on_a_foreign_page(make_app, path):
    client = make_app().test_client()
    asked = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}
    assert client.get(path, headers=asked).status_code == 403


def test_a_foreign_page_can_not_show_ours_in_a_frame(make_app):
    asked = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"}
    assert make_app().test_client().get("/handbok", headers=asked).status_code == 403


def test_a_link_on_a_foreign_page_leads_to_ours_but_not_to_the_api(make_app):
    client = make_app().test_client()
    assert client.get("/handbok", headers={"Sec-Fetch-Site": "cross-site", **LINK}).status_code == 200
    assert client.get(PACK, headers={"Sec-Fetch-Site": "cross-site", **LINK}).status_code == 403


@pytest.mark.parametrize("asked", [{}, {"Sec-Fetch-Site": "none"}, {"Sec-Fetch-Site": "same-origin"}])
def test_programs_and_our_own_pages_are_answered(make_app, asked):
    assert make_app().test_client().get(PACK, headers=asked).status_code == 200


def test_the_extension_is_answered_whatever_site_its_browser_names(make_app):
    asked = {"Sec-Fetch-Site": "cross-site", "Origin": EXTENSION}
    assert make_app().test_client().get(PACK, headers=asked).status_code == 200


def test_probes_are_answered_from_anywhere(make_app):
    assert make_app().test_client().get("/healthz", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200
