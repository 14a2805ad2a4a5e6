"""What expressions find in plain texts is what the whole ones find; and a thin one finds at least that."""

from functools import cache

import pytest
import re2
from hypothesis import given
from hypothesis import strategies as st

from rutinlots.core.rulefile.engine import OPTIONS, compiled
from rutinlots.core.rulefile.expressions import (
    AFTER,
    BEFORE,
    WORD,
    expression,
    in_few_letters,
    of_any_case,
    thin,
    ungrouped,
)
from rutinlots.core.rulefile.patterns import read_patterns
from rutinlots.core.rulefile.plain import DIGITS, LAST, LETTERS, Encoded, plain, says_the_same
from rutinlots.core.rulefile.reader import MappingReader

SIGNS = st.one_of(st.sampled_from("aåsßkſKµμªº²¼٣Ⅷⅷ×÷ɐʰͅιΐ–€_-[]^ \nÿŸłÅẞž"), st.characters(exclude_categories=["Cs"]))
PARTS = (
    WORD, r"[^\pL\pN_]", r"\pL", r"\pN", r"[\pL]", r"[^\pL]", r"[\pL\pN_()-]", r"[^\pL\pN]", r"[]\pL]", r"[^]\pN]",
    r"\[\pL", r"\[[\pL\]]", r"[\p{Lu}]", r"(?-i:\p{Ll})", r"[^\p{Lu}]", r"[[:alpha:]\pN]", r"[^[:alpha:]\pL]", f"[^{WORD}]",
    f"[^a{WORD}", "a", "ß", r"\\", ".", BEFORE, AFTER, "K", "[å-öµ]", "[a-å]", "[^k]", "(?-i:k)", "[–-😀]", "[😀-😎]", r"\d", r"\S",
    "μ", "\u0345", "ª", "ÿ", "[^¾]", "(?m)^", "$", "[à-þ]", "[^ß-÷]", r"\W", r"[\\-å]", "Σ", "–", "…?", "(ſ|k){1,2}",
)  # fmt: skip


@cache
def every_sign() -> Encoded:
    """A text of each sign there is."""
    return Encoded("".join(map(chr, (*range(0xD800), *range(0xE000, 0x110000)))))


@cache
def few_letters() -> str:
    """Those of its signs that a plain text keeps."""
    every = every_sign().text
    return "".join(sign for sign, now in zip(every, plain(every), strict=True) if sign == now)


@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=5), st.text(SIGNS, max_size=12))
def test_where_the_whole_matches_so_does_the_thin_one(parts: list[str], text: str):
    pattern = f"({''.join(parts)})"
    if re2.compile(pattern, OPTIONS).search(text) is not None:
        assert re2.compile(thin(pattern), OPTIONS).search(text) is not None


@pytest.mark.parametrize("signs", [WORD, r"[^\pL\pN_]", r"\pL", r"\pN", r"[^\pL]", r"[^\pN]", r"\p{Lu}", r"(?-i:\p{Ll})"])
def test_every_sign_of_an_alphabet_is_in_the_thin_one_too(signs: str):
    every = every_sign().text
    rest = re2.compile(f"(?:{thin(signs)})+", OPTIONS).sub("", every)
    assert len(rest) < len(every)
    assert re2.compile(signs, OPTIONS).search(rest) is None


@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=5), st.text(SIGNS, max_size=12))
def test_an_expression_finds_what_the_whole_one_does(parts: list[str], text: str):
    pattern = f"({''.join(parts)})"
    whole, sought, encoded = re2.compile(pattern, OPTIONS).search(text), expression(pattern), Encoded(text)
    found = sought.search(sought.units(encoded))

    assert (found is None) == (whole is None)
    if found and whole:
        assert tuple(sought.characters(sought.units(encoded), 0, end) for end in found.span(1)) == whole.span(1)
        assert sought.may_be_in(encoded)
        assert sought.is_in(text)


def test_a_plain_text_has_a_letter_for_each_letter_a_digit_for_each_digit_and_else_the_same_sign():
    every = every_sign().text
    read = plain(every)
    assert len(read) == len(every)
    read_otherwise: set[int] = set()
    for alphabet, few in ((r"\pL", f"[{LETTERS}]"), (r"\pN", f"[{DIGITS}]")):
        members, plainly = (
            {number for found in re2.compile(f"(?:{pattern})+", OPTIONS).finditer(text) for number in range(*found.span())}
            for pattern, text in ((alphabet, every), (few, read))
        )
        assert members == plainly
        read_otherwise |= members
    changed = {number for number, (sign, now) in enumerate(zip(every, read, strict=True)) if sign != now}
    assert changed <= read_otherwise
    assert min(changed) > every.index(LAST)


@pytest.mark.parametrize(
    "pattern", [WORD, r"[^\pL\pN_]", "å", "[ks]", "[à-ö]", "[^åÿ]", "[^a-z]", r"\pN", r"\S", "[×-þ]", ".", "…", "[^–’]"]
)
def test_every_sign_is_found_by_its_byte_where_the_whole_finds_it(pattern: str):
    whole, sought = re2.compile(f"(?:{pattern})+", OPTIONS), expression(f"((?:{pattern})+)")
    every, units = every_sign().text, sought.units(every_sign())

    assert sought.first.options.encoding == re2.Options.Encoding.LATIN1
    assert len(units) == len(every)
    assert [found.span() for found in sought.first.finditer(units)] == [found.span() for found in whole.finditer(every)]


@pytest.mark.parametrize("pattern", ["☂", "[–-—]", "\x85", "Å", "[Å-Ö]", "[A-\x90]", "\x80", "[å-😀]"])
def test_what_a_text_in_bytes_cannot_say_is_looked_for_in_a_plain_one(pattern: str):
    sought = expression(f"({pattern})")
    assert sought.first.options.encoding == OPTIONS.encoding
    assert sought.is_in(pattern.strip("[]")[-1])


@pytest.mark.parametrize("part", ["å", "[à-þ]", "[😀-😎]", r"[-./\pN]", r"\(\d\)", "–", "(?:k|ß)", r"\*\pL"])
def test_what_the_shipped_rules_say_is_said_of_plain_texts(part: str):
    assert says_the_same(f"{BEFORE}({part}{WORD}*){AFTER}")


@pytest.mark.parametrize("signs", [r"\pL", r"\pN", r"[^\pL\pN_]", r"\p{Lu}", r"\p{Ll}", r"[^\p{Lu}]", r"[^\p{Ll}]"])
@pytest.mark.parametrize("case", ["(?:", "(?-i:"])
def test_in_a_text_of_few_letters_an_alphabet_of_few_has_the_same_signs(signs: str, case: str):
    text = few_letters()
    whole, few = (re2.compile(f"(?:{case}{pattern}))+", OPTIONS) for pattern in (signs, in_few_letters(signs)))
    assert whole.sub("", text) == few.sub("", text) != text


@given(
    st.lists(st.sampled_from(PARTS), min_size=1, max_size=5), st.text(SIGNS, max_size=12).filter(lambda each: plain(each) == each)
)
def test_where_a_text_has_few_letters_the_expression_in_few_finds_what_the_whole_one_does(parts: list[str], text: str):
    pattern = f"({''.join(parts)})"
    whole, few = (re2.compile(each, OPTIONS).search(text) for each in (pattern, in_few_letters(pattern)))
    assert (whole and whole.span(1)) == (few and few.span(1))


def test_the_whole_is_compiled_where_a_thin_one_finds_something_among_more_letters():
    found = expression(f"{BEFORE}(unseen-(?-i:{WORD})+){AFTER}")
    assert not found.exact
    assert found.search(b"nothing of the kind") is None
    assert found._whole is None
    assert found.search("en unseen-låda –".encode()).span(1) == (3, 15)
    assert found._whole is None
    assert found.search("an unseen-wařd".encode()).span(1) == (3, 15)
    assert found._whole is not None
    assert found.search("a –unseen-word, again".encode(), 1).span(1) == (5, 16)


def test_what_only_the_thin_one_finds_is_not_found():
    found = expression(f"{BEFORE}((?-i:ohm)){AFTER}")
    assert found.may_be_in(Encoded("Ωohm"))
    assert not found.is_in("Ωohm")
    assert found.search("€ohm–".encode()).span(1) == (3, 6)


def test_the_whole_is_never_compiled_where_plain_texts_do():
    found = expression(f"{BEFORE}(ohm){AFTER}")
    assert found.exact
    assert not found.is_in("Ωohm")
    assert not found.is_in("٣ohm")
    assert found.is_in("€ohm–")
    assert found.is_in("ΟΗΜ ohm")
    assert found._whole is None


@pytest.mark.parametrize(
    ("written", "alike"),
    [
        ("(a|b)c", "(?:a|b)c"),
        (r"\((a)\)", r"\((?:a)\)"),
        ("[(](a)", "[(](?:a)"),
        ("[])(](a)", "[])(](?:a)"),
        ("[^](](a)", "[^](](?:a)"),
        (r"[\](](a)", r"[\](](?:a)"),
        ("[[:alpha:](](a)", "[[:alpha:](](?:a)"),
        ("(?:a)(?-i:B)", "(?:a)(?-i:B)"),
        (r"\Q(\E(a)", r"\Q(\E(a)"),
    ],
)
def test_a_pattern_loses_its_groups_and_nothing_else(written, alike):
    assert ungrouped(written) == alike


@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=5), st.text(SIGNS, max_size=12))
def test_a_pattern_of_any_case_matches_where_the_pattern_does(parts: list[str], text: str):
    pattern = "".join(parts)
    if re2.compile(pattern, OPTIONS).search(text) is not None:
        assert re2.compile(of_any_case(pattern), OPTIONS).search(text) is not None


def test_a_list_is_looked_for_in_bytes_first_though_one_of_it_is_about_capitals():
    patterns = read_patterns(MappingReader({"any": ["ohm", {"pattern": r"(?-i:«[\p{Lu}]\w+»)", "anywhere": "ja"}]}))
    assert patterns.prefilter.first.options.encoding == re2.Options.Encoding.LATIN1
    assert patterns.any("«Namn»")
    assert not patterns.any("«namn»")


FEW = in_few_letters(WORD)


@pytest.mark.parametrize("source", ["(a)", f"((?:låd|{FEW}{{1,9}} ){{1,4}}nu)", f"({FEW}{{1,99}}-{FEW}{{1,99}})".encode("latin-1")])
def test_an_expression_has_the_room_that_its_size_asks_for_and_goes_no_slow_way(source, capfd: pytest.CaptureFixture[str]):
    """The engine tells the standard error of each search for which it has too little room."""
    options = compiled(source).options
    assert options.max_mem < 8 << 20
    options.log_errors = True
    text = " ".join(f"{number}låda-nu" for number in range(2_000))
    re2.compile(source, options).search(text.encode("latin-1" if isinstance(source, bytes) else "utf-8"))
    assert capfd.readouterr().err == ""
