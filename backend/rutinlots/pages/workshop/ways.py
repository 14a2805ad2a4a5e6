"""What a team leader may want to do, in words that they would search by, and the page where it is done."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from rutinlots.core.stems import stem
from rutinlots.workshop.forms.lists import OWN
from rutinlots.workshop.search import fits
from rutinlots.workshop.words import HOURS

_WORD = re.compile(r"\w+")
_LONGEST = 200  # characters of a wish
_SMALL = frozenset("en ett på i av till att den det de för jag vill ska hur och eller om min mitt".split())


@dataclass(frozen=True, kw_only=True)
class Way:
    """A page: what it is called and how it is done there; ``wishes`` are what it is searched by."""

    title: str
    how: str
    endpoint: str
    values: Mapping[str, str] = field(default_factory=dict)
    wishes: tuple[str, ...]


_WAYS = (
    Way(
        title="Ny kontroll",
        how="Visa ett tips när svaret nämner något. Den börjar på prov.",
        endpoint="pages.new_page",
        values={"sort": "kontroll"},
        wishes=("Ny kontroll", "Lägga till en kontroll", "Ny regel", "Lägga till en regel"),
    ),
    Way(
        title="Nytt svar",
        how="En text som föreslås när kunden skriver om något.",
        endpoint="pages.new_page",
        values={"sort": "svar"},
        wishes=("Nytt svar", "Lägga till ett svar", "Ny svarsmall", "Ny mall", "Lägga till en mall"),
    ),
    Way(
        title="Adresser, signatur och gränser",
        how="Våra adresser, nummer och mejldomäner, signaturen och hur många ändringar vi gör direkt.",
        endpoint="pages.workshop_file",
        values={"file": "settings.yaml"},
        wishes=("Ändra signaturen", "Våra adresser", "Ändra en adress", "Ändra ett telefonnummer", "Våra telefonnummer"),
    ),
    Way(
        title="Kurser",
        how="Välj övningar åt en grupp och ge den en kod.",
        endpoint="pages.courses_page",
        wishes=("Kurser", "Ny kurs", "Göra en kurs"),
    ),
    Way(
        title=HOURS,
        how="När 2nd line har öppet, med undantag för helger.",
        endpoint="pages.hours_page",
        wishes=(
            HOURS, "När 2nd line har öppet", "Dagar med egna tider", "Röda dagar och aftnar", "Lunchstängt",
            "Ändra öppettiderna på julafton", "Stängt på julafton", "Ändra tiderna för 2nd line",
        ),
    ),
    Way(
        title="Namn: era egna",
        how="Här godkänner du ett namn som stoppas i hälsningen, eller säger att ett ord aldrig är ett namn.",
        endpoint="pages.workshop_file",
        values={"file": OWN},
        wishes=("Godkänna ett namn som stoppas", "Lägga till namn", "Nytt namn", "Fel namn i hälsningen", "Namnlista"),
    ),
    Way(
        title="Vad grupper, nivåer och tillfällen heter",
        how="Här lägger du till en grupp av kontroller eller svar, och byter namn på dem som finns.",
        endpoint="pages.workshop_file",
        values={"file": "vocabulary.yaml"},
        wishes=("Ny grupp", "Lägga till en grupp", "Byta namn på en grupp", "Grupper av kontroller", "Grupper av svar"),
    ),
    Way(
        title="Pausa en kontroll",
        how="Öppna kontrollen. Överst pausar du den till i morgon, eller mellan två dagar. Sedan gäller den igen av sig själv.",
        endpoint="pages.workshop",
        values={"_anchor": "check"},
        wishes=(
            "Pausa en kontroll", "Stänga av en kontroll", "Stäng av ett larm", "Pausa över julen",
            "Stänga av en regel", "Pausa regeln", "Ta bort en regel", "Ta bort en kontroll",
        ),
    ),
    Way(
        title="Undantag",
        how="Öppna kontrollen och välj ”Lägg till ett undantag”. Har du mejlet? Prova det, så kommer du dit med orden ifyllda.",
        endpoint="pages.playground",
        wishes=("Undantag", "Lägga till ett undantag", "Fel larm", "Falskt larm", "Falsklarm", "Larmar fel", "Larmet är fel"),
    ),
    Way(
        title="Historik",
        how="Vem som ändrade vad. Öppna en ändring för att ångra den.",
        endpoint="pages.history",
        wishes=("Historik", "Ångra en ändring", "Vem ändrade", "Gå tillbaka till en tidigare text"),
    ),
    Way(
        title="Statistik",
        how="Hur ofta kontrollerna säger till, rättas och skickas ändå. Välj förra veckan eller en annan.",
        endpoint="pages.statistics",
        wishes=("Statistik", "Förra veckans larm", "Hur många larm", "Antal larm"),
    ),
    Way(
        title="Ny teamledare",
        how="Den som sköter servern lägger till och tar bort teamledare. Längst ned i verkstaden står vad du ber om.",
        endpoint="pages.workshop",
        values={"_anchor": "kollega"},
        wishes=("Ny teamledare", "Lägga till en teamledare", "Ta bort en teamledare", "Lägg till en kollega", "Ny inloggning"),
    ),
)


def ways(asked: str) -> list[Way]:
    """The pages for what is asked, in whatever form its words are."""
    return [way for way in _WAYS if fits(asked, way.wishes) or _is_wished(asked, way)]


def _is_wished(asked: str, way: Way) -> bool:
    """Are the words of what is asked in one of the wishes?"""
    stems = _stems(asked)
    return bool(stems) and any(stems <= _stems(wish) for wish in way.wishes)


def _stems(text: str) -> set[str]:
    return {stem(word) for word in _WORD.findall(text[:_LONGEST].casefold())} - _SMALL
