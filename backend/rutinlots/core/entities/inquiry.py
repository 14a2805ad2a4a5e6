"""What a text only asks about or considers, as against what it asks for."""

import re

from rutinlots.core.sentences import sentences

_BEFORE = r"(?:(?:(?:hej\w*|god \w+|hello|hi|och|men|samt|sen|sedan|först|(?:vi |jag )?undrar(?: bara)?)\b|[-–•*\d.)])[\s,!:]*)*"
# "Hur gör vi …", "Måste varje boende …?", "Om vi byter …?"; "Vad gäller våra 14 …" and "När vi tar över …" go on as statements.
_ASKS = re.compile(
    rf"{_BEFORE}(?:(?:hur|vad(?! (?:det )?(?:gäller|beträffar))|vilk\w+|varför|vem|how|what|which|why|kan man|får man|"
    r"(?:ska|bör|måste|behöver) (?:vi|man|jag|varje))\b|"
    r"(?:när|vad|måste|behöver|om (?:vi|man|jag|föreningen)|when|do (?:we|I)|if we)\b[^?]*\?)",
    re.IGNORECASE,
)
_WANTS_TO_KNOW = re.compile(
    r"\b(?:undrar (?:över )?(?:hur|vad|vilk\w+|när|varför|vem|om man|om vi)|(?:vill|vilja|behöver|önskar) veta|"
    r"(?:kan|skulle|kunde) (?:ni|du) (?:kunna |gärna )?(?:berätta|förklara|informera|upplysa|svara på|säga (?!upp)|"
    r"skicka (?:information|info|(?:en )?offert|prislist\w+))|would like to know)\b",
    re.IGNORECASE,
)
_CONSIDERS = re.compile(
    r"\b(?:funder(?:ar|at)|överväg(?:er|t)|utred(?:er|s)|diskuterar|planer (?:på|att)|planerar (?:att|för)|"
    r"inför (?:\w+ )?(?:stämm\w+|beslut\w*|årsmöte\w*)|(?:på|till) (?:\w+ )?(?:stämman?|föreningsstämman?|årsmötet)|rösta om|"
    r"(?:are|is) (?:considering|planning|thinking))\b",
    re.IGNORECASE,
)
_ASKS_FOR = re.compile(
    r"\b(?:(?:vill|önskar) (?:vi|jag)(?! veta)|vänligen|var (?:god|vänlig|snäll)|snälla|(?:kan|hinner|kunde) (?:ni|du)|"
    r"ni (?:kan|kunde)|ber (?:er|dig|om)|hoppas|beslut(?:at|ade|ats)|röstade|please|can you|could you)\b",
    re.IGNORECASE,
)


def without_inquiries(text: str) -> str:
    """The text without the sentences that only ask how a thing is done or what it costs, or that only consider it."""
    return "\n".join(text[start:end] for start, end in sentences(text) if not _is_inquiry(text[start:end]))


def _is_inquiry(sentence: str) -> bool:
    if _WANTS_TO_KNOW.search(sentence):
        return True
    return bool(_ASKS.match(sentence) or _CONSIDERS.search(sentence)) and _ASKS_FOR.search(sentence) is None
