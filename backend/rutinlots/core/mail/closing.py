"""The phrases that close a mail above the name: "Med vänlig hälsning", "Mvh", "Best regards"."""

import re

# Alternatives of fixed words, no nested repetition: time grows with the line only, and a line is cut at 200.
CLOSING = (
    r"(?:(?:med |tack och )?(?:de |så )?(?:vänliga?|vänligaste|bästa|allra bästa|varma?|många|soliga?|hjärtliga?|glada|"
    r"trevliga|goda) häl(?:sning(?:ar)?|sn\.?)|m\.? ?v\.? ?h\b\.?|hälsning(?:ar(?:na)?)?|hälsn\b\.?|högaktningsfullt|"
    r"(?:with |my )?(?:kind(?:est)?|best|warm(?:est)?) (?:regards|wishes)|regards|(?:yours )?sincerely(?: yours)?|"
    r"yours (?:faithfully|truly)|(?:(?:med )?(?:vennlig|venlig|beste|mange) )?hilsen(?:er)?)"
)

_LINE = re.compile(rf"(?:{CLOSING}|vänligen)(?![\w-])[ ,.!:/–-]*", re.IGNORECASE)
_MOST_NAME_WORDS = 4


def after_closing(line: str) -> str | None:
    """The name that follows the closing phrase a line begins with ("" when nothing does); None for any other line."""
    match = _LINE.match(line)
    if match is None:
        return None
    rest = line[match.end() :].strip()
    return rest if len(rest.split()) <= _MOST_NAME_WORDS and not rest.endswith((".", "?")) else None
