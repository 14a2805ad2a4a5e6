"""The phrases that close a mail above the name: "Med vänlig hälsning", "Mvh", "Best regards", "Tack på förhand"."""

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
_CLOSING = "(?:" + "|".join(_BY_LANGUAGE) + ")"

_WEAK_CLOSING = (
    r"(?:vänligen|v\.?h\b\.?|b\.?h\b\.?|br\b|allt gott|kram(?:ar)?|hälsar|best|cheers|ha det(?: så)? (?:bra|gott)|"
    r"lg\b|vg\b|saluti|kiitos|kiittäen|yours|warmly|take care|danke|tak|merci)"
)
_THANKS = (
    r"(?:(?:stort |tusen )?tack på förhand|på förhand tack|tack så mycket(?: på förhand)?|tack för hjälpen|"
    r"tacksam för (?:snabbt )?svar|tack|takk(?: på forhånd)?|many thanks|thanks(?: in advance| a lot| so much)?|"
    r"thank you(?: in advance| so much| very much)?)"
)
STRONG_LINE = re.compile(_CLOSING + r"(?![\w-])", re.IGNORECASE)
WEAK_LINE = re.compile(_WEAK_CLOSING + r"(?![\w-])", re.IGNORECASE)
THANKS_LINE = re.compile(_THANKS + r"(?![\w-])", re.IGNORECASE)
AT_END = re.compile(r"(?:(?<=[.!?,)])|(?<=\w)) +(" + _CLOSING + r"(?![\w-]))[ ,.!:/-]*", re.IGNORECASE)
WEAK_AT_END = re.compile(
    r" (?<=[.!?)] ) *(" + _WEAK_CLOSING + r"(?![\w-]))[ ,.!:/-]*(?=[^\W\d_]+(?: [^\W\d_]+)?\W*$)", re.IGNORECASE
)
ON_BEHALF = re.compile(
    r"(?:för|på uppdrag av|å) (?:\w+ )?(?:styrelsen|styrelse|föreningen|samfälligheten|bolaget|dödsboet|delägarna|ägarna)\b"
    r"[^.!?]{0,40}[,:]?$",
    re.IGNORECASE,
)
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_FIRST_WORDS = frozenset(  # of all the closings above
    """
    för på å med tack de så vänlig vänliga vänligaste bästa allra varm varma många solig soliga hjärtlig hjärtliga glada trevliga
    goda m mvh hälsning hälsningar hälsningarna hälsn högaktningsfullt with my kind kindest best warm warmest regards
    yours sincerely vennlig venlig beste mange hilsen hilsener vänligen v vh b bh br allt kram kramar hälsar cheers ha
    stort tusen på tacksam takk many thanks thank
    sommarhälsningar julhälsningar midsommarhälsningar påskhälsningar hösthälsningar vinterhälsningar vårhälsningar
    nyårshälsningar sommarhälsning julhälsning all respectfully bedste vennlige venlige venlig kærlig kærlige varm hilsner
    hilsninger ystävällisin parhain lämpimin kunnioittaen terveisin ystävällisesti terveiset lugupidamisega parimate
    tervitades mit freundliche freundlichen besten herzliche herzlichen liebe lieben viele vielen schöne schönen sonnige
    sonnigen grüße grüsse gruesse grüssen mfg hochachtungsvoll met vriendelijke hartelijke groet groeten groetjes bien très
    cordialement meilleures sincères cordiales salutations un cordial saludo saludos atentamente cordiali distinti
    atenciosamente com melhores cumprimentos z serdecznie pozdrawiam pozdrowienia s с saygılarımla lg vg saluti kiitos
    kiittäen warmly danke tak merci vriendelijk
    """.split()
)
# One of them is in each line that ends with a closing.
HINTS = ("mvh", "m.v.h", "hälsn", "regards", "hils", "grüße", "grüßen", "terveisin", "cordialement", "saludos", "the best")

_LINE = re.compile(rf"(?:{_CLOSING}|vänligen)(?![\w-])[ ,.!:/–-]*", re.IGNORECASE)
_MOST_NAME_WORDS = 4


def may_begin_closing(text: str) -> bool:
    """Is a text's first word one that a closing begins with? A quick test that most lines fail."""
    first = _FIRST_WORD.match(text)
    return first is not None and first.group().casefold() in _FIRST_WORDS


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
