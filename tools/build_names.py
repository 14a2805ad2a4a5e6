"""Build the compiled name files: ``python -m tools.build_names [--names FOLDER] [--dictionary FILE]``.

Writes given-common.txt, given-abroad.txt and surnames.txt from Faker's locales, and words.txt from hunspell's Swedish
dictionary and wordfreq's counts. Needs the dependency group ``names`` and Debian's package hunspell-sv. The other files
in the folder are kept by hand and stay as they are.
"""

import argparse
import importlib
import pkgutil
import re
import sys
import textwrap
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from rutinlots.core.names.spelling import fold

FOLDER = Path(__file__).parents[1] / "shared_rules" / "names"
DICTIONARY = Path("/usr/share/hunspell/sv_SE.dic")
NORDIC = ("sv_SE", "no_NO", "da_DK", "fi_FI")
# Surnames are needed where they are common in Sweden; others are known by their endings, or not needed.
SURNAME_LOCALES = (
    *NORDIC, "de_DE", "en_GB", "en_US", "es_CL", "hr_HR", "hu_HU", "it_IT", "nl_NL", "pt_PT", "ro_RO", "tr_TR", "vi_VN",
)  # fmt: skip
LEAST_ZIPF = 3.2  # about 1.6 in a million words

_SURNAME_LIKE = re.compile(r"(?:sson|qvist|kvist|strom|berg|gren|lund|holm|stedt|blom)$")
_ENDINGS = (
    "arna", "erna", "orna", "ande", "ade", "are", "ast", "en", "et", "er", "ar", "or", "na", "de", "a", "t", "s",
)  # fmt: skip
_CYRILLIC = dict(zip(
    "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяыэёъ",
    "a,b,v,h,g,d,e,ie,zh,z,y,i,i,i,k,l,m,n,o,p,r,s,t,u,f,kh,ts,ch,sh,shch,,iu,ia,y,e,e,".split(","),
    strict=True,
))  # fmt: skip
_GREEK = dict(zip("αβγδεζηθικλμνξοπρσςτυφχψω", "a v g d e z i th i k l m n x o p r s s t y f ch ps o".split(), strict=True))


@dataclass(kw_only=True)
class Harvest:
    """Faker's names, folded and in Latin letters; ``given`` says which languages have a name."""

    given: dict[str, set[str]] = field(default_factory=dict)
    nordic: set[str] = field(default_factory=set)
    swedish: set[str] = field(default_factory=set)
    surnames: set[str] = field(default_factory=set)
    nordic_surnames: set[str] = field(default_factory=set)


def main(arguments: list[str] | None = None) -> int:
    """Write the files; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.build_names", description="Build the compiled name files.")
    parser.add_argument("--names", type=Path, default=FOLDER, help="where to write (default: shared_rules/names)")
    parser.add_argument("--dictionary", type=Path, default=DICTIONARY, help=f"hunspell's words (default: {DICTIONARY})")
    options = parser.parse_args(arguments)
    try:
        words = _words(options.dictionary)
        harvest = _harvest()
    except ImportError as missing:
        print(f"{missing.name} saknas. Installera det som behövs: pip install --group names", file=sys.stderr)
        return 1
    except OSError as problem:
        print(
            f"Ordlistan {options.dictionary} går inte att läsa ({problem.strerror}). Installera Debians paket hunspell-sv,"
            " eller ange filen med --dictionary.",
            file=sys.stderr,
        )
        return 1
    known = harvest.given.keys()
    common = harvest.nordic | {
        name for name, languages in harvest.given.items() if len(languages) > 1 and name not in harvest.nordic_surnames
    }
    names, faker = options.names, "Ur Faker (MIT)."
    _write(names / "given-common.txt", f"Förnamn i Norden eller i minst två språk. {faker}", common)
    _write(names / "given-abroad.txt", f"Övriga förnamn. {faker}", known - common)
    nordic = harvest.nordic_surnames - known
    _write(names / "surnames.txt", f"Efternamn; rader med = är nordiska. {faker}", harvest.surnames - nordic - known, nordic)
    source = "Ur hunspell-sv (LGPL-3), de vanligaste enligt wordfreq (CC BY-SA 4.0)."
    _write(names / "words.txt", f"Vanliga svenska ord. {source}", {w for w in words if fold(w) not in harvest.swedish})
    return 0


def _harvest() -> Harvest:
    harvest = Harvest()
    for module in pkgutil.iter_modules(importlib.import_module("faker.providers.person").__path__):
        locale = module.name
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        first = _values(provider, re.compile(r"first_(?:romanized_)?names"))
        if locale in NORDIC:
            harvest.nordic |= first
        else:
            first = {name for name in first if not _SURNAME_LIKE.search(name)}
        if locale == "sv_SE":
            harvest.swedish = first
        for name in first:
            harvest.given.setdefault(name, set()).add(locale.partition("_")[0])
        if locale in SURNAME_LOCALES:
            last = _values(provider, re.compile(r"last_(?:romanized_)?names"))
            harvest.surnames |= last
            if locale in NORDIC:
                harvest.nordic_surnames |= last
    return harvest


def _values(provider: type, attribute: re.Pattern[str]) -> set[str]:
    found: set[str] = set()
    for key in dir(provider):
        value = getattr(provider, key)
        if attribute.match(key) and isinstance(value, tuple | list | dict):
            found.update(name for entry in value if isinstance(entry, str) and (name := _latin(entry)))
    return found


def _latin(entry: str) -> str:
    """The entry folded and in Latin letters; empty unless that is a name of two letters or more."""
    folded = fold("".join(_CYRILLIC.get(c, _GREEK.get(unicodedata.normalize("NFD", c)[0], c)) for c in entry.casefold()))
    return folded.replace(" ", "-") if re.fullmatch(r"[a-z]{2,}(?:[-' ][a-z]{2,})*", folded) else ""


def _words(dictionary: Path) -> set[str]:
    """The common words that the dictionary has in lower case, in any form with an ending."""
    entries = (line.partition("/")[0] for line in dictionary.read_text(encoding="utf-8").splitlines())
    stems = {entry for entry in entries if entry.isalpha() and entry.islower()}
    counts = importlib.import_module("wordfreq").get_frequency_dict("sv", "best")
    least = 10 ** (LEAST_ZIPF - 9)
    return {w for w, share in counts.items() if share >= least and len(w) > 2 and w.isalpha() and _is_form(w, stems)}


def _is_form(word: str, stems: set[str]) -> bool:
    if word in stems:
        return True
    return any(word.endswith(end) and len(word) - len(end) > 3 and word[: -len(end)] in stems for end in _ENDINGS)


def _write(path: Path, heading: str, entries: set[str], marked: Iterable[str] = ()) -> None:
    """Write a file of names, sorted and wrapped; the marked ones on lines of their own that begin with "="."""
    lines = [f"# {heading}", "# Byggs av: python -m tools.build_names", *_rows(marked, "= "), *_rows(entries, "")]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{path.name}: {len(entries | set(marked))}")


def _rows(entries: Iterable[str], start: str) -> list[str]:
    text = " ".join(sorted(entries))
    return textwrap.wrap(text, 118, initial_indent=start, subsequent_indent=start, break_on_hyphens=False)


if __name__ == "__main__":
    sys.exit(main())
