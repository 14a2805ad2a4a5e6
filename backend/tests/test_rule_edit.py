"""A value of a rule file is changed and every other line stays as it is."""

import pytest

from rutinlots.rule_files.document import read_document
from rutinlots.rule_files.edit import REMOVED, edited, sorted_keys, with_value

FILE = """\
# Överst
id: a-check
title: En rubrik  # kort
moments: [write, send]
# om mönstren
present:
  in: draft
  any:
    - 'ett'
    - 'två'   # det andra
why: >-
  Därför att
  det är så.
good:
  - name: först
    draft: |
      Hej Anna,

      # ingen kommentar
  - name: sedan
    mail: Hej
"""


def lines_that_differ(before: str, after: str) -> tuple[list[str], list[str]]:
    old, new = before.splitlines(), after.splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


def test_one_value_is_one_line_of_a_difference():
    assert lines_that_differ(FILE, edited(FILE, ("title",), "Nytt: 12:30")) == (
        ["title: En rubrik  # kort"],
        ["title: 'Nytt: 12:30'  # kort"],
    )


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("present", "any", 1), "tre"),
        (("present", "any", 2), "tre"),
        (("present", "any", 0), REMOVED),
        (("present", "any"), REMOVED),
        (("moments",), ["open", "write"]),
        (("good", 0, "name"), "ett annat"),
        (("good", 0, "name"), REMOVED),
        (("good", 0, "draft"), "Hej Per,\n\n# ingen kommentar heller"),
        (("good", 0), REMOVED),
        (("good", 2, "name"), "tredje"),
        (("why",), "ja"),
        (("why",), "En mening som är så lång att den behöver flera rader. " * 4),
        (("drafts",), ["note"]),
    ],
)
def test_what_is_read_again_is_what_was_meant(path, value):
    after = edited(FILE, path, value, ("id", "title", "moments", "drafts", "present", "why", "good"))

    assert plain(read_document(after).values) == plain(with_value(read_document(FILE).values, path, value))
    assert [line for line in after.splitlines() if line.startswith("#")] == ["# Överst", "# om mönstren"]


def plain(value):
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    return list(map(plain, value)) if isinstance(value, list) else value.strip()


def test_a_new_key_gets_its_place_in_the_order():
    after = edited(FILE, ("drafts",), ["note"], ("id", "title", "moments", "drafts", "present"))

    assert list(read_document(after).values) == ["id", "title", "moments", "drafts", "present", "why", "good"]


def test_keys_in_another_order_are_put_in_order_with_their_comments():
    after = sorted_keys("title: b\n# om id\nid: a\n", ("id", "title"))

    assert after == "# om id\nid: a\ntitle: b\n"


def test_every_value_of_the_shipped_rules_can_be_changed(rules):
    """One value of each file, so that every way of writing that is in use is met."""
    for file, text in rules.sources.items():
        values = read_document(text).values if file.endswith(".yaml") else {}  # a list of names has one a line
        for key, value in values.items():
            if isinstance(value, str):
                after = edited(text, (key,), "ett: annat")
                assert read_document(after).values == {**values, key: "ett: annat"}, file
