"""What the keys of the rule files are called on the team leader's pages, and the help that stands with each."""

from collections.abc import Mapping

from rutinlots.core.rulefile.reader import whole_number
from rutinlots.core.rulefile.settings import BOUNDS

Words = tuple[str, str]  # label, help

CHECK_KEYS = (
    *("id", "title", "covers", "level", "status", "paused_from", "paused_until", "moments", "drafts", "source", "message", "why"),
    *("yields_to", "when", "present", "absent", "limit", "field", "detector", "except", "fix", "guide", "suggest", "actions"),
    *("bad", "good"),
)
SNIPPET_KEYS = ("id", "title", "covers", "status", "keywords", "fields", "text", "english", "mails")


def keys_of(file: str) -> tuple[str, ...]:
    """The top-level keys of a file in the order in which they must stand; empty where that doesn't matter."""
    return CHECK_KEYS if file.startswith("checks/") else SNIPPET_KEYS if file.startswith("snippets/") else ()


CHECK: Mapping[str, Words] = {
    "title": ("Rubrik", "Står överst på kortet. Kort, och utan punkt."),
    "message": (
        "Det den säger",
        "Vad som är fel och vad man gör åt det. {match} byts mot orden som hittades; låt andra ord inom {} stå.",
    ),
    "why": ("Varför", "Står under ”Varför?” på kortet och i handboken."),
    "level": ("Hur hårt den trycker", "Välj hellre mildare: ett falsklarm kostar mer än en miss."),
    "suggest": ("Svar att föreslå", "Svaret som erbjuds när kontrollen säger till."),
    "guide": ("Guide att öppna", "Guiden som erbjuds när kontrollen säger till."),
    "moments": ("När den tittar", "Kryssa i alla tillfällen då den ska titta."),
    "source": ("Hör till", "Avsnittet i rutinerna som kontrollen kommer från. Det länkas från kortet."),
    "present": (
        "Ord och uttryck som den ska hitta",
        "Ett på varje rad. Det räcker att ett av dem finns. faktur* hittar alla ord som börjar på faktur; "
        "(skicka|mejla) fakturan hittar båda.",
    ),
    "absent": (
        "Ord och uttryck som ska finnas",
        "Ett på varje rad. Den säger till när inget av dem finns. faktur* hittar alla ord som börjar på faktur.",
    ),
}
EXCEPTION: Mapping[str, Words] = {
    "patterns": (
        "Var tyst när det står",
        "Ett ord eller uttryck på varje rad. Det räcker att ett av dem står där. * i slutet av ett ord: alla ord som börjar så.",
    ),
    "in": ("Där det ska stå", "Säger den till om något som saknas gäller det hela svaret."),
    "because": ("Varför", "Säg varför det inte är fel där. Töm båda fälten för att ta bort undantaget."),
}
PLACES: Mapping[str, str] = {
    "sentence": "i samma mening",
    "match": "i orden den pekar på",
    "text": "någonstans i mejlet",
    "customer": "i kundens mejl",
}
EXAMPLE: Mapping[str, Words] = {
    "name": ("Vad exemplet visar", "Några ord, olika för varje exempel."),
    "because": ("Varför det är bra", "Minst ett bra exempel ska ligga nära gränsen och säga varför det ändå är bra."),
    "mail": ("Kundens mejl", "Sätt <mark> och </mark> runt orden som kontrollen ska peka på."),
    "draft": ("Ditt svar", "Sätt <mark> och </mark> runt orden som kontrollen ska peka på. Signaturen lägger vi till."),
    "becomes": ("Svaret efter ett klick på rättelsen", ""),
}
SNIPPET: Mapping[str, Words] = {
    "title": ("Rubrik", "Det handläggaren söker på."),
    "text": (
        "Texten",
        "Utan hälsning och avslut. Först ett tack som eget stycke. Lämna en tom rad mellan styckena; bara i listor, med - "
        "först, blir varje rad en egen. Det som gäller just en kund skrivs [med hakparentes].",
    ),
    "label": ("[{}]: så heter det", "Det handläggaren ser när fältet ska fyllas i."),
    "example": ("[{}]: till exempel", "Ett påhittat exempel."),
    "english": ("Texten på engelska", "För kunder som skriver på engelska. Lämna tomt om det inte behövs."),
    "status": ("Läge", "Ett svar på prov föreslås inte och visas inte."),
    "keywords": ("Ord som kunderna använder", "Ett ord eller uttryck på varje rad."),
    "should": ("Ska ge svaret, mejl", "Hitta på dem. Minst tre behövs; fyll i det tomma fältet för ett till."),
    "should_not": ("Ska inte ge svaret, mejl", "Ett mejl som liknar men ska ha ett annat svar. Minst två behövs."),
}
GUIDE: Mapping[str, Words] = {
    "title": ("Rubrik", ""),
    "summary": ("Sammanfattning", "Står i handbokens lista."),
    "intro": ("Inledning", "Står överst på kortet. Ord inom klamrar, som {second_line_changes}, fylls i av sig själva."),
    "label": ("Etikett", ""),
    "hint": ("Hjälptext", ""),
    "text": ("Text", ""),
    "reason": ("Varför inget hjälper till här", ""),
}
_LIST = "En på varje rad."
_NUMBERS = {key: f"{whole_number(bounds).capitalize()}." for key, bounds in BOUNDS.items()}
SETTINGS: Mapping[str, Mapping[str, Words]] = {
    "Adresser och nummer": {
        "company": ("Företaget", ""),
        "function_addresses": ("Adresser som får stå i mejl till kunder", _LIST),
        "function_phones": ("Telefonnummer som får stå i mejl till kunder", _LIST),
        "own_sender": ("Adressen som kunderna skriver till", ""),
        "internal_sender": ("Lådan för interna mejl", ""),
        "domains": ("Våra mejldomäner", _LIST),
        "staffing_domains": ("Bemanningsföretagets mejldomäner", _LIST),
        "noreply_words": ("Början på adresser som ingen läser", _LIST),
        "collections_name": ("Kravgruppen heter", ""),
        "collections_address": ("Kravgruppens adress", ""),
        "collections_phone": ("Kravgruppens telefon", ""),
    },
    "Signaturen": {
        "signature_closing": ("Raden ovanför namnet", ""),
        "signature": ("Raderna under namnet", _LIST),
        "signature_english": ("Raderna under namnet på engelska", _LIST),
    },
    "CAB, fält och gränser": {
        "log_code": ("Koden i CAB", ""),
        "log_status": ("Statusen i CAB", ""),
        "closing_status": ("Det ett svar sätter ärendet till", ""),
        "required_properties": ("Fält som måste fyllas i", "När sidan inte själv säger det. En på varje rad."),
        "escalation_group": ("Gruppen som tar emot eskaleringar", ""),
        "few_facilities": ("Så många anläggningar ändrar vi direkt", _NUMBERS["few_facilities"]),
        "many_facilities": ("Fler än så registreras också", _NUMBERS["many_facilities"]),
        "letter_days": ("Ett brev skickas inte om inom så många dagar", _NUMBERS["letter_days"]),
    },
    "Så ska ärendelistan vara inställd": {
        "list_filter": ("{}", _LIST),
    },
}
HOURS = "Öppettider"  # what is changed on a page of its own, and its keys in the settings
HOURS_KEYS = ("second_line", "second_line_exceptions")
_EXPRESSION = "Ett ord eller uttryck på varje rad."
LISTS = (
    "Ett ord på varje rad. faktur* hittar alla ord som börjar på faktur. "
    "Namnet inom < > är det som reglerna kallar listan."
)
TOPICS: Mapping[str, Words] = {
    "title": ("Rubrik", ""),
    "any": ("Ord och uttryck som visar det", f"{_EXPRESSION} faktur* hittar alla ord som börjar på faktur."),
    "words": ("", f"{_EXPRESSION} Uttrycken ovanför använder listan."),
    "question": ("Kunden brukar sedan fråga", "Står i tipset om svaret inte tar upp det."),
    "answered": ("Ord som visar att svaret redan tar upp fråga", _EXPRESSION),
}
ELSEWHERE: Mapping[str, Words] = {
    "ours": (
        "Ord som nästan bara skrivs till oss",
        "Ett ord på varje rad. * i slutet: alla ord som börjar så. De talar för att föreslå ett svar.",
    ),
    "title": ("Rubrik", ""),
    "keywords": ("Ord som talar emot ett förslag", "Ett ord eller uttryck på varje rad, så som de skriver."),
}
EXTENSION: Mapping[str, Words] = {
    "off": ("Stäng av tills vidare", "Kryssa i det som ställer till det. Öppna flikar följer med inom fem minuter."),
}
VOCABULARY: Mapping[str, str] = {
    "themes": "Grupper av kontroller",
    "snippet_themes": "Grupper av svar",
    "levels": "Hur hårt en kontroll trycker",
    "moments": "När en kontroll tittar",
    "statuses": "Lägen",
    "drafts": "Slags utkast",
    "kinds": "Slags kontroller",
    "scopes": "Var en kontroll letar",
}
NEW_THEMES: Words = (
    "Nya grupper",
    "En på varje rad. Gruppen kan väljas när du gör något nytt, och visas när det finns något i den.",
)
OWN_NAMES: Mapping[str, Words] = {
    "namn": ("Namn som ska godkännas", "Ett på varje rad. Namnet räknas, även om det också är ett ord."),
    "aldrig": ("Ord som aldrig är ett namn", "Ett på varje rad, som Solkraft."),
}
_ROWS = "Ett eller flera på varje rad. Rader som börjar med # läses inte. Stora och små bokstäver spelar ingen roll."
NAMES: Mapping[str, Words] = {
    "given-sweden.txt": ("Förnamn som bärs i Sverige", _ROWS),
    "given-words.txt": ("Förnamn som också är ord, som Björn och Stig", _ROWS),
    "not-names.txt": ("Ord som är namn i andra länder men inte här, som Panda", _ROWS),
    "nicknames.txt": (
        "Former av samma namn",
        "En rad för varje namn: Lars Lasse. Då är en hälsning till Lasse rätt för Lars.",
    ),
    "roles.txt": ("Brevlådor, funktioner och grupper, som info och styrelsen", f"{_ROWS} *avdelningen: alla ord som slutar så."),
    "companies.txt": ("Bolagsformer och ord i företagsnamn", f"{_ROWS} Rader med = är bolagsformer. *bygg: ord som slutar så."),
    "titles.txt": ("Titlar och tilltal före ett namn", _ROWS),
    "particles.txt": ("Småord i efternamn, som van och af", _ROWS),
    "family-first.txt": ("Efternamn som skrivs först, som Nguyễn", f"{_ROWS} Rader med = räcker ensamma framför ett namn."),
    "greeting-words.txt": ("Ord i hälsningen som inte är namnet, som i ”Hej igen Anna”", _ROWS),
}
ABOUT: Mapping[str, str] = {
    "topics.yaml": "Orden som visar vad ett mejl handlar om. Flera kontroller frågar efter det, som den om att beklaga sorgen.",
    "elsewhere.yaml": "Orden som avgör när panelen är tyst, för att inget svar i biblioteket passar.",
    "vocabulary.yaml": "Vad saker heter på sidorna och korten. Här lägger du också till grupper av kontroller och svar.",
    "extension.yaml": "Hittar tillägget inte på Freshdesks sida skriver den som sköter servern väljare under ”Visa som text”.",
    "words/": "Ord som flera kontroller använder.",
    "names/": "Det Rutinlots vet om namn när det avgör om hälsningen i ett svar är kundens namn.",
    "scenarios/": "En övning med ett ärende, det som ska märkas och ett bra svar. Den ändras som text.",
}
EDITED_NAMES = ("egna.txt", *NAMES)
OTHER: Mapping[str, str] = {
    "id": "Namn",
    "covers": "Krav",
    "status": "Läge",
    "paused_from": "Pausad från",
    "paused_until": "Pausad till",
    "drafts": "Slags utkast",
    "yields_to": "Viker för",
    "when": "Villkor",
    "present": "Letar efter",
    "absent": "Letar efter något som saknas",
    "any": "Ord och uttryck",
    "pattern": "Ord och uttryck",
    "patterns": "Ord och uttryck",
    "except": "Undantag",
    "words": "Ordlista",
    "fix": "Rättelse",
    "actions": "Knappar",
    "routine": "Rutin",
    "section": "Avsnitt",
    "limit": "Gräns",
    "detector": "Letar med programkod",
    "second_line": "2nd line har öppet",
    "second_line_exceptions": "Dagar med egna tider",
    "list_filter": "Ärendelistan",
    "off": "Stäng av tills vidare",
    "selectors": "Väljare",
    "follow_ups": "Följdfrågor",
    "question": "Fråga",
    "answered": "Tas upp av",
    "ours": "Ord som är våra",
    "matters": "Annat än våra ärenden",
    "solved": "Löst när",
    "gone": "Kontroller som ska vara tysta",
    "strict": "Tips som ska vara tysta",
    "must_say": "Ska stå i svaret",
    "must_not_say": "Får inte stå i svaret",
    "facit": "Ett bra svar",
    "mistake": "Det vanligaste felet",
    "say": "Det du som utbildar säger",
    "notice": "Att lägga märke till",
    "inbox": "Ärenden i inkorgen",
}
