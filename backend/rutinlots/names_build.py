"""Build the compiled name files: ``python -m rutinlots.names_build [--names FOLDER] [--dictionary FILE]``.

Writes given-common.txt, given-abroad.txt and surnames.txt from Faker's locales, and words.txt from hunspell's Swedish
dictionary and wordfreq's counts. Needs the packages of the dependency group ``names``. The other files in the folder
are kept by hand and stay as they are.
"""

import argparse
import importlib
import math
import pkgutil
import re
import sys
import textwrap
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from rutinlots.core.names import fold

FOLDER = Path(__file__).parents[2] / "shared_rules" / "names"
DICTIONARY = Path("/usr/share/hunspell/sv_SE.dic")
NORDIC = ("sv_SE", "no_NO", "da_DK", "fi_FI")
# Where the surnames come from that are commonest in Sweden; others are recognised by their endings, or not needed.
SURNAME_LOCALES = (*NORDIC, "de_DE", "en_GB", "en_US", "es_CL", "hr_HR", "hu_HU", "it_IT", "nl_NL", "pt_PT", "ro_RO", "tr_TR", "vi_VN")
LEAST_ZIPF = 3.2  # about 1.6 in a million words

_CYRILLIC = dict(zip(
    "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяыэёъ",
    "a b v h g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch |iu|ia|y|e|e|".replace("|", " ").split(" "),
    strict=False,
))  # fmt: skip
_GREEK = dict(zip("αβγδεζηθικλμνξοπρσςτυφχψω", "a v g d e z i th i k l m n x o p r s s t y f ch ps o".split(), strict=True))


def main(arguments: list[str] | None = None) -> int:
    """Write the files; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m rutinlots.names_build", description=__doc__.partition("\n")[0])
    parser.add_argument("--names", type=Path, default=FOLDER, help="the folder to write to (default: shared_rules/names)")
    parser.add_argument("--dictionary", type=Path, default=DICTIONARY, help=f"hunspell's Swedish words (default: {DICTIONARY})")
    options = parser.parse_args(arguments)
    try:
        by_language, nordic, surnames, nordic_surnames = _faker_names()
        swedish = {name.casefold() for name in _provider("sv_SE").first_names}
        words = _words(options.dictionary)
    except ImportError as missing:
        print(f"{missing.name} saknas. Installera det som behövs: pip install --group names", file=sys.stderr)
        return 1
    except OSError as problem:
        print(f"Ordlistan {options.dictionary} går inte att läsa ({problem.strerror}). Den finns i Debians paket hunspell-sv.", file=sys.stderr)
        return 1
    languages: dict[str, set[str]] = {}
    for language, names in by_language.items():
        for name in names:
            languages.setdefault(name, set()).add(language)
    common = {name for name, where in languages.items() if name in nordic or len(where) > 1}
    _write(options.names / "given-common.txt", "Förnamn i Norden eller i minst två språk. Ur Faker (MIT).", common)
    _write(options.names / "given-abroad.txt", "Övriga förnamn. Ur Faker (MIT).", languages.keys() - common)
    _write(options.names / "surnames.txt", "Efternamn. Ur Faker (MIT). Rader med = är nordiska.", surnames - nordic_surnames - languages.keys(), nordic_surnames - languages.keys())
    words -= swedish
    _write(options.names / "words.txt", "Vanliga svenska ord. Ur hunspell-sv (LGPL-3), de vanligaste enligt wordfreq (CC BY-SA 4.0).", words)
    return 0


def _faker_names() -> tuple[dict[str, set[str]], set[str], set[str], set[str]]:
    """Given names by language, those of the Nordic locales, surnames, and Nordic surnames; all folded and in Latin letters."""
    person = importlib.import_module("faker.providers.person")
    given: dict[str, set[str]] = {}
    nordic: set[str] = set()
    surnames: set[str] = set()
    nordic_surnames: set[str] = set()
    for module in pkgutil.iter_modules(person.__path__):
        provider = _provider(module.name)
        first = _values(provider, re.compile(r"first_(?:romanized_)?names"))
        given.setdefault(module.name.partition("_")[0], set()).update(first)
        if module.name in NORDIC:
            nordic |= first
        if module.name in SURNAME_LOCALES:
            found = _values(provider, re.compile(r"(?:unisex_|male_)?last_(?:romanized_)?names"))
            surnames |= found
            nordic_surnames |= found if module.name in NORDIC else set()
    return given, nordic, surnames, nordic_surnames


def _provider(locale: str) -> type:
    return importlib.import_module(f"faker.providers.person.{locale}").Provider


def _values(provider: type, attribute: re.Pattern[str]) -> set[str]:
    found: set[str] = set()
    for key in dir(provider):
        value = getattr(provider, key)
        if attribute.match(key) and isinstance(value, tuple | list | dict):
            found.update(name for entry in value if isinstance(entry, str) for name in _latin(entry))
    return found


def _latin(entry: str) -> Iterable[str]:
    """The entry folded and transliterated, when it is a name of two letters or more that way."""
    letters = "".join(_CYRILLIC.get(c, _GREEK.get(_bare(c), c)) for c in entry.casefold())
    folded = fold(letters)
    if re.fullmatch(r"[a-z]{2,}(?:[-' ][a-z]{2,})*", folded):
        yield folded.replace(" ", "-")


def _bare(character: str) -> str:
    return unicodedata.normalize("NFD", character)[0]


def _words(dictionary: Path) -> set[str]:
    """The common words that the dictionary has without a capital, in any form that comes of adding an ending."""
    wordfreq = importlib.import_module("wordfreq")
    stems = {
        stem for line in dictionary.read_text(encoding="utf-8").splitlines()
        if (stem := line.partition("/")[0]).isalpha() and stem.islower()
    }  # fmt: skip
    return {
        word for word, frequency in wordfreq.get_frequency_dict("sv", "best").items()
        if len(word) > 2 and word.isalpha() and math.log10(frequency) + 9 >= LEAST_ZIPF and _is_form(word, stems)
    }  # fmt: skip


_ENDINGS = ("arna", "erna", "orna", "ande", "ade", "are", "ast", "en", "et", "er", "ar", "or", "na", "de", "a", "t", "s")


def _is_form(word: str, stems: set[str]) -> bool:
    if word in stems:
        return True
    return any(word.endswith(end) and len(word) - len(end) > 3 and word[: -len(end)] in stems for end in _ENDINGS)


def _write(path: Path, heading: str, entries: set[str], marked: Iterable[str] = ()) -> None:
    """Write a file of names, sorted and wrapped; the marked ones on lines of their own that begin with "="."""
    rows = [f"# {heading}", "# Byggs av: python -m rutinlots.names_build", *_rows(marked, "= "), *_rows(entries, "")]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    print(f"{path.name}: {len(rows)} rader")


def _rows(entries: Iterable[str], start: str) -> list[str]:
    return textwrap.wrap(" ".join(sorted(entries)), 118, initial_indent=start, subsequent_indent=start, break_on_hyphens=False)


if __name__ == "__main__":
    sys.exit(main())
