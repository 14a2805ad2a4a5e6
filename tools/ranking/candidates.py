"""Rankings that were tried against the one that is shipped. Each gives every group of words a score for a mail."""

import math
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from Stemmer import Stemmer

from rutinlots.core.snippets import Index, OutOfScope
from rutinlots.core.snippets.texts.snippet import Snippet
from rutinlots.core.snippets.words.weights import Tuning
from rutinlots.core.snippets.words.wording import STOP_WORDS, fold, parts, stem, words
from tools.ranking.mails import Mail

_SNOWBALL = Stemmer("swedish")

Fields = Sequence[tuple[str, float]]  # texts with how much each counts
Features = Callable[[str], Iterable[str]]
Scores = Callable[[Mail], list[float]]  # of the snippets, then of the matters of elsewhere


def fields_of(snippet: Snippet, *, keywords: bool = True, title: float = 1, text: float = 0, mails: float = 1) -> Fields:
    """A snippet's texts, weighed by field."""
    fields = [(snippet.title, title), (snippet.text, text), *((mail, mails) for mail in snippet.should)]
    return [*fields, *((keyword, 1.0) for keyword in snippet.keywords)] if keywords else fields


def plain_words(text: str) -> Iterable[str]:
    """Folded words without stop words."""
    return (word.key for word in words(text) if word.key not in STOP_WORDS)


def snowball(text: str) -> Iterable[str]:
    """Snowball's Swedish stems."""
    return (_SNOWBALL.stemWord(key) for key in plain_words(text))


def light_stems(text: str) -> Iterable[str]:
    """The shipped stems."""
    return map(stem, plain_words(text))


def grams(*sizes: int) -> Features:
    """Parts of words of those lengths."""

    def cut(text: str) -> Iterable[str]:
        for key in plain_words(text):
            marked = f"_{key}_"
            for size in sizes:
                yield from (marked[i : i + size] for i in range(max(1, len(marked) - size + 1)))

    return cut


def compounds(vocabulary: frozenset[str]) -> Features:
    """Snowball's stems, and the two halves of a word that is put together of known words."""

    def split(text: str) -> Iterable[str]:
        for key in plain_words(text):
            yield _SNOWBALL.stemWord(key)
            for at in range(3, len(key) - 2):
                head, tail = key[:at], key[at:]
                if tail in vocabulary and (head in vocabulary or (head[-1] == "s" and head[:-1] in vocabulary)):
                    yield from (_SNOWBALL.stemWord(head), _SNOWBALL.stemWord(tail))
                    break

    return split


def everything(text: str) -> list[str]:
    """Words, parts and pairs, as the shipped ranking has them."""
    found = [word.key for word in words(text)]
    kept = [key for key in found if key not in STOP_WORDS]
    features = [f"={stem(key)}" for key in kept]
    features += [part for key in kept for part in parts(key)]
    return features + [f"{stem(a)} {stem(b)}" for a, b in pairwise(found)]


def bm25(groups: Sequence[Fields], features: Features, k: float = 1.2, b: float = 0.75) -> Scores:
    """Okapi BM25 over one bag of features per group; fields weigh by how often they are counted (BM25F's way)."""
    bags = []
    for group in groups:
        bag: defaultdict[str, float] = defaultdict(float)
        for text, weight in group:
            if weight:
                for feature in features(text):
                    bag[feature] += weight
        bags.append(bag)
    lengths = [sum(bag.values()) for bag in bags]
    middle = sum(lengths) / len(lengths)
    spread = Counter(feature for bag in bags for feature in bag)
    postings: dict[str, list[tuple[int, float]]] = {feature: [] for feature in spread}
    for place, bag in enumerate(bags):
        for feature, times in bag.items():
            rarity = math.log(1 + (len(bags) - spread[feature] + 0.5) / (spread[feature] + 0.5))
            weight = rarity * times * (k + 1) / (times + k * (1 - b + b * lengths[place] / middle))
            postings[feature].append((place, weight))

    def score(mail: Mail) -> list[float]:
        scores = [0.0] * len(bags)
        for feature in set(features(f"{mail.subject} . {mail.text}")):
            for group, weight in postings.get(feature, ()):
                scores[group] += weight
        return scores

    return score


def shipped(snippets: Sequence[Snippet], out_of_scope: OutOfScope, tuning: Tuning | None = None) -> Scores:
    """The shipped ranking, or it with other dials."""
    index = Index(snippets, out_of_scope, tuning=tuning)
    return lambda mail: index.weigh(mail.text, subject=mail.subject)


def learned(base: Scores, training: Sequence[Mail], ids: Sequence[str], rounds: int = 6) -> Scores:
    """The base's scores with corrections per feature and snippet, learned by an averaged perceptron."""
    corrections: dict[tuple[str, int], float] = {}
    sums: dict[tuple[str, int], float] = {}
    examples = [
        (base(mail), set(everything(f"{mail.subject} . {mail.text}")), {ids.index(i) for i in mail.fits}, mail)
        for mail in training
        if mail.fits
    ]
    order = random.Random(1)
    for _ in range(rounds):
        order.shuffle(examples)
        for scores, features, right, _mail in examples:
            scale = max(scores) or 1.0
            total = [
                score / scale + sum(corrections.get((feature, group), 0.0) for feature in features)
                for group, score in enumerate(scores[: len(ids)])
            ]
            best_wrong = max((g for g in range(len(ids)) if g not in right), key=lambda g: total[g])
            best_right = max(right, key=lambda g: total[g])
            if total[best_right] < total[best_wrong] + 0.1:
                for feature in features:
                    for group, step in ((best_right, 0.002), (best_wrong, -0.002)):
                        corrections[feature, group] = corrections.get((feature, group), 0.0) + step
        for key, value in corrections.items():
            sums[key] = sums.get(key, 0.0) + value / rounds

    def score(mail: Mail) -> list[float]:
        scores = base(mail)
        scale = max(scores) or 1.0
        features = set(everything(f"{mail.subject} . {mail.text}"))
        return [
            score + (scale * sum(sums.get((feature, group), 0.0) for feature in features) if group < len(ids) else 0.0)
            for group, score in enumerate(scores)
        ]

    return score


def vocabulary(groups: Sequence[Fields]) -> frozenset[str]:
    """Every word of the groups that is long enough to be a part of a compound."""
    return frozenset(word.key for group in groups for text, _ in group for word in words(fold(text)) if len(word.key) > 3)
