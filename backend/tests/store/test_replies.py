"""The company's replies: what a pull changes, and what it never touches."""

from datetime import UTC, datetime, timedelta

import pytest

from rutinlots.core.snippets.texts.reply import Canned, Said, canned
from rutinlots.store import Store

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
LATER = NOW + timedelta(days=1)


def response(number: int, title: str = "Autogiro", html: str = "<p>Så gör du.</p>", folder: str = "Betalning") -> Canned:
    return canned(number, folder, title, html)


def test_a_pull_tells_what_is_new_changed_gone_and_as_before(store: Store):
    store.replies.take([response(1, "Ett"), response(2, "Två"), response(3, "Tre")], NOW)

    done = store.replies.take([response(2, "Två"), response(3, "Tre", "<p>Nytt.</p>"), response(4, "Fyra")], LATER)

    assert (done.new, done.changed, done.gone, done.same) == (("Fyra",), ("Tre",), ("Ett",), 1)
    assert {each.canned.title: each.changed_at for each in store.replies.all().replies} == {
        "Två": NOW,
        "Tre": LATER,
        "Fyra": LATER,
    }


def test_what_was_pulled_is_read_as_it_was(store: Store):
    given = canned(2**40, "Fakturor & avgifter", "Så här – läs", "<p>Hej <b>du</b></p>", ["a.pdf", "å,ä.pdf"])
    store.replies.take([given], NOW)

    (reply,) = store.replies.all().replies

    assert reply.canned == given
    assert reply.said == Said()
    assert reply.id == f"freshdesk-{2**40}"


@pytest.mark.parametrize("second", [[response(1, "Nytt namn")], [response(2)], [response(1)]])
def test_what_a_lead_has_said_survives_every_pull(store: Store, second: list[Canned]):
    said = Said(off=True, words=("dras från kontot", "medgivande"), answers="hanvisning-till-krav", instead_of="autogiro")
    store.replies.take([response(1)], NOW)
    assert store.replies.say(1, said)

    store.replies.take(second, LATER)
    store.replies.take([response(1)], LATER)

    assert next(each.said for each in store.replies.all().replies if each.canned.id == 1) == said


def test_a_moved_response_is_changed(store: Store):
    store.replies.take([response(1, folder="Faktura")], NOW)

    assert store.replies.take([response(1, folder="Betalning")], LATER).changed == ("Autogiro",)


def test_one_that_comes_back_is_new_again(store: Store):
    store.replies.take([response(1), response(2, "Två")], NOW)
    store.replies.take([response(2, "Två")], NOW)

    assert store.replies.take([response(1), response(2, "Två")], LATER).new == ("Autogiro",)
    assert len(store.replies.all().replies) == 2


def test_every_change_is_seen_by_the_version(store: Store):
    seen = [store.replies.version()]
    for change in (
        lambda: store.replies.take([response(1)], NOW),
        lambda: store.replies.say(1, Said(off=True)),
        lambda: store.replies.switch_starter(True),
    ):
        change()
        seen.append(store.replies.version())

    assert seen == sorted(set(seen))
    assert store.replies.all().starter_off
    assert store.replies.all().pulled_at == NOW


def test_nothing_can_be_said_about_a_reply_that_is_unknown(store: Store):
    assert not store.replies.say(7, Said(off=True))


def test_words_are_kept_once_each_on_one_line(store: Store):
    store.replies.take([response(1)], NOW)
    store.replies.say(1, Said(words=("dras\nfrån  kontot", "", "dras från kontot", "x" * 500)))

    assert store.replies.all().replies[0].said.words == ("dras från kontot", "x" * 80)


def test_two_thousand_replies_are_taken_at_once(store: Store):
    many = [response(number, f"Svar {number}") for number in range(1, 2001)]

    assert len(store.replies.take(many, NOW).new) == 2000
    assert store.replies.take(many, LATER).same == 2000
