"""``absent``: something is missing."""

from rutinlots.core.checks.scopes import read_scopes
from rutinlots.core.checks.silence import Reason, Seeker
from rutinlots.core.context import Context
from rutinlots.core.finding import Hit
from rutinlots.core.rulefile.patterns import read_patterns
from rutinlots.core.rulefile.reader import MappingReader


def read(reader: MappingReader) -> Seeker:
    """Keys: ``in`` (scopes) and ``any`` (patterns). There is a hit, without a place, when no pattern matches.

    At the moment ``write``, a draft with only the template's greeting and signature is left alone.
    """
    scopes = read_scopes(reader)
    about_draft = str(reader.values["in"]).startswith("draft")
    patterns = read_patterns(reader)

    def find(context: Context) -> list[Hit]:
        if about_draft and context.situation.draft is None:
            return []
        if context.situation.moment == "write" and not context.draft.body.text.strip():
            return []
        return [] if any(patterns.any(passage.encoded) for passage in scopes(context)) else [Hit()]

    def silence(context: Context) -> list[Reason]:
        if about_draft and context.situation.draft is None:
            return [Reason("nothing", "Det finns inget utkast.")]
        match = next((match for passage in scopes(context) for match in patterns.matches(passage.text)), None)
        if match:
            return [Reason("nothing", f"Det som ska stå där finns: ”{match.text}”.")]
        return [Reason("nothing", "Inget är skrivet än, bara mallens hälsning och signatur.")]

    return Seeker(find, silence)
