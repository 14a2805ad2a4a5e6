"""What a participant or an agent may do on the stage costs the others nothing."""

import pytest
from flask import Flask

from rutinlots.stage.mock import mailtext
from rutinlots.stage.worlds import MOST_OF_MEMBER, Worlds

COSTLY = "<p>" + "".join(f"<b a{number}>" for number in range(490)) + "<p>x" * 2000


NO_MAILS = ({"body": {"long": "a"}}, {"body": 5}, [], {"body": "a", "to": 5})


@pytest.mark.parametrize("form", [{"body": COSTLY}, {"body": "Hej", "quoted": COSTLY}, *NO_MAILS])
def test_what_is_costly_to_parse_or_no_text_is_refused_and_the_world_goes_on(visitor, form: object) -> None:
    visitor.client.get("/ovning/a/tickets/filters/all_tickets")
    headers = {"X-CSRF-Token": visitor.client.get("/ovning/api/_/bootstrap/me").json["meta"]["csrf_token"]}
    [number, *_] = [ticket["id"] for ticket in visitor.client.get("/ovning/api/_/tickets").json]

    sent = (("POST", f"tickets/{number}/reply"), ("POST", "tickets/outbound_email"))
    for method, path in (*sent, ("PUT", f"tickets/{number}/draft"), ("PUT", "composed")):
        answer = visitor.client.open(f"/ovning/api/_/{path}", method=method, json=form, headers=headers)
        assert answer.status_code == 422, path
    assert visitor.ticket(number).json["draft"] is None
    assert visitor.client.get("/ovning/api/_/bootstrap/me").json["composed"] is None


def test_what_has_been_asked_is_not_kept_without_end_and_no_thread_sleeps(visitor, app: Flask, monkeypatch) -> None:
    visitor.client.get("/ovning/a/tickets/filters/all_tickets?variants=api-slow", follow_redirects=True)
    [world] = app.extensions["rutinlots.stage"]._worlds.values()
    world.mock.api_calls = ["before"] * 1000
    slept: list[float] = []
    monkeypatch.setattr("rutinlots.stage.mock.rest.time.sleep", slept.append)

    assert visitor.client.get("/ovning/api/v2/agents/me").status_code == 200

    assert sum(slept) == 0
    assert (len(world.mock.api_calls), world.mock.api_calls[-1]) == (1000, "/ovning/api/v2/agents/me")


def test_a_mail_is_freed_from_its_tags_and_quotes_however_many_open_and_none_closes() -> None:
    assert mailtext.to_flat_text("<p>a < b</p>") == "a < b"
    assert mailtext.to_flat_text("<" * 100_000) == "<" * 100_000
    own, quoted = mailtext.split_quote("<div class=freshdesk_quote>x</div>" * 30)
    assert (own.count("x"), quoted.count("x")) == (10, 20)


def test_a_participant_of_a_course_has_few_worlds_and_ends_only_their_own() -> None:
    worlds = Worlds(b"key")
    other, _ = worlds.make("member 2", MOST_OF_MEMBER)
    first, *rest = [worlds.make("member 1", MOST_OF_MEMBER)[0] for _ in range(3)]

    assert worlds.open(first) is None
    assert all(worlds.open(each) for each in (other, *rest))
