"""A reply's text as it is typed: whole paragraphs in the form, broken lines in the file, and only what was meant as a change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rutinlots.core.handbook.markup import blocks
from rutinlots.core.rules import Rules
from rutinlots.core.snippets.texts.snippet import paragraphs
from rutinlots.rule_files.document import read_document
from rutinlots.workshop.changes.difference import differences
from rutinlots.workshop.forms.fields import filled_in, groups_of
from rutinlots.workshop.forms.prose import broken_lines, whole_lines

FILE = "snippets/betalning/autogiro.yaml"


@pytest.fixture
def texts(rules: Rules) -> dict[str, str]:
    return {field.name: field.value for group in groups_of(FILE, rules.sources[FILE], rules) for field in group.fields}


def test_each_paragraph_is_a_line_of_the_form_that_changes_nothing_by_itself(rules: Rules, texts: dict[str, str]):
    assert [len(line) > 120 for line in texts["text"].split("\n\n")] == [False, True, True, True]
    assert all("\n" not in each for each in texts["english"].split("\n\n"))
    for each in rules.snippets:
        file = next(file for file in rules.sources if file.endswith(f"/{each.id}.yaml"))
        form = {field.name: [field.value] for group in groups_of(file, rules.sources[file], rules) for field in group.fields}
        assert form["text"] == [each.text], "what the form shows is what the agent gets"
        assert filled_in(file, rules.sources[file], form, rules) == rules.sources[file]


def test_a_changed_paragraph_is_broken_in_the_file_and_the_others_stay_as_they_are(rules: Rules, texts: dict[str, str]):
    before = rules.sources[FILE]
    typed = texts["text"].replace("i din internetbank", "i din egen internetbank eller i bankens app") + "\n\nHör av dig."

    after = filled_in(FILE, before, {"text": [typed]}, rules)

    assert paragraphs(read_document(after).values["text"]) == typed
    assert max(map(len, after.splitlines())) <= 120
    kept = [line for line in before.splitlines() if "Det tar några dagar" in line or "annars betalar du" in line]
    assert [line for line in kept if line in after.splitlines()] == kept
    [difference] = differences(FILE, before, after, rules.vocabulary)
    assert [kind for kind, _ in difference.pieces if kind != "same"] == ["new"] * 3, "no line breaks of the file"


def test_a_section_of_a_routine_is_shown_whole_and_read_as_before(rules: Rules):
    for routine in rules.routines:
        file = f"routines/{routine.id}.yaml"
        form = {field.name: [field.value] for group in groups_of(file, rules.sources[file], rules) for field in group.fields}
        assert filled_in(file, rules.sources[file], form, rules) == rules.sources[file]
        for number, section in enumerate(routine.sections):
            shown = form[f"sections/{number}/text"][0]
            assert blocks(shown) == blocks(section.text)
            assert len(shown.splitlines()) == sum(len(block.items) for block in blocks(shown)) + shown.count("\n\n")
            after = filled_in(file, rules.sources[file], {f"sections/{number}/text": [f"{shown}\n\nHör av dig."]}, rules)
            assert blocks(read_document(after).values["sections"][number]["text"])[:-1] == blocks(section.text)


def test_a_blank_of_several_words_is_never_broken():
    row = f"{'ord ' * 27}[övriga anläggningar som kunden har] och mer"

    lines = broken_lines([row], "")

    assert len(lines) == 2
    assert "[övriga anläggningar som kunden har]" in lines[1]


words = st.lists(st.sampled_from(["-", "1.", "och", "[en dag]", "faktura-kopia", "x" * 130, "•"]), min_size=1, max_size=40).map(
    " ".join
)


@given(st.lists(st.one_of(words, st.just("")), max_size=6), st.lists(words, max_size=4))
def test_what_is_typed_is_what_is_read(typed: list[str], before: list[str]):
    text = "\n".join(broken_lines(typed, "\n\n".join(before)))

    assert paragraphs(text) == paragraphs("\n".join(typed))
    assert "\n".join(whole_lines(text)) == paragraphs("\n".join(typed))
