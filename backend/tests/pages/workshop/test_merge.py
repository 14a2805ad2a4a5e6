"""Two changes of one text are put together value by value; what both have changed otherwise is a clash, of which one yields."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rutinlots.core.rules import Rules
from rutinlots.pages.workshop.hours import Typed
from rutinlots.rule_files.document import read_document
from rutinlots.rule_files.edit import REMOVED
from rutinlots.workshop.changes.merge import merged
from rutinlots.workshop.forms.fields import filled_in, groups_of
from rutinlots.workshop.search import items_of

FILE = "checks/arende/a.yaml"
BASE = """\
id: a
title: En rubrik # synlig
level: hint
status: active
message: Skriv så här.
present:
  any: [ett, två, tre]
good:
  - name: ett
    mail: Hej
  - name: två
    because: Nära
    mail: Hej då
"""
WORDS = "words/tid.yaml"


def both(mine: tuple[str, str], theirs: tuple[str, str]) -> str | None:
    """The text of both changes; None where they clash."""
    found = merged(FILE, BASE, BASE.replace(*mine), BASE.replace(*theirs))
    return None if found.clashes else found.text()


@pytest.mark.parametrize(
    ("mine", "theirs", "kept"),
    [
        (("hint", "confirm"), ("active\n", "trial\n"), ["level: confirm", "status: trial"]),
        (("En rubrik", "Min"), ("# synlig", "# visas"), ["title: Min # visas"]),
        (("id: a\n", "# min\nid: a\n"), ("Skriv", "Tala"), ["# min", "message: Tala så här."]),
        (("  - name: ett\n    mail: Hej\n", ""), ("Hej då", "Adjö"), ["    mail: Adjö"]),
        (("ett\n", "ETT\n"), ("Hej då", "Adjö"), ["  - name: ETT", "    mail: Adjö"]),
        (("Skriv", "Tala"), ("Skriv", "Tala"), ["message: Tala så här."]),
        (("ett, ", "ett, ny, "), ("tre]", "tre, fyra]"), ["  any: [ett, ny, två, tre, fyra]"]),
        (("tre]", "tre, min]"), ("tre]", "tre, deras]"), ["  any: [ett, två, tre, deras, min]"]),
        (("tre]", "tre, lika]"), ("ett, ", "lika, ett, "), ["  any: [lika, ett, två, tre]"]),
        (("ett, ", ""), ("tre]", "tre, fyra]"), ["  any: [två, tre, fyra]"]),
        (("ett, ", ""), (", tre]", "]"), ["  any: [två]"]),
        (("ett, ", "etta, "), ("två, ", "tvåa, "), ["  any: [etta, tvåa, tre]"]),
        (("[ett, två, tre]", "[tre, ett, två]"), ("tre]", "tre, fyra]"), ["  any: [tre, ett, två, fyra]"]),
        (
            ("Hej då\n", "Hej då\n  - name: min\n    mail: M\n"),
            ("Hej då\n", "Hej då\n  - name: deras\n    mail: D\n"),
            ["  - name: två", "  - name: deras", "    mail: D", "  - name: min", "    mail: M"],
        ),
        (("Nära", "Nästan"), ("Hej då", "Adjö"), ["    because: Nästan", "    mail: Adjö"]),
    ],
)
def test_changes_of_different_values_are_one_change(mine, theirs, kept):
    text = both(mine, theirs)

    assert text is not None
    assert [line for line in kept if line not in text.splitlines()] == []


@pytest.mark.parametrize(
    ("mine", "theirs", "clash"),
    [
        (("så här", "så nu"), ("Skriv", "Tala"), (("message",), "Skriv så nu.", "Tala så här.")),
        (("ett, ", "etta, "), ("ett, ", "ettor, "), (("present", "any", 0), "etta", "ettor")),
        (("ett, ", "etta, "), ("ett, ", ""), (("present", "any"), ["etta", "två", "tre"], ["två", "tre"])),
        (("Hej då", "Ajö"), ("Hej då", "Adjö"), (("good", 1, "mail"), "Ajö", "Adjö")),
        (("    because: Nära\n", ""), ("Nära", "Nästan"), (("good", 1, "because"), REMOVED, "Nästan")),
    ],
)
def test_what_both_have_changed_is_a_clash_in_which_one_may_yield(mine, theirs, clash):
    more, other = ("hint", "confirm"), ("active\n", "trial\n")
    my, their = BASE.replace(*mine).replace(*more), BASE.replace(*theirs).replace(*other)

    found = merged(FILE, BASE, my, their)

    assert [(each.path, each.mine, each.theirs) for each in found.clashes] == [clash]
    for text, side in ((found.text(), my), (found.text({clash[0]}), their)):
        assert read_document(text).values == read_document(side).values | {"level": "confirm", "status": "trial"}
    assert "# synlig" in found.text()


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("Skriv så nu. # vid min\n", "Tala så här. # vid deras\n"),
        ("Skriv\n  så nu.\n", ">\n  Tala så\n  här.\n"),
    ],
)
def test_in_a_clash_the_comments_of_both_stay_elsewhere_and_at_the_text_that_is_chosen(mine: str, theirs: str):
    my = BASE.replace("id: a\n", "# min\nid: a # mitt\n").replace("Skriv så här.\n", mine).replace("good:", "# mina exempel\ngood:")
    their = (
        BASE.replace("level", "# deras\nlevel").replace("Skriv så här.\n", f"{theirs}# om mönster\n").replace("då", "då # deras")
    )

    found = merged(FILE, BASE, my, their)

    assert [each.path for each in found.clashes] == [("message",)]
    for yielding, chosen in (((), mine), ({("message",)}, theirs)):
        text = found.text(yielding)
        assert f"message: {chosen}" in text
        for kept in ("# min\nid: a # mitt\n", "# deras\nlevel", "# om mönster\npresent", "# mina exempel\ngood:", "då # deras"):
            assert kept in text


def test_a_comment_above_a_text_stays_where_the_text_of_the_other_is_chosen():
    mine = BASE.replace("message: Skriv så här.", "# därför\nmessage: Skriv så nu.")

    found = merged(FILE, BASE, mine, BASE.replace("Skriv", "Tala"))

    assert "# därför\nmessage: Tala så här.\n" in found.text({("message",)})


def test_where_both_have_changed_one_line_without_a_clash_the_comments_of_both_stay():
    mine = BASE.replace("ett, ", "ett, ny, ").replace("id: a\n", "# min\nid: a\n").replace("good:", "# mina exempel\ngood:")
    theirs = BASE.replace("tre]", "tre, fyra]").replace("level", "# deras\nlevel")

    text = merged(FILE, BASE, mine, theirs).text()

    for kept in ("# min\nid: a", "# mina exempel\ngood:", "# deras\nlevel", "[ett, ny, två, tre, fyra]"):
        assert kept in text


def test_an_example_in_the_place_of_another_is_not_mixed_with_what_the_other_wrote_in_that():
    mine = BASE.replace("  - name: två\n    because: Nära\n    mail: Hej då\n", "  - name: ny\n    because: Ny\n    mail: Något\n")

    found = merged(FILE, BASE, mine, BASE.replace("Nära", "Nästan"))

    assert [each.path for each in found.clashes] == [("good",)]
    first, second, new = ({"name": "ett", "mail": "Hej"}, {"name": "två", "because": "Nästan", "mail": "Hej då"}, {"name": "ny"})
    assert read_document(found.text()).values["good"] == [first, new | {"because": "Ny", "mail": "Något"}]
    assert read_document(found.text({("good",)})).values["good"] == [first, new | {"because": "Ny", "mail": "Något"}, second]


def test_where_it_is_not_known_what_was_there_before_each_difference_is_a_clash():
    found = merged(FILE, None, BASE.replace("hint", "confirm"), BASE.replace("tre]", "tre, fyra]"))

    assert [each.path for each in found.clashes] == [("level",), ("present", "any")]
    assert found.text({("level",), ("present", "any")}) == BASE.replace("tre]", "tre, fyra]")


@pytest.mark.parametrize(("mine", "theirs"), [("id: [a", BASE.replace("Skriv", "Tala")), (BASE.replace("Skriv", "Tala"), "")])
def test_of_a_file_that_is_gone_or_cannot_be_read_one_is_chosen(mine: str, theirs: str):
    found = merged(FILE, BASE, mine, theirs)

    assert [each.path for each in found.clashes] == [()]
    assert (found.text(), found.text({()})) == (mine, theirs)


def test_two_new_files_of_one_name_are_put_together():
    found = merged(FILE, "", BASE, BASE.replace("En rubrik", "Deras").replace("tre]", "fyra]"))

    assert [each.path for each in found.clashes] == [("title",)]
    assert read_document(found.text()).values["present"]["any"] == ["ett", "två", "fyra", "tre"]


def test_a_routine_and_its_section_are_one_choice():
    base = "source: {routine: a, section: Ett}\n"

    found = merged(FILE, base, "source: {routine: b, section: Ett}\n", "source: {routine: a, section: Två}\n")

    assert [each.path for each in found.clashes] == [("source",)]


def test_a_reply_has_the_blanks_of_the_text_that_is_chosen():
    file, base = "snippets/faktura/a.yaml", "id: a\nfields:\n  x: {label: X, example: 1}\ntext: Hej [x].\n"
    mine = base.replace("Hej [x].", "Hej [x] och [min].").replace("1}\n", "1}\n  min: {label: M, example: 2}\n")
    theirs = base.replace("Hej [x].", "Hej [x], [deras].").replace("1}\n", "1}\n  deras: {label: D, example: 3}\n")

    found = merged(file, base, mine, theirs)

    assert [each.path for each in found.clashes] == [("text",)]
    assert list(read_document(found.text()).values["fields"]) == ["x", "min"]
    assert list(read_document(found.text({("text",)})).values["fields"]) == ["x", "deras"]


def test_days_of_their_own_are_added_and_taken_away_by_two_at_once():
    base = "second_line:\n  fredag: 8-15\nsecond_line_exceptions:\n  2026-12-23: 8-12\n"
    mine = "second_line:\n  fredag: 8-15\n"

    found = merged("settings.yaml", base, mine, base + "  2026-12-22: stängt\n")

    assert not found.clashes
    assert found.text() == "second_line:\n  fredag: 8-15\nsecond_line_exceptions:\n  2026-12-22: stängt\n"
    assert merged("settings.yaml", base, mine, base.replace("15", "16")).text() == "second_line:\n  fredag: 8-16\n"


def test_comments_among_the_hours_stay_when_the_hours_are_changed_on_their_page():
    text = """\
second_line: # enligt avtal
  måndag: 08:00-17:00
  # kort till juni
  fredag: 08:00-15:00 # som i fjol
second_line_exceptions: # beslutat i höst
  2026-12-23: 08:00-12:00
  # mellandagarna
  2026-12-28: 08:00-12:00
letter_days: 3
"""
    typed = Typed.of(text)

    typed.days.append(("2026-12-30", "stängt"))
    typed.week["fredag"] = "08:00-16:00"

    changed = text.replace("fredag: 08:00-15:00", "fredag: 08:00-16:00").replace("letter", "  2026-12-30: stängt\nletter")
    assert typed.put_in(text) == changed


def test_names_are_added_by_two_at_once_and_comments_stay():
    base = "# Våra namn\nAnna\n-Kund\n"
    name, another, never = base.replace("-", "Bo\n-"), base.replace("-", "Eva\n-"), base + "-Hej\n"

    assert merged("names/egna.txt", base, never, name).text() == "# Våra namn\nAnna\nBo\n-Kund\n-Hej\n"
    assert merged("names/egna.txt", base, another, name).text() == "# Våra namn\nAnna\nBo\nEva\n-Kund\n"
    assert merged("names/egna.txt", "# Våra namn\n", "# Våra namn\nBo\n", "# Våra namn\n-Hej\n").text() == "# Våra namn\n-Hej\nBo\n"


def written(words: list[str]) -> str:
    return f"lista: [{', '.join(words)}]\n" if words else "lista: []\n"


@settings(max_examples=60)
@given(st.lists(st.sampled_from("abcdef"), unique=True), st.data())
def test_what_either_has_added_is_there_and_what_either_has_taken_away_is_gone(base: list[str], data: st.DataObject):
    sides = []
    for new in ("mno", "opq"):
        kept = [each for each in base if data.draw(st.booleans())] if base else []
        for word in data.draw(st.lists(st.sampled_from(new), unique=True)):
            kept.insert(data.draw(st.integers(0, len(kept))), word)
        sides.append(kept)

    found = merged(WORDS, written(base), *map(written, sides))

    if not found.clashes:
        both_have = {word for word in base if all(word in side for side in sides)}
        added = {word for side in sides for word in side} - set(base)
        assert sorted(read_document(found.text()).values["lista"]) == sorted(both_have | added)
    for side, yielding in zip(sides, ((), {each.path for each in found.clashes}), strict=True):
        there = read_document(found.text(yielding)).values["lista"]
        assert set(side) - set(base) <= set(there), "in a clash, too, what is new of the one who is followed is there"
        assert len(there) == len(set(there))


@pytest.mark.soak
def test_in_every_field_of_many_lines_two_add_one_each_beside_other_changes(rules: Rules):
    for file in sorted(item.file for item in items_of(rules)):
        text = rules.sources[file]
        fields = [field for group in groups_of(file, text, rules) for field in group.fields]
        line = next((field for field in fields if field.kind == "line" and field.value), None)
        for field in [field for field in fields if field.kind == "lines" or field.name == "rader"][:12]:
            sent = [{field.name: [f"{field.value}\n{new}"]} for new in ("mitt", "deras")]
            if line:
                sent[0][line.name] = [f"{line.value} X"]
            mine, theirs = (filled_in(file, text, each, rules) for each in sent)

            found = merged(file, text, mine, theirs)

            assert found.clashes == (), (file, field.name)
            after = {each.name: each for group in groups_of(file, found.text(), rules) for each in group.fields}
            both = {*field.values, "mitt", "deras"}
            each_alone = [{*field.values, new} for new in ("mitt", "deras")]  # each made an exception or alternative of it
            lists = [set(one.values) for one in after.values()]
            assert both in lists or all(alone in lists for alone in each_alone), (file, field.name)
            assert not line or after[line.name].value == f"{line.value} X"
