"""The friendly sentences that end a reply: "Du är välkommen att återkomma …", "Trevlig helg!"."""

import re

from rutinlots.core.kept import by_line

# Matched at a sentence's start, the sentence cut at 200 characters; alternatives of fixed words.
_WISH = re.compile(
    r"(?:(?:jag|vi) )?önskar? (?:dig|er|dej)\b|(?:i wish|we wish|wishing) you\b|vi hörs\b|allt gott\b|lycka till\b|"
    r"ha (?:nu )?(?:en|ett|det)\b(?: (?:riktigt|så|fortsatt))* "
    r"(?:bra|fin|fint|trevlig|trevligt|härlig|skön|god|gott|glad|underbar|toppen)\b|"
    r"(?:en )?(?:fortsatt |riktigt )?(?:trevlig|trevligt|fin|fint|härlig|skön|bra|god|glad|gott) "
    r"(?:fortsättning|fortsatt|dag|kväll|helg|vecka|veckoslut|påsk|jul|midsommar|sommar|eftermiddag|förmiddag|nytt år|"
    r"måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag|semester|pingst|advent)|"
    r"välkommen åter|have an? \w+ (?:day|evening|weekend|week)\b|happy (?:holidays|new|easter)|merry christmas|"
    r"(?:ha en )?(?:fin|god) (?:helg|dag|kveld)\b",
    re.I,
)
_OFFER = re.compile(
    r"(?:du|ni) är (?:(?:alltid|varmt|så|mer än|givetvis|naturligtvis|självklart|som vanligt) )?välk(?:ommen|omna)\b|"
    r"(?:varmt )?(?:välkommen|välkomna) (?:att |tillbaka|med )|tveka inte\b|(?:ta|kontakt oss) gjerne|"
    r"(?:please |and )?(?:feel free|do not hesitate|don.t hesitate)\b|you are (?:always |more than )?welcome to\b|"
    r"(?:please )?let us know if\b",
    re.I,
)
_IF_MORE = re.compile(
    r"(?:hör|kontakta|återkom|ring|skriv|mejla|maila|vänd|om du|om ni|undrar du|har du|har ni|skulle du|"
    r"vid (?:fler|ytterligare|andra)|du kan alltid|vi finns|vi hjälper|jag hjälper|vi svarar|"
    r"if you|should you|please contact|please get|contact us)\b",
    re.I,
)
_MORE = re.compile(
    r"(?:fler|ytterligare|andra|övriga|några|någon|mer|further|more|other|any) ?(?:\w+ )?(?:frågor|fråga|funderingar|"
    r"questions?)|undrar (?:över )?(?:något|någonting|nåt)|något (?:mer|annat|är oklart)|igen\b|oklart|"
    r"(?:har|have any) (?:frågor|questions)|behöver (?:mer |ytterligare )?hjälp|fundera",
    re.I,
)
_THANKS = re.compile(
    r"(?:än en gång |återigen )?tack (?:på förhand|för (?:din|er|ditt|ert|visad) (?:förståelse|tålamod|hjälp|"
    r"samarbete))|(?:many )?thank(?:s| you) (?:in advance|for your (?:patience|understanding|cooperation))|"
    r"(?:we |i )?look(?:ing)? forward",
    re.I,
)
_MOST = 6  # sentences
_LONG = 200


def farewell_start(text: str, start: int, end: int) -> int:
    """Where the closing sentences at the end of ``text[start:end]`` begin; ``end`` when there are none."""
    begins = end
    for _ in range(_MOST):
        stop = begins
        while stop > start and text[stop - 1].isspace():
            stop -= 1
        if stop == start:
            break
        sentence = _sentence_start(text, start, stop)
        if stop - sentence > _LONG or not is_farewell(text[sentence:stop]):
            break
        begins = sentence
    return begins


@by_line
def is_farewell(sentence: str) -> bool:
    """Is this one sentence a wish, an offer to hear more, or a thank-you that rounds a mail off?"""
    if _WISH.match(sentence) or _OFFER.match(sentence) or _THANKS.match(sentence):
        return True
    return bool(_IF_MORE.match(sentence) and _MORE.search(sentence))


def _sentence_start(text: str, start: int, stop: int) -> int:
    """The start of the sentence that ends at ``stop``; looked for within a reasonable sentence's length."""
    least = max(start, stop - _LONG - 1)
    line = text.rfind("\n", least, stop) + 1 or least
    blank = text.rfind(" ", line, stop)
    while blank > line:
        if text[blank - 1] in ".!?" and not text[blank + 1].islower():
            return blank + 1
        blank = text.rfind(" ", line, blank)
    return line
