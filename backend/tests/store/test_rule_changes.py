"""The history of the rule files, and the files that are published to the database."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest

from rutinlots.store import Author, Change, Overtaken, Published, Store, hash_of

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
MARIA, ERIK = Author("Maria", "192.0.2.1"), Author("Erik", "192.0.2.2")
FILE, OTHER = "checks/arende/a.yaml", "settings.yaml"
FOLDER = "title: Hej – å, ä och ö\n"


def publish(store: Store, before: str, after: str, who: Author = MARIA, at: datetime = NOON, file: str = FILE) -> None:
    store.rule_changes.publish(who, file, before, after, "Kortare", at, folder=FOLDER)


def test_before_the_first_change_there_is_nothing(store: Store):
    changes = store.rule_changes
    assert (changes.latest(9), dict(changes.published()), changes.one(1)) == ([], {}, None)


def test_a_published_file_is_read_back_as_it_was_written_with_what_the_folder_had(store: Store):
    after = "title: 'Nytt'\n" + "# å\n" * 5000
    publish(store, FOLDER, after)
    assert store.rule_changes.published() == {FILE: Published(after, hash_of(FOLDER))}
    [change] = store.rule_changes.latest(9)
    told = Change(id=change.id, at=NOON, who="Maria", file=FILE, before=FOLDER, after=after, reason="Kortare")
    assert (change, store.rule_changes.one(change.id)) == (told, told)


def test_changes_are_told_newest_first_of_one_file_or_of_all_and_their_number_grows(store: Store):
    publish(store, FOLDER, "a")
    first = store.rule_changes.last()
    publish(store, FOLDER, "b", ERIK, LATER, OTHER)
    publish(store, "a", "c", ERIK, LATER)
    latest = store.rule_changes.latest(9)
    assert [(each.file, each.after, each.who) for each in latest] == [
        (FILE, "c", "Erik"), (OTHER, "b", "Erik"), (FILE, "a", "Maria"),
    ]  # fmt: skip
    assert [each.after for each in store.rule_changes.latest(9, FILE)] == ["c", "a"]
    assert [each.after for each in store.rule_changes.latest(1)] == ["c"]
    assert store.rule_changes.last() == latest[0].id > first


def test_a_file_that_another_has_published_meanwhile_is_not_overwritten(store: Store):
    publish(store, FOLDER, "deras")
    with pytest.raises(Overtaken):
        publish(store, FOLDER, "min", ERIK)
    assert store.rule_changes.published()[FILE].text == "deras"
    assert [each.after for each in store.rule_changes.latest(9)] == ["deras"]


def test_a_file_that_another_has_taken_out_of_the_database_meanwhile_is_not_put_back(store: Store):
    publish(store, FOLDER, "nytt")
    publish(store, "nytt", FOLDER)
    with pytest.raises(Overtaken):
        publish(store, "nytt", "min", ERIK)
    assert dict(store.rule_changes.published()) == {}


def test_what_is_as_the_folder_again_leaves_the_database_and_stays_in_the_history(store: Store):
    publish(store, FOLDER, "nytt")
    publish(store, "nytt", FOLDER)
    assert dict(store.rule_changes.published()) == {}
    assert [each.after for each in store.rule_changes.latest(9)] == [FOLDER, "nytt"]


def test_a_file_that_is_removed_is_published_as_empty(store: Store):
    publish(store, FOLDER, "")
    assert store.rule_changes.published()[FILE].text == ""


def test_a_change_of_the_folder_is_noted_once_though_several_servers_see_it(store: Store):
    for who in (MARIA, ERIK):
        store.rule_changes.note(who, FILE, "a", "b", "", NOON)
    store.rule_changes.note(MARIA, OTHER, "a", "b", "", NOON)
    store.rule_changes.note(MARIA, FILE, "b", "a", "", LATER)
    assert [(each.file, each.after, each.who) for each in store.rule_changes.latest(9)] == [
        (FILE, "a", "Maria"), (OTHER, "b", "Maria"), (FILE, "b", "Maria"),
    ]  # fmt: skip


def test_a_change_of_the_folder_is_no_published_file(store: Store):
    store.rule_changes.note(MARIA, FILE, "a", "b", "", NOON)
    assert dict(store.rule_changes.published()) == {}


def test_names_and_reasons_are_cut_to_what_is_kept_and_reasons_are_one_line(store: Store):
    store.rule_changes.note(Author("x" * 300, "192.0.2.1"), FILE, "a", "b", " Kunderna\n frågade " + "x" * 900, NOON)
    [change] = store.rule_changes.latest(9)
    assert (len(change.who), len(change.reason), change.reason[:18]) == (120, 500, "Kunderna frågade x")


@pytest.mark.parametrize("before", [FOLDER, "före"])
def test_of_two_who_publish_at_once_one_is_overtaken(store: Store, before: str):
    if before != FOLDER:
        publish(store, FOLDER, before)
    together, outcomes = Barrier(2), list[str]()

    def go(text: str) -> None:
        together.wait()
        try:
            publish(store, before, text)
            outcomes.append(text)
        except Overtaken:
            outcomes.append("overtaken")

    threads = [Thread(target=go, args=(text,)) for text in ("ett", "två")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    [winner] = [each for each in outcomes if each != "overtaken"]
    assert len(outcomes) == 2
    assert store.rule_changes.published()[FILE].text == winner
    assert store.rule_changes.latest(1)[0].after == winner
    assert "overtaken" in outcomes
