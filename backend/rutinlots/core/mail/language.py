"""The language of a mail, by its commonest words: Swedish, English, Norwegian, Danish, Finnish or German."""

import re
from typing import Literal, get_args

from rutinlots.core.kept import by_line

Language = Literal["sv", "en", "no", "da", "fi", "de"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

LONGEST = 1500  # characters that are read
FEWEST = 2.0  # words' worth that a text must have for its language to be known
_AHEAD = 15  # tenths: how many times as much as the next language
_KIN, _AHEAD_OF_KIN = {"no", "da"}, 11  # they share most of their words, so between them a little is enough

# A word counts in full where one language has it, by half where two have it, and so on.
_WORDS: dict[Language, str] = {
    "sv": "och jag är inte att för på från har vi ni du hur kan min mitt mina vad när också med mig till av vill ska eller här "
    "någon något finns så om under efter sedan era er ert det den som en ett hej tack vänliga hälsningar hälsning mvh skulle "
    "blir var vart varför då nu men kunna få får fick fått oss dig din ditt vår vårt mycket bara utan redan måste behöver "
    "hjälp hjälpa räkning räkningen faktura fakturan undrar snälla välkommen ha dag trevlig beklagar in just be by",
    "en": "the and is are i you we my your to of for with not this that have has had can could would please thank thanks hi hello "
    "dear regards what when how where why do does did it in on at be been will am from our me if or but about there any no yes "
    "bill invoice payment moving kind best sincerely get got want need there's i'm i've don't was were an a as by just who which",
    "no": "og jeg er ikke å at for på fra har vi dere du hvordan kan min mitt mine hva når også med meg til av vil skal eller her "
    "noen noe finnes så om etter deres det den som en et hei takk hilsen vennlig skulle blir hvor hvorfor da nå men kunne få får "
    "fikk oss deg din ditt vår vårt mye bare uten må trenger hjelp hjelpe regning regningen faktura fakturaen lurer mvh strømmen",
    "da": "og jeg er ikke at for på fra har vi i du hvordan kan min mit mine hvad hvornår også med mig til af vil skal eller her "
    "nogen noget findes så om efter jeres det den som en et hej tak hilsen venlig skulle bliver hvor hvorfor da nu men kunne få "
    "får fik os dig din dit vores meget kun uden må brug hjælp hjælpe regning regningen faktura fakturaen gerne mvh strømmen være",
    "fi": "ja on ei en se että miten mitä milloin kun voin voinko voiko voisitteko haluan haluaisin minun minulla meillä olen "
    "olemme oli ole myös kuin mutta tai jos hei terve kiitos kiitoksia ystävällisin terveisin lasku laskun laskuni laskusta sähkö "
    "sähköt onko saanko saada missä miksi kuinka nyt vielä jo tämä tämän sen joka osoite muutamme muutan teille mistä uusi",
    "de": "und ich ist sind nicht das der die ein eine einen einer wir sie ihr mein meine meinen für mit auf von zu im am dass "
    "kann können wie was wann wo warum haben habe hat bitte danke hallo guten tag mit freundlichen grüßen grüße rechnung die "
    "den dem des es aber oder wenn noch nur sehr wird werden würde möchte möchten unser unsere uns mich mir ihnen ihre als bei "
    "nach aus um zum zur auch strom",
}
_ASIDE_WORDS = 12
_ASKS = re.compile(
    r"[?]|\b(?:please|pls|can|can't|could|would|need|want|not|don't|english|swedish|speak|understand|help|send|when|what|how|why|"
    r"where|who|question|wrong|moving|moved|invoice|bill)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"(?<![^\W_])[^\W\d_]+(?:['’][^\W\d_]+)?")
_LONG_FINNISH = tuple("ssa ssä sta stä lla llä lta ltä lle ksi mme tte nne isi taan tään aan ään".split())
_FINNISH_LETTERS = 6  # of a word whose ending may tell that it is Finnish
_LETTERS: dict[str, tuple[Language, ...]] = {"ø": ("no", "da"), "æ": ("no", "da"), "ß": ("de",), "ü": ("de",)}
_WHOLE = 60  # what a word is worth; half of it, a third and so on are whole numbers too
_PLACE = {language: place for place, language in enumerate(LANGUAGES)}
_HAVING: dict[str, list[int]] = {}  # the places of the languages that have a word
for _language in LANGUAGES:
    for _word in dict.fromkeys(_WORDS[_language].split()):
        _HAVING.setdefault(_word, []).append(_PLACE[_language])
_WORTH = {word: [(place, _WHOLE // len(places)) for place in places] for word, places in _HAVING.items()}


def language_of(text: str) -> Language | None:
    """The language in which a text is written; None where it is too short or too mixed to say."""
    worth = [sum(each) for each in zip(*map(_counted, text[:LONGEST].split("\n")), strict=True)]
    most = max(worth)
    if most < FEWEST * _WHOLE:
        return None
    first = LANGUAGES[worth.index(most)]
    for language, amount in zip(LANGUAGES, worth, strict=True):
        if language != first and amount * (_AHEAD_OF_KIN if {first, language} == _KIN else _AHEAD) > most * 10:
            return None
    return first


def is_aside(text: str) -> bool:
    """Is it a few words that ask for nothing, as English is dropped into other languages: "Got your mail, thanks"?"""
    words = text.replace("’", "'")
    return len(words.split()) <= _ASIDE_WORDS and _ASKS.search(words) is None


@by_line
def _counted(line: str) -> tuple[int, ...]:
    """What the words of a line are worth to each language."""
    worth = [0] * len(LANGUAGES)
    folded = line.casefold().replace("’", "'")
    letters = [each for each in _LETTERS.items() if each[0] in folded]
    for word in _WORD.findall(folded):
        if word in _WORTH:
            for place, amount in _WORTH[word]:
                worth[place] += amount
        elif len(word) >= _FINNISH_LETTERS and word.endswith(_LONG_FINNISH):
            worth[_PLACE["fi"]] += _WHOLE // 2
        for letter, languages in letters:
            if letter in word:
                for language in languages:
                    worth[_PLACE[language]] += _WHOLE // 2
    return tuple(worth)
