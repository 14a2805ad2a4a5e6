"""Topics: what a customer's mail is about, by words, so that several checks can ask without repeating them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rutinlots.core.rulefile.patterns import Patterns, read_patterns
from rutinlots.core.rulefile.reader import MappingReader


@dataclass(frozen=True)
class FollowUp:
    """A likely next question of the topic; ``answered`` finds the answer in the draft."""

    question: str
    answered: Patterns


@dataclass(frozen=True)
class Topic:
    """``patterns`` find it in the customer's mails that wait for an answer, or in the ticket's subject."""

    id: str
    title: str
    patterns: Patterns
    follow_ups: tuple[FollowUp, ...]


def read_topics(values: Mapping[str, Any], lists: Mapping[str, str] | None = None) -> Mapping[str, Topic]:
    """Read the topics file's values: id to ``{title, words, any, follow_ups: [{question, answered}]}``.

    :param lists: the word lists that patterns may use.
    :raises RuleFileError: with the path of what is wrong.
    """
    return {name: _read(MappingReader(inner, (name,), lists), name) for name, inner in values.items()}


def _read(reader: MappingReader, name: str) -> Topic:
    title, patterns = reader.text("title"), read_patterns(reader)
    follow_ups = []
    for path, item in reader.items("follow_ups"):
        each = MappingReader(item, path, reader.lists)
        follow_ups.append(FollowUp(each.text("question"), read_patterns(each, "answered")))
        each.close()
    reader.close()
    return Topic(name, title, patterns, tuple(follow_ups))
