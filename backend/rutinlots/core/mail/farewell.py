"""The friendly sentences that end a reply: "Du är välkommen att återkomma …", "Trevlig helg!"."""

import re

# Matched at a sentence's start, the sentence cut at 200 characters; alternatives of fixed words.
_WISH = re.compile(
    r"(?:(?:jag|vi) )?önskar? (?:dig|er|dej)\b|(?:i wish|we wish|wishing) you\b|"
    r"ha (?:nu )?(?:en|ett|det)\b(?: \w+)?(?: riktigt?)? (?:så )?(?:bra|fin|fint|trevlig|trevligt|härlig|skön|god|gott|glad|underbar|toppen)\b|"
    r"ha det (?:så )?(?:bra|fint|gott|trevligt)\b|ha en\b|have an? \w+ (?:day|evening|weekend|week)\b|"
    r"(?:en )?(?:fortsatt |riktigt )?(?:trevlig|trevligt|fin|fint|härlig|skön|bra|god|glad|gott) "
    r"(?:fortsättning|fortsatt|dag|kväll|helg|vecka|veckoslut|påsk|jul|midsommar|sommar|eftermiddag|förmiddag|nytt år|"
    r"måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag|semester|pingst|advent)|"
    r"lycka till\b|vi hörs\b|allt gott\b|välkommen åter|(?:ha en )?(?:fin|god) (?:helg|dag|kveld)\b|happy \w+|merry christmas",
    re.I,
)
_OFFER = re.compile(
    r"(?:du|ni) är (?:alltid |varmt |så |mer än |givetvis |naturligtvis |självklart |som vanligt )?(?:välkommen|välkomna)\b|"
    r"(?:varmt )?(?:välkommen|välkomna) (?:att |tillbaka|med )|"
    r"(?:please |and )?(?:feel free|do not hesitate|don.t hesitate)\b|you are (?:always |more than )?welcome to\b|"
    r"tveka inte\b|(?:please )?let us know if\b|(?:ta|kontakt oss) gjerne",
    re.I,
)
_IF_MORE = re.compile(
    r"(?:hör|kontakta|återkom|ring|skriv|mejla|maila|vänd|om du|om ni|undrar du|har du|har ni|skulle du|vid (?:fler|ytterligare|andra)|"
    r"du kan alltid|vi finns|vi hjälper|jag hjälper|vi svarar|if you|should you|please contact|please get|contact us)\b",
    re.I,
)
_MORE = re.compile(
    r"(?:fler|ytterligare|andra|övriga|några|någon|mer|annat|further|more|other|any) ?(?:\w+ )?(?:frågor|fråga|funderingar|questions?)|"
    r"undrar (?:över )?(?:något|någonting|nåt)|något (?:mer|annat|är oklart)|igen\b|oklart|(?:har|have any) (?:frågor|questions)|"
    r"behöver (?:mer |ytterligare )?hjälp|fundera|så hjälper vi (?:dig|er)\b(?! vidare)",
    re.I,
)
_THANKS = re.compile(
    r"(?:än en gång |återigen )?tack (?:på förhand|för (?:din|er|ditt|ert|visad) (?:förståelse|tålamod|hjälp|samarbete))|"
    r"(?:many )?thank(?:s| you) (?:in advance|for your (?:patience|understanding|cooperation))|(?:we |i )?look(?:ing)? forward",
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


def is_farewell(sentence: str) -> bool:
    """Is this one sentence a wish, an offer to hear more, or a thank-you that rounds a mail off?"""
    if _WISH.match(sentence) or _OFFER.match(sentence) or _THANKS.match(sentence):
        return True
    return bool(_IF_MORE.match(sentence) and _MORE.search(sentence))


def _sentence_start(text: str, start: int, stop: int) -> int:
    """The start of the sentence that ends at ``stop``; looked for within a reasonable sentence's length."""
    least = max(start, stop - _LONG - 1)
    for place in range(stop - 1, least, -1):
        character = text[place - 1]
        if character == "\n" or (character == " " and place >= 2 and text[place - 2] in ".!?" and not text[place].islower()):
            return place
    return least
