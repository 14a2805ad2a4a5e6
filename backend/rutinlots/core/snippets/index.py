"""Snippets and replies by the words that customers use and, where an encoder is at hand, by what they mean."""

import math
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from rutinlots.core.finding import Suggestion
from rutinlots.core.mail.ending.farewell import farewell_start
from rutinlots.core.mail.language import Language, language_of
from rutinlots.core.snippets.fusion import SCOPE, SLACK, Scores, fuse
from rutinlots.core.snippets.kinsfolk import Kinsfolk, spread
from rutinlots.core.snippets.lookup import Lookup
from rutinlots.core.snippets.meaning import Kin, Likeness, Meaning, asked_text
from rutinlots.core.snippets.out_of_scope import Matter, OutOfScope
from rutinlots.core.snippets.texts.snippet import Snippet
from rutinlots.core.snippets.words.counting import Phrases
from rutinlots.core.snippets.words.mail_read import MARGIN_SHORT, MailRead
from rutinlots.core.snippets.words.reasons import Quote, reason
from rutinlots.core.snippets.words.weights import Tuning, Weights
from rutinlots.core.snippets.words.wording import LONGEST

# Set by tools/ranking.
OURS = 1.0  # what a word that is ours adds to the margin
OURS_MEANT = 0.5  # … where meaning speaks too: a bird's nest on a transformer is no matter of ours
MOST_OURS = 2
# How probable it is that something fits a mail, as log odds: by the words' margin, words that are ours, scope and what was taught
# (of the best snippet, less of mails that none fits). Set by tools.ranking.teach.
FITS = (0.83, 0.43, 6.96, 5.19)
FITS_LEAST = 0.17
SURE = 3.0  # the margin at which a score is 0.63; at three times as much it is 0.95
LEAST_SURE = 0.1
NEAR = 0.6  # the share of the best one's score that the second and third must have
NEAR_BY_WORDS = 0.5  # … where nothing but words is known
NEAR_REPLY = 0.35  # … that a reply must have, since its score is less certain
LEAST_SHARE = 0.1  # … below which nothing can make up for it
GREETING_WORDS = 3  # a mail with no more than this before its courtesies has no matter but them
FOREIGN: tuple[Language, ...] = ("fi", "de", "da")  # languages of which the library has few words
HOME: Language = "sv"  # the language that most replies are in
SAME_LANGUAGE = 1.5  # what a reply's score is multiplied with when it is in the mail's language, and that isn't Swedish
OTHER_LANGUAGE = 0.6  # … and when it is in a third one
SHORTEST_MEANT = 4  # characters that are asked for, for their meaning to be sought
CERTAINLY_MEANT, PERHAPS_MEANT = 7.0, 5.0  # standard deviations above the others, of two likenesses together
FEW_REPLIES = 8  # replies, of which fewer can't be told apart by deviations
TITLES, TEXTS = 0.5, 0.5  # how much a reply's title and its text decide which starter snippet is its kin
LONGEST_KIN_TEXT = 1500


class Index:
    """The active snippets and the company's replies, to be suggested for a customer's mail or found by the agent.

    ``snippets`` are the starter library. All of it is read from a mail, since it knows customers' words, also the ones
    that :meth:`with_replies` hides from agents.
    """

    def __init__(
        self, snippets: Sequence[Snippet], out_of_scope: OutOfScope | None = None, *, tuning: Tuning | None = None
    ):
        self._tuning = tuning = tuning or Tuning()
        self.out_of_scope = out_of_scope = out_of_scope or OutOfScope()
        self.starter = tuple(snippet for snippet in snippets if snippet.status == "active")
        self.replies: tuple[Snippet, ...] = ()
        self._hidden: frozenset[str] = frozenset()
        self._languages: tuple[Language | None, ...] = ()
        self._reply_weights = Weights([], tuning)
        self.kinsfolk = Kinsfolk()
        self.resemblance: tuple[tuple[float, ...], ...] = ()
        self._lookup = Lookup(self.starter)

    @cached_property
    def _weights(self) -> Weights:
        """Counted for the first mail, since it takes a tenth of a start."""
        groups = [_phrases(snippet, self._tuning) for snippet in self.starter]
        groups += [_words_of(matter, self._tuning) for matter in self.out_of_scope.matters]
        return Weights(groups, self._tuning)

    @cached_property
    def _ours(self) -> frozenset[str]:
        return frozenset(filter(self.out_of_scope.has, self._weights.known))

    def prepare(self) -> None:
        """Count what a mail's words say now, so that no mail has to wait for it."""
        _ = self._ours

    def with_replies(
        self, replies: Sequence[Snippet], *, hidden: Collection[str] = (), linked: Mapping[str, str] | None = None
    ) -> "Index":
        """This index with the company's replies.

        :param hidden: ids of starter snippets that agents don't see.
        :param linked: the starter snippet that a reply is known to be used instead of, by the reply's id.
        """
        if replies:
            self.prepare()  # once for both
        index = object.__new__(Index)
        index.__dict__.update(self.__dict__)
        index.replies = tuple(replies)
        index._hidden = frozenset(hidden)
        index._reply_weights = Weights([_phrases(reply, self._tuning) for reply in replies], self._tuning)
        index.resemblance = tuple(self._resembles(reply, (linked or {}).get(reply.id)) for reply in replies)
        index._languages = tuple(language_of(reply.text) for reply in replies)
        index.kinsfolk = Kinsfolk(tuple(nearest(row) for row in index.resemblance), index._languages)
        index._lookup = Lookup((*(each for each in self.starter if each.id not in index._hidden), *replies))
        return index

    def suggest(
        self,
        query: str,
        *,
        subject: str = "",
        earlier: Sequence[str] = (),
        limit: int = 3,
        meaning: Meaning | None = None,
        language: Language | None = None,
    ) -> list[Suggestion]:
        """What fits what the customer wrote, the best first and the company's own before others; none when nothing fits.

        :param query: the customer's own text, without quoted history.
        :param subject: the ticket's subject.
        :param earlier: the mails before it that wait for an answer too, the latest first.
        :param language: of the mail; replies in it come before others that are as good.
        :param meaning: knows the meaning of mails; without it, or before it knows this one, the words decide alone.
        """
        mails = [_matter(query), *map(_matter, earlier)]
        read = MailRead(self._weights, "\n\n".join(mails)[:LONGEST], subject)
        likeness = meaning.likeness(asked_text(subject, mails)) if meaning else None
        margin = self._margin(read, likeness)
        # Chance words, for which a long mail's margin is there, are hardly to be had in a language that has few of ours.
        foreign = likeness is not None and (language in FOREIGN or bool(likeness.taught))
        if margin < (MARGIN_SHORT if foreign else read.least_margin):
            return []
        own = MailRead(self._reply_weights, read.texts[0], subject)
        scores = fuse(read.totals[: len(self.starter)], own.totals, self.kinsfolk, likeness)
        certainty = max(LEAST_SURE, 1 - math.exp(-margin / SURE))
        ranked = self._all_ranked(scores, language)
        near = NEAR_BY_WORDS if likeness is None else NEAR
        best = [each for each in ranked[:limit] if each[0] >= (NEAR_REPLY if each[2].own else near)]
        return [
            Suggestion(
                snippet=snippet.id,
                title=_title(snippet, language),
                score=round(certainty * share, 3),
                reasons=(quote.words,) if quote else (),
                quote=quote.shown if quote else "",
                text=snippet.english if language == "en" and snippet.english else snippet.text,
                html=snippet.html,
                attachments=snippet.attachments,
            )
            for share, place, snippet in best
            for quote in [self._reason(snippet, place, read, own, likeness)]
        ]

    def likeness(self, meaning: Meaning, query: str, *, subject: str = "", earlier: Sequence[str] = ()) -> Likeness | None:
        """What ``meaning`` knows of the mails that :meth:`suggest` is given."""
        return meaning.likeness(asked_text(subject, [_matter(query), *map(_matter, earlier)]))

    def weigh(self, query: str, *, subject: str = "") -> list[float]:
        """What the mail's words say for each starter snippet, in their order, and then for each out-of-scope matter."""
        return MailRead(self._weights, _matter(query), subject).totals

    def judged(self, query: str, likeness: Likeness, *, subject: str = "") -> tuple[Sequence[float], Sequence[float]]:
        """The starter snippets' scores, and what speaks for that any of them fits, as :data:`FITS` weighs it."""
        read = MailRead(self._weights, _matter(query), subject)
        scores = fuse(read.totals[: len(self.starter)], (), Kinsfolk(), likeness)
        return scores.starter, self._seen(read, likeness)

    def search(
        self, q: str, limit: int = 20, *, meaning: Meaning | None = None, uses: Mapping[str, int] | None = None
    ) -> list[Snippet]:
        """The agent's own search, tolerant of beginnings and endings of words; without words, all snippets by theme.

        With ``meaning``, what means the same without having the words is found too: first where that is certain, else last.
        """
        found = self._lookup.search(q, limit, uses)
        likeness = meaning.likeness(q.strip()) if meaning and len(q.strip()) >= SHORTEST_MEANT else None
        if likeness is None:
            return found
        meant = self._meant(likeness)
        first = [snippet for worth, snippet in meant if worth >= CERTAINLY_MEANT]
        last = [snippet for worth, snippet in meant if CERTAINLY_MEANT > worth >= PERHAPS_MEANT]
        unique = {snippet.id: snippet for snippet in (*first, *found, *last)}
        return list(unique.values())[:limit]

    def _meant(self, likeness: Likeness) -> list[tuple[float, Snippet]]:
        """How far what agents see stands out from the rest by what is asked for, the nearest first."""
        starter = [a + b for a, b in zip(spread(likeness.titles), spread(likeness.examples), strict=True)]
        enough = len(self.replies) >= FEW_REPLIES
        replies = [2 * worth * enough for worth in spread(likeness.replies)]
        every = zip((*starter, *replies), (*self.starter, *self.replies), strict=True)
        return sorted((each for each in every if each[1].id not in self._hidden), key=lambda each: -each[0])

    def _margin(self, read: MailRead, likeness: Likeness | None) -> float:
        """How far the best snippet is ahead of the best out-of-scope matter; words that are ours count for it."""
        ahead, ours = self._ahead(read)
        if likeness is None:
            return ahead + OURS * ours
        if likeness.taught:
            seen = self._seen(read, likeness)
            return MARGIN_SHORT + math.fsum(dial * value for dial, value in zip(FITS, seen, strict=True)) - FITS_LEAST
        return ahead + OURS_MEANT * ours + SCOPE * likeness.scope + SLACK

    def _ahead(self, read: MailRead) -> tuple[float, int]:
        count, known, known_ours, out_of_scope = len(self.starter), self._weights.known, self._ours, self.out_of_scope
        ours = sum(key in known_ours if key in known else out_of_scope.has(key) for key in read.keys)
        return max(read.totals[:count], default=0.0) - max(read.totals[count:], default=0.0), min(ours, MOST_OURS)

    def _seen(self, read: MailRead, likeness: Likeness) -> tuple[float, ...]:
        taught = max(likeness.taught, default=0.0) - likeness.taught_none
        return (*self._ahead(read), likeness.scope, taught)

    def _all_ranked(self, scores: Scores, language: Language | None) -> list[tuple[float, int, Snippet]]:
        """Replies and snippets together; of two that are equally good, the company's own is first."""
        starter = self._ranked(dict(enumerate(scores.starter)), self.starter)
        own = self._ranked(scores.replies, self.replies)
        if starter and own:
            fit = scores.fit(max(own, key=lambda each: each[0])[1])
            own = [(share * fit, place, each) for share, place, each in own]
        if language:
            own = [(share * self._tongue(place, language), place, each) for share, place, each in own]
        found = sorted((*own, *starter), key=lambda each: -each[0])
        return [(share / found[0][0], place, each) for share, place, each in found]

    def _tongue(self, place: int, language: Language) -> float:
        """What a reply's language makes of its score."""
        spoken = self._languages[place]
        if spoken == language:
            return 1.0 if language == HOME else SAME_LANGUAGE
        return 1.0 if spoken in (None, HOME) else OTHER_LANGUAGE

    def _ranked(self, scores: Mapping[int, float], snippets: Sequence[Snippet]) -> list[tuple[float, int, Snippet]]:
        """What agents see of them, each with its share of the best one's score."""
        seen = [(score, place, snippets[place]) for place, score in scores.items() if snippets[place].id not in self._hidden]
        top = max((score for score, _, _ in seen), default=0.0)
        return [(score / top, place, each) for score, place, each in seen if score > LEAST_SHARE * top] if top > 0 else []

    def _reason(
        self, snippet: Snippet, place: int, read: MailRead, own: MailRead, likeness: Likeness | None
    ) -> Quote | None:
        nearest = likeness.nearest(snippet.id) if likeness else None
        if not snippet.own:
            return reason(read.texts, read.said_for([place])[place], nearest)
        kin = self.kinsfolk.kin[place][0]
        said = own.said_for([place])[place] or (read.said_for([kin])[kin] if self.starter else [])
        return reason(read.texts, said, nearest)

    def _resembles(self, reply: Snippet, linked: str | None) -> tuple[float, ...]:
        """How much a reply resembles each starter snippet, by words: 1 for the most."""
        if linked is not None:
            found = tuple(float(snippet.id == linked) for snippet in self.starter)
            if any(found):
                return found
        title = self.weigh(reply.title)[: len(self.starter)]
        text = self.weigh(reply.text[:LONGEST_KIN_TEXT], subject=reply.title)[: len(self.starter)]
        most_title, most_text = max(title, default=0.0) or 1.0, max(text, default=0.0) or 1.0
        return tuple(TITLES * a / most_title + TEXTS * b / most_text for a, b in zip(title, text, strict=True))


def nearest(row: Sequence[float]) -> Kin:
    """The place of the greatest number, and that number."""
    place = max(range(len(row)), key=row.__getitem__, default=0)
    return place, row[place] if row else 0.0


def _title(snippet: Snippet, language: Language | None) -> str:
    return f"{snippet.title} (engelska)" if language == "en" and snippet.english else snippet.title


def _phrases(snippet: Snippet, tuning: Tuning) -> Phrases:
    """What a snippet's words are taken from; a reply's own text counts, since it has few words of customers."""
    return (
        (snippet.title, tuning.title),
        *((keyword, 1.0) for keyword in snippet.keywords),
        *((mail, tuning.example) for mail in snippet.should),
        *((mail, tuning.ask) for mail in snippet.asks),
        *(((snippet.text, 1.0),) if snippet.own else ()),
    )


def _words_of(matter: Matter, tuning: Tuning) -> Phrases:
    return (*((keyword, 1.0) for keyword in matter.keywords), *((mail, tuning.ask) for mail in matter.mails))


def _matter(query: str) -> str:
    """The mail without its closing courtesies, which would speak for thanks, unless they are all there is."""
    query = query[:LONGEST]
    matter = query[: farewell_start(query, 0, len(query))]
    return matter if len(matter.split()) > GREETING_WORDS else query
