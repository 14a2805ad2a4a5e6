"""What the extension is told by data: closed lists, and selectors that can be selectors."""

import json
import re
from pathlib import Path

import pytest

from rutinlots.core.rulefile.errors import RuleFileError
from rutinlots.core.rulefile.extension import FEATURES, FINDS, read_extension

EXTENSION = Path(__file__).parents[4] / "extension"
BUILT_IN = json.loads((EXTENSION / "content" / "freshdesk" / "selectors.json").read_text("utf-8"))


def refused(values: object) -> RuleFileError:
    with pytest.raises(RuleFileError) as caught:
        read_extension(values)
    return caught.value


def test_nothing_need_be_said():
    told = read_extension({})
    assert (told.selectors, told.off) == ({}, ())


def test_what_can_be_found_is_what_the_extension_finds_by_selectors():
    assert {name for name, value in BUILT_IN.items() if isinstance(value, list)} == FINDS


def test_what_can_rest_is_what_the_extension_asks_about():
    scripts = "".join(file.read_text("utf-8") for file in EXTENSION.rglob("*.js"))
    assert set(re.findall(r"""\boff\??\.includes\(['"]([\w-]+)['"]\)""", scripts)) == set(FEATURES)


def test_the_extensions_own_selectors_could_all_be_given():
    own = {name: value for name, value in BUILT_IN.items() if isinstance(value, list)}
    assert read_extension({"selectors": own}).selectors == {name: tuple(value) for name, value in own.items()}


def test_a_feature_that_does_not_exist_is_refused_with_those_that_do():
    error = refused({"off": ["underlines"]})
    assert error.path == ("off", 0)
    assert "send-gate, underline" in error.what


def test_a_name_that_nothing_is_found_by_is_refused():
    assert refused({"selectors": {"sendKnapp": [{"css": "#x", "from": "-"}]}}).path == ("selectors", "sendKnapp")


@pytest.mark.parametrize(
    "css",
    ["", "*", "div", "#send, span", "a[href", ".x)", "#x {", "[id='x]", ",", "#x,", "<b>", "x" * 501, "[a='b'](]"],
)
def test_what_can_be_no_selector_or_fits_anything_is_refused(css: str):
    assert refused({"selectors": {"sendButton": [{"css": css, "from": "-"}]}}).path[:3] == ("selectors", "sendButton", 0)


def test_a_selector_says_where_it_comes_from():
    assert "from" in refused({"selectors": {"sendButton": [{"css": "#send"}]}}).what


def test_an_empty_list_of_selectors_is_refused():
    assert refused({"selectors": {"sendButton": []}}).path == ("selectors", "sendButton")
