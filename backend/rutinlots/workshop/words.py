"""What the keys of the rule files are called on the team leader's pages, and the help that stands with each."""

from collections.abc import Mapping

Words = tuple[str, str]  # label, help

CHECK_KEYS = (
    *("id", "title", "covers", "level", "status", "paused_until", "moments", "drafts", "source", "message", "why", "yields_to"),
    *("when", "present", "absent", "limit", "field", "detector", "fix", "guide", "suggest", "actions", "bad", "good"),
)
SNIPPET_KEYS = ("id", "title", "covers", "status", "keywords", "fields", "text", "english", "mails")



def keys_of(file: str) -> tuple[str, ...]:
    """The top-level keys of a file in the order in which they must stand; empty where that doesn't matter."""
    return CHECK_KEYS if file.startswith("checks/") else SNIPPET_KEYS if file.startswith("snippets/") else ()


CHECK: Mapping[str, Words] = {
    "title": ("Rubrik", "Står överst på kortet. Kort, och utan punkt."),
    "message": ("Det den säger", "Vad som är fel och vad man gör åt det. {match} byts mot orden som hittades."),
    "why": ("Varför", "Står under ”Varför?” på kortet och i handboken."),
    "level": ("Hur hårt den trycker", "Välj hellre mildare: ett falsklarm kostar mer än en miss."),
    "suggest": ("Svar att föreslå", "Svaret som erbjuds när kontrollen säger till."),
    "guide": ("Guide att öppna", "Guiden som erbjuds när kontrollen säger till."),
    "moments": ("När den tittar", "Kryssa i alla tillfällen då den ska titta."),
    "source": ("Hör till", "Avsnittet i rutinerna som kontrollen kommer från. Det länkas från kortet."),
    "present": (
        "Ord och uttryck som den ska hitta",
        "Ett på varje rad. Det räcker att ett av dem finns. faktur\\w* hittar alla ord som börjar på faktur; "
        "(skicka|mejla) fakturan hittar båda.",
    ),
    "absent": (
        "Ord och uttryck som ska finnas",
        "Ett på varje rad. Den säger till när inget av dem finns. \\w* står för slutet av ett ord, vilket det än är.",
    ),
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
        "Utan hälsning och avslut. Först ett tack som eget stycke, sedan en tom rad. Det som gäller just en kund skrivs "
        "[med hakparentes].",
    ),
    "label": ("[{}]: så heter det", "Det handläggaren ser när fältet ska fyllas i."),
    "example": ("[{}]: till exempel", "Ett påhittat exempel."),
    "english": ("Texten på engelska", "För kunder som skriver på engelska. Lämna tomt om det inte behövs."),
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
        "few_facilities": ("Så många anläggningar ändrar vi direkt", "Ett heltal."),
        "many_facilities": ("Fler än så registreras också", "Ett heltal."),
        "letter_days": ("Ett brev skickas inte om inom så många dagar", "Ett heltal."),
    },
}
OTHER: Mapping[str, str] = {
    "id": "Namn",
    "covers": "Krav",
    "status": "Läge",
    "paused_until": "Pausad till",
    "drafts": "Slags utkast",
    "yields_to": "Viker för",
    "when": "Villkor",
    "present": "Letar efter",
    "absent": "Letar efter något som saknas",
    "any": "Ord och uttryck",
    "words": "Ordlista",
    "fix": "Rättelse",
    "actions": "Knappar",
    "routine": "Rutin",
    "section": "Avsnitt",
    "limit": "Gräns",
    "detector": "Letar med programkod",
    "second_line": "2nd line har öppet",
    "second_line_exceptions": "2nd line, undantag",
}
