"""Words that must be in a scenario's answer, or mustn't, proven by sentences of their own."""

from dataclasses import dataclass

from rutinlots.core.rulefile.errors import RuleFileError
from rutinlots.core.rulefile.patterns import Patterns, read_patterns
from rutinlots.core.rulefile.reader import MappingReader, Path

_RIGHT_IS_WRONG, _WRONG_IS_RIGHT = "så det som är rätt blir fel", "så felet märks inte"


@dataclass(frozen=True, kw_only=True)
class Wording:
    """``because`` says to the person who practises why the words that the patterns find must be in the answer, or mustn't."""

    patterns: Patterns
    because: str


def read_wordings(reader: MappingReader, key: str, facit: str, *, wanted: bool) -> tuple[Wording, ...]:
    """Read a list of patterns, each with ``because``, and with sentences that are wrong (``bad``) and right (``good``).

    :param facit: the model answer.
    :param wanted: must the words be there?
    :raises RuleFileError: with the path of what is wrong, as where the patterns don't tell the sentences or the model answer right.
    """
    return tuple(_read(MappingReader(item, path, reader.lists), facit, wanted=wanted) for path, item in reader.items(key))


def _read(reader: MappingReader, facit: str, *, wanted: bool) -> Wording:
    found = Wording(because=reader.text("because").strip(), patterns=read_patterns(reader))
    bad, good = reader.texts("bad"), reader.texts("good")
    reader.close()
    for key, sentences, named, found_here, fault in (
        ("bad", bad, "fel", not wanted, _WRONG_IS_RIGHT),
        ("good", good, "rätt", wanted, _RIGHT_IS_WRONG),
    ):
        if not sentences:
            raise RuleFileError(reader.at(key), f"”{key}” är tom: skriv minst en mening som är {named}")
        for number, sentence in enumerate(sentences):
            _prove(found.patterns, sentence, (*reader.at(key), number), fault, found_here=found_here)
    said = found.patterns.matches(facit)
    if wanted and not said:
        raise RuleFileError(reader.path, "facit säger inte det här; ändra mönstren, eller facit")
    if said and not wanted:
        raise RuleFileError(reader.path, f"facit säger själv ”{said[0].text}”; ändra mönstren, eller facit")
    return found


def _prove(patterns: Patterns, sentence: str, path: Path, fault: str, *, found_here: bool) -> None:
    """:raises RuleFileError: when the patterns find something in a sentence, and mustn't, or the other way round."""
    said = patterns.matches(sentence)
    if found_here and not said:
        raise RuleFileError(path, f"mönstren hittar inget här, {fault}; ändra dem, eller meningen")
    if said and not found_here:
        cure = "ändra dem, eller skriv ett undantag under except"
        raise RuleFileError(path, f"mönstren hittar ”{said[0].text}” här, {fault}; {cure}")
