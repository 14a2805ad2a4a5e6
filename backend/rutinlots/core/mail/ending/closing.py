"""The phrases that close a mail above the name: "Med vänlig hälsning", "Mvh", "Best regards"."""

import re

from rutinlots.core.kept import by_line

# Alternatives of fixed words, no nested repetition: time grows with the line only, and a line is cut at 200.
_BY_LANGUAGE = (
    # Swedish
    r"(?:med |tack och )?(?:de |så )?(?:vänliga?|vänligaste|bästa|allra bästa|varma?|många|soliga?|hjärtliga?|glada|trevliga|"
    r"goda) häl(?:sning(?:ar)?|sn\.?)",
    r"m\.? ?v\.? ?h\b\.?|(?:sommar|jul|midsommar|påsk|höst|vinter|vår|nyårs)?hälsning(?:ar(?:na)?)?|hälsn\b\.?|högaktningsfullt",
    # English
    r"(?:with |my |thanks (?:and|&) )?(?:kind(?:est)?|best|warm(?:est)?) (?:regards|wishes)|"
    r"(?:with )?(?:many |thanks and )?regards|"
    r"(?:yours )?sincerely(?: yours)?|yours (?:faithfully|truly)|all (?:the|my) best|respectfully(?: yours)?",
    # Danish and Norwegian
    r"(?:(?:med )?(?:de )?(?:vennlige?|venlige?|beste?|bedste|mange|kærlige?|varme?) )?hils(?:en(?:er)?|ner|ninger)",
    # Finnish and Estonian
    r"(?:ystävällisin |parhain |lämpimin |kunnioittaen )?terveisin|ystävällisesti|terveiset|lugupidamisega|parimate soovidega|"
    r"tervitades",
    # German and Dutch
    r"(?:mit )?(?:freundlichen?|besten?|herzlichen?|lieben?|vielen?|schönen?|sonnigen?) gr(?:ü|ue)(?:ß|ss)en?|gr(?:ü|ue)(?:ß|ss)e|"
    r"mfg\b|hochachtungsvoll|(?:met )?(?:vriendelijke|hartelijke|beste) groet(?:en)?|groet(?:en|jes)",
    # French, Spanish, Italian, Portuguese
    r"(?:bien |très )?cordialement|(?:meilleures|sincères|cordiales) salutations|salutations distinguées|bien à vous|"
    r"(?:un )?(?:cordial )?saludos?(?: cordiales)?|atentamente|(?:cordiali|distinti) saluti|atenciosamente|"
    r"(?:com os melhores |melhores )?cumprimentos",
    # Polish, Czech, Russian, Turkish
    r"z poważaniem|(?:serdecznie )?pozdrawiam|pozdrowienia|s pozdravem|с уважением|saygılarımla",
)  # fmt: skip
_SWEDISH = re.compile(rf"(?:{_BY_LANGUAGE[0]}|{_BY_LANGUAGE[1]}|vänligen)(?![\w-])", re.IGNORECASE)
CLOSING = "(?:" + "|".join(_BY_LANGUAGE) + ")"

_LINE = re.compile(rf"(?:{CLOSING}|vänligen)(?![\w-])[ ,.!:/–-]*", re.IGNORECASE)
_MOST_NAME_WORDS = 4


def swedish_closing(line: str) -> str | None:
    """The Swedish closing phrase that a line begins with."""
    match = _SWEDISH.match(line)
    return match[0] if match else None


@by_line
def after_closing(line: str) -> str | None:
    """The name that follows the closing phrase a line begins with ("" when nothing does); None for any other line."""
    match = _LINE.match(line)
    if match is None:
        return None
    rest = line[match.end() :].strip()
    return rest if len(rest.split()) <= _MOST_NAME_WORDS and not rest.endswith((".", "?")) else None
