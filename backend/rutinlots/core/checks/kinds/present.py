"""``present``: something is there that should not be."""

from rutinlots.core.checks.scopes import read_scopes
from rutinlots.core.checks.silence import Reason, Seeker, excuses, no_text
from rutinlots.core.context import Context
from rutinlots.core.finding import Hit, shown
from rutinlots.core.rulefile.patterns import read_patterns
from rutinlots.core.rulefile.reader import MappingReader

_MATCHES = (1, 100)  # that may be asked for


def read(reader: MappingReader) -> Seeker:
    """Keys: ``in`` (scopes), ``any`` (patterns) and ``at_least`` (number of matches needed, 1 to 100; 1).

    Each match is a hit; ``quoted`` is the match in quotation marks, so that several read well in one message.
    """
    scopes = read_scopes(reader)
    patterns = read_patterns(reader)
    at_least = reader.number("at_least", _MATCHES, 1)

    def find(context: Context) -> list[Hit]:
        hits = [
            Hit(
                spans=(passage.span(match.start, match.end),),
                values={"match": shown(match.text), "quoted": f"”{shown(match.text)}”"},
            )
            for passage in scopes(context)
            for match in patterns.matches(passage.encoded)
        ]
        return hits if len(hits) >= at_least else []

    def silence(context: Context) -> list[Reason]:
        passages = scopes(context)
        found = sum(len(patterns.matches(passage.text)) for passage in passages)
        few = [Reason("nothing", f"Den hittar {found} ställen men säger till först vid {at_least}.")] if found else []
        nothing = [Reason("nothing", "Inget av dess mönster finns i texten där den letar.")]
        return no_text(passages) or few or excuses(patterns, passages) or nothing

    return Seeker(find, silence, at_least)
