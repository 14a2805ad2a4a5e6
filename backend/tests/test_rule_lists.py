"""A list of a rule file is changed item by item: what is as it was keeps its lines, its quotes and its comments."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

import pytest
import yaml

from rutinlots.core.rules import Rules
from rutinlots.rule_files.document import read_document
from rutinlots.rule_files.edit import REMOVED, KeyPath, edited, with_value
from rutinlots.rule_files.rewrite import rewritten
from rutinlots.workshop.forms.fields import filled_in, groups_of

NEW = "nyord"


def lists(node: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, yaml.SequenceNode]]:
    """The lists of texts in a file, but for those in a mapping in braces."""
    if isinstance(node, yaml.SequenceNode) and node.value and all(isinstance(each, yaml.ScalarNode) for each in node.value):
        yield path, node
    elif isinstance(node, yaml.SequenceNode):
        for number, each in enumerate(node.value):
            yield from lists(each, (*path, number))
    elif isinstance(node, yaml.MappingNode) and not node.flow_style:
        for key, value in node.value:
            yield from lists(value, (*path, key.value))


def lists_in(rules: Rules) -> Iterator[tuple[str, list[tuple[KeyPath, yaml.SequenceNode]]]]:
    for file, text in rules.sources.items():
        if file.endswith(".yaml") and (found := list(lists(yaml.compose(text, yaml.CSafeLoader)))):
            yield file, found


def lines_of(node: yaml.Node) -> set[int]:
    """The lines on which an item is, as numbers from 0."""
    return set(range(node.start_mark.line, node.end_mark.line + (1 if node.end_mark.column else 0)))


def touched(before: str, after: str) -> set[int]:
    """The lines of the first text that are not in the second."""
    steps = SequenceMatcher(None, before.splitlines(), after.splitlines(), autojunk=False).get_opcodes()
    return {line for kind, start, end, _, _ in steps if kind != "equal" for line in range(start, end)}


def changed_in(text: str, path: KeyPath, node: yaml.SequenceNode, what: str) -> tuple[str, set[int]]:
    """The text with one item of a list changed, added or taken away, and the lines that may be touched."""
    items = [each.value for each in node.value]
    at = len(items) // 2
    if what == "added":
        return edited(text, path, [*items, NEW]), lines_of(node.value[-1])
    if what == "changed":
        return edited(text, (*path, at), NEW), lines_of(node.value[at])
    bracket = lines_of(node.value[at - 1]) if node.flow_style else set()  # which may move up behind the one before
    return edited(text, (*path, at), REMOVED), lines_of(node.value[at]) | bracket


@pytest.mark.parametrize("what", ["changed", "added", "gone"])
def test_in_every_shipped_file_one_changed_item_touches_only_its_lines(rules: Rules, what: str):
    """One list of each file, so that every way of writing that is in use is met."""
    for file, found in lists_in(rules):
        path, node = max(found, key=lambda each: len(each[1].value))
        after, lines = changed_in(rules.sources[file], path, node, what)
        assert touched(rules.sources[file], after) <= lines, (file, path)


@pytest.mark.soak
@pytest.mark.parametrize("what", ["changed", "added", "gone"])
def test_in_every_shipped_list_one_changed_item_touches_only_its_lines(rules: Rules, what: str):
    for file, found in lists_in(rules):
        for path, node in found:
            if len(node.value) > 1:
                after, lines = changed_in(rules.sources[file], path, node, what)
                assert touched(rules.sources[file], after) <= lines, (file, path)


@pytest.mark.parametrize(
    ("file", "field"),
    [
        ("topics.yaml", "bereavement/any"),
        ("elsewhere.yaml", "ours"),
        ("words/dokument.yaml", "dokument"),
        ("checks/sprak/cheerful-in-grief.yaml", "present/any"),
        ("checks/halsning/double-greeting.yaml", "present/any/0/except/0/patterns"),
        ("snippets/faktura/e-faktura.yaml", "keywords"),
    ],
)
def test_a_word_that_is_changed_in_the_form_touches_only_its_line(rules: Rules, file: str, field: str):
    text = rules.sources[file]
    values = next(list(each.values) for group in groups_of(file, text, rules) for each in group.fields if each.name == field)
    at = len(values) // 2

    after = filled_in(file, text, {field: ["\n".join([*values[:at], NEW, *values[at + 1 :]])]}, rules)

    [line] = touched(text, after)
    assert values[at] in text.splitlines()[line]
    assert after.splitlines()[line] == text.splitlines()[line].replace(values[at], NEW)


QUOTED = """\
any:
  # vanliga
  - 'ett'   # det första

  # ovanliga
  - "två"
  - pattern: 'tre'
    except: [x, y]
after: ja
"""
BRACKETS = """\
words: [ett, 'tv\\w*',  # om två
  tre,   fyra]  # alla
after: ja
"""
EACH = "words: [\n    ett,\n    två,\n]\n"


@pytest.mark.parametrize(
    ("text", "items", "lines"),
    [
        (QUOTED, ["ett", "två", {"pattern": "tre", "except": ["x", "y"]}, "fyra"], {"": '  - "fyra"'}),
        (QUOTED, ["ny", "två", {"pattern": "tre", "except": ["x", "y"]}], {"  - 'ett'   # det första": "  - 'ny'   # det första"}),
        (QUOTED, ["två", {"pattern": "tre", "except": ["x", "y"]}], {"  - 'ett'   # det första": None}),
        (QUOTED, ["ett", "ett till", "två", {"pattern": "tre", "except": ["x", "y"]}], {"": "  - 'ett till'"}),
        (QUOTED, ["ett", "två", {"pattern": "tre", "except": ["x", "z"]}], {"    except: [x, y]": "    except: [x, z]"}),
        (BRACKETS, ["ett", "tv\\w*", "tre", "fyra", "fem"], {"  tre,   fyra]  # alla": "  tre,   fyra, fem]  # alla"}),
        (BRACKETS, ["ett", "tv\\w*", "tre", "fyr\\w*"], {"  tre,   fyra]  # alla": "  tre,   'fyr\\w*']  # alla"}),
        (BRACKETS, ["ett", "tre", "fyra"], {"words: [ett, 'tv\\w*',  # om två": "words: [ett,  # om två"}),
        (EACH, ["ett", "två", "tre: fyra"], {"": "    'tre: fyra',"}),
        (EACH, ["två"], {"    ett,": None}),
        ("words:\n  -\n    name: x\n  - name: y\n", [{"name": "y"}], {"  -": None, "    name: x": None}),
    ],
)
def test_what_is_new_is_written_as_its_neighbours_are(text: str, items: list[Any], lines: dict[str, str | None]):
    """``lines`` are those that differ, with what they become; None: gone, and "" is before one that is new."""
    key = text[: text.index(":")]

    after = rewritten(text, {**read_document(text).values, key: items})

    old, new = text.splitlines(), after.splitlines()
    steps = [step for step in SequenceMatcher(None, old, new).get_opcodes() if step[0] != "equal"]
    assert [line for _, start, end, _, _ in steps for line in old[start:end]] == [each for each in lines if each]
    written = [each for each in lines.values() if each is not None]
    assert [line for _, _, _, start, end in steps for line in new[start:end]] == written
    assert read_document(after).values[key] == items


def test_items_that_change_places_keep_their_quotes():
    assert edited("any:\n  - 'a'\n  - b\n  - \"c\"\n", ("any",), ["c", "b", "a"]) == "any:\n  - \"c\"\n  - b\n  - 'a'\n"


def test_a_line_that_gets_too_long_goes_on_in_the_next():
    words = ", ".join(f"ord{number:02}" for number in range(16))

    after = edited(f"words: [{words}]\n", ("words", 3), "ett mycket längre ord")

    assert [len(line) <= 120 for line in after.splitlines()] == [True, True]
    assert after.splitlines()[1] == "  ord13, ord14, ord15]"


AWKWARD = """a: b
# x
x # y
it's
"x"
- a
x]
a, b
{a}
?
&a
*b
%
|
\\""".splitlines()
OF_MORE_LINES = """\
l:
  - |
    a
    b
  - >-
    b
    c
  - d
    e
"""


@pytest.mark.parametrize("text", ["l: [a, 'b', \"c\"]\n", "l:\n- a\n- 'b'\n- \"c\"\n", OF_MORE_LINES])
def test_whatever_is_written_is_read_again(text: str):
    for at in range(4):
        for value in (*AWKWARD, "", "två\nrader", "x" * 130):
            found = read_document(edited(text, ("l", at), value)).values["l"]
            assert [each.strip() for each in found] == [
                each.strip() for each in with_value(read_document(text).values, ("l", at), value)["l"]
            ]


def test_a_list_that_cannot_be_changed_item_by_item_is_written_as_a_whole():
    """Its first item is on the line with the dash of the list around it."""
    after = edited("l:\n  - - a\n    - b\n  - c\n", ("l", 0, 0), REMOVED)

    assert read_document(after).values == {"l": [["b"], "c"]}
