"""Canned responses by Freshdesk's documented API."""

from collections.abc import Iterator

import pytest

from rutinlots.freshdesk import Freshdesk, FreshdeskError, dump, parse, pull
from rutinlots.freshdesk.client import address_of

from .conftest import Account


@pytest.fixture
def pauses() -> list[float]:
    """How long the client has waited, instead of waiting."""
    return []


@pytest.fixture
def client(account: Account, pauses: list[float]) -> Iterator[Freshdesk]:
    opened = Freshdesk(account.address, account.mock.api_key, pause=pauses.append)
    yield opened
    opened.close()


def test_every_shared_response_comes_with_its_folder(client: Freshdesk):
    found = pull(client)

    assert len(found) == 116
    assert len({each.folder for each in found}) == 8
    assert all(each.title and each.html and each.text for each in found)


def test_a_personal_folder_is_not_even_asked_for(client: Freshdesk, account: Account):
    found = pull(client)

    personal = next(folder for folder in account.mock.folders if folder.personal)
    assert "Mina egna" not in {each.folder for each in found}
    assert f"/api/v2/canned_response_folders/{personal.id}/responses" not in account.mock.api_calls


def test_links_lists_and_placeholders_are_kept_and_attachments_named(client: Freshdesk):
    by_title = {each.title: each for each in pull(client)}

    how = by_title["Så läser du din räkning"]
    assert how.attachments == ("las-din-rakning.pdf",)
    assert '<a href="https://www.example.com/las-rakningen">' in how.html
    assert "- Fast avgift, som beror på huvudsäkringen" in how.text
    assert "rad för rad (https://www.example.com/las-rakningen)" in how.text
    assert "{{ticket.requester.firstname}}" in by_title["Bekräftelse på nytt abonnemang"].html
    assert "secret" not in dump(list(by_title.values()))


def test_what_scripts_could_do_is_taken_out(client: Freshdesk, account: Account):
    account.mock.folders[0].responses[0].html = (
        '<p onclick="steal()">Hej<script>steal()</script><img src="https://tracker.example/x.gif">'
        '<a href="javascript:steal()">klicka</a></p>'
    )

    first = pull(client)[0]

    assert first.html == "<p>Hej<a>klicka</a></p>"


def test_long_lists_are_read_page_after_page(client: Freshdesk, account: Account):
    folder = account.mock.folders[0]
    folder.responses += [type(folder.responses[0])(number, f"Svar {number}", "<p>x</p>") for number in range(1, 231)]

    assert sum(each.folder == "Faktura" for each in pull(client)) == 248


def test_a_refusal_for_the_rate_is_waited_out_as_long_as_asked(client: Freshdesk, account: Account, pauses: list[float]):
    account.mock.throttled = 2

    assert len(pull(client)) == 116
    assert pauses == [7, 7]


def test_it_leaves_the_last_requests_of_the_minute_to_others(client: Freshdesk, account: Account, pauses: list[float]):
    account.mock.remaining = 3

    pull(client)

    assert pauses == [60] * 9


def test_an_account_that_stays_busy_is_given_up(client: Freshdesk, account: Account):
    account.mock.throttled = 100

    with pytest.raises(FreshdeskError, match="limit of requests"):
        pull(client)


def test_a_wrong_key_is_said_without_telling_it(account: Account):
    with pytest.raises(FreshdeskError, match="doesn't know the API key") as refused:
        pull(Freshdesk(account.address, "wrongKey42"))

    assert "wrongKey42" not in str(refused.value)


def test_an_account_that_shares_nothing_is_an_error(client: Freshdesk, account: Account):
    account.mock.folders[:] = [folder for folder in account.mock.folders if folder.personal]

    with pytest.raises(FreshdeskError, match="shares no canned responses"):
        pull(client)


def test_a_server_that_is_not_there_is_an_error():
    with pytest.raises(FreshdeskError, match="doesn't answer"):
        pull(Freshdesk("http://127.0.0.1:9", "key"))


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("company.freshdesk.com", "https://company.freshdesk.com"),
        ("https://company.freshdesk.com/a/tickets/1", "https://company.freshdesk.com"),
        ("http://127.0.0.1:80/x", "http://127.0.0.1:80"),
    ],
)
def test_an_address_is_the_accounts(written: str, address: str):
    assert address_of(written) == address


@pytest.mark.parametrize("written", ["http://company.freshdesk.com", "ftp://x.example", "https://", "https://key@x.example"])
def test_a_key_goes_to_no_address_where_it_can_be_read(written: str):
    with pytest.raises(ValueError, match="https://"):
        address_of(written)


def test_a_file_has_the_apis_shape_and_is_read_as_it_was_written(client: Freshdesk):
    found = pull(client)

    assert parse(dump(found)) == found


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{", "isn't JSON"),
        ("{}", "must be a list"),
        ("[1]", "response 1"),
        ('[{"id": "1", "title": "a", "content_html": ""}]', "response 1: id"),
        ('[{"id": true, "title": "a", "content_html": ""}]', "response 1: id"),
        ('[{"id": 1, "title": " ", "content_html": ""}]', "response 1: title"),
        ('[{"id": 1, "title": "a"}]', "response 1: content_html"),
        ('[{"id": 1, "title": "a", "content_html": ""}, {"id": 1, "title": "a", "content_html": ""}]', "two with the id 1"),
    ],
)
def test_another_shape_is_refused_with_its_place(text: str, fault: str):
    with pytest.raises(ValueError, match=fault):
        parse(text)


def test_the_apis_own_further_keys_are_no_fault():
    (found,) = parse('[{"id": 1, "title": "a", "folder_id": 3, "content": "x", "content_html": "<p>x</p>", "created_at": "…"}]')

    assert (found.folder, found.text) == ("", "x")
