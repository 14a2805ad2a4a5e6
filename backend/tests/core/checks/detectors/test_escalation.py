"""Handing a ticket on to the specialists: when, and with which note."""

import pytest

from backend.tests.core.invented import TUESDAY, context_of, reply
from rutinlots.core.checks.detectors.escalation import detect

THEIRS = {"properties": {"Grupp": "Produktspecialist"}}
WHAT, WHY, ROUTINE = "vad du behöver hjälp med", "varför du lämnar ärendet vidare", "vilken rutin som saknas"
FULL = "Jag behöver hjälp att rätta mätarställningen eftersom systemet inte låter mig spara, rutinen saknar det fallet."


def missing(note: str, **more) -> list[str]:
    context = context_of(draft=reply(note, kind="note"), **{"ticket": THEIRS, **more})
    return [hit.values["missing"] for hit in detect(context, {"fault": "thin-note"})]


def while_open(note: str = "Eskaleras.", now=TUESDAY, ticket=THEIRS) -> list[str]:
    context = context_of(draft=reply(note, kind="note"), ticket=ticket, now=now)
    return [hit.values["change"] for hit in detect(context, {"fault": "open-hours"})]


def test_while_second_line_is_there_it_is_told_when_it_closes():
    assert while_open() == ["stänger i dag klockan 17.00"]


def test_while_second_line_is_away_escalating_is_right():
    assert while_open(now=TUESDAY.replace(hour=18)) == []


@pytest.mark.parametrize(
    "note",
    ["Eskalerar ärendet.", "Skickar till produktspecialisterna.", "Ska eskaleras.", "PRODUKTSPECIALIST tar det",
     "Lagt över till Produktspecialist Releasy.", "Kan inte svara så måste eskalera.", "Hej Produktspecialist! Hur räknas det?",
     "Behöver hjälp av produktspecialist.", "Inget svar från 2nd line, eskalerar.", "@Produktspecialist, se kundens fråga.",
     "Fått svar från produktspecialist men kunden nöjer sig inte. Eskalerar igen.", "Eskalerat ärende till Produktspecialist/QA.",
     "Tilldelar Produktspecialist Releasy.", "Lägger på produktspecialist.", "Eskalering: hur räknas det?",
     "OBS! Eskaleras.", "Jag hittar inget om detta och eskalerar därför.", "Detta eskaleras till PS.", "Vi eskalerar till QA.",
     "Kunden vill ha svar i dag, eskalerar.", "Ringde 2nd line utan svar så jag eskalerar till produktspecialist."],
)  # fmt: skip
def test_a_note_that_hands_the_ticket_on_escalates(note: str):
    assert len(while_open(note, ticket={})) == 1


@pytest.mark.parametrize(
    "note",
    ["Ringt kunden.", "Ingen eskalering behövs.", "Ska inte eskaleras.", "Ej eskalerat.", "Behöver inte att eskalera",
     "Eskalerar till TL.", "Eskalerar teamledaren.", "Eskalerar till back office.",
     "Fått svar från Produktspecialist, besvarar kunden nu.", "Produktspecialist har återkopplat, se ovan.",
     "Ärendet kom tillbaka från Produktspecialist Releasy.", "Kunden vill att vi eskalerar till chefen.",
     "Eskalerat i går av Amir.", "Eskalerades 9/3, väntar svar.", "Eskalerat 9/3.", "Pratade med produktspecialist Lotta.",
     "Kunden hotar att eskalera till Ei.", "Tack för svar, Produktspecialist!", "Väntar på svar från produktspecialisterna.",
     "Amir la över till produktspecialist i fredags.", "Behöver inte lägga till produktspecialist.",
     "Enligt produktspecialist gäller 30 dagar.", "Enl. produktspecialist: krediterat 500 kr.",
     "Ligger hos produktspecialist sedan i går.", "OBS kunden upprörd, hotar eskalera till ARN och media.",
     "Det blir en ARN-anmälan, hen eskalerar om vi inte svarar i dag.", "Ärendet är eskalerat till Ei av kunden.",
     "Eskalerat till driftcentralen 09:50, väntar återkoppling.", "Eskalerar till nätavdelningen via Elin.",
     "Har eskalerat till mätvärden, de återkommer.", "Samtalet eskalerade, kunden la på.",
     "Läste rutinen Eskalering av mailärende, gäller inte här.", "Enligt rutin för eskalering söker vi själva först.",
     "Ska det eskaleras? Nej, svaret finns i rutin.", "Om kunden återkommer: eskalera.",
     "Ringer 2nd line i stället för att eskalera.", "Kunden är missnöjd med att ärendet eskalerats två gånger.",
     "Ev. eskalera i kväll om 2nd line inte hinner svara.", "Eskalerar i kväll om de inte svarat.",
     "Eskaleringen från i lördags är klar.", "Tidigare eskalering återkopplad, se nedan."],
)  # fmt: skip
def test_a_note_that_speaks_of_something_else_does_not(note: str):
    assert while_open(note, ticket={}) == []
    assert missing(note, ticket={}) == []


@pytest.mark.parametrize(
    "note", ["Svaret finns i rutinen Solceller, punkt 3. Lägger tillbaka ärendet.", "Besvarat. Ärendet går åter till mejlkön."]
)
def test_the_specialists_hand_a_ticket_back_without_being_asked_for_more(note: str):
    assert while_open(note) == missing(note) == []


def test_without_a_note_nothing_is_handed_on():
    context = context_of(ticket=THEIRS)
    assert detect(context, {"fault": "open-hours"}) == detect(context, {"fault": "thin-note"}) == []


def test_a_note_that_says_all_lacks_nothing():
    assert missing(FULL) == []


@pytest.mark.parametrize("note", ["", " \n "])
def test_an_empty_note_lacks_everything(note: str):
    assert missing(note) == [WHAT, WHY, ROUTINE]


def test_seven_words_are_too_few_to_say_what_and_why_and_eight_may_be_enough():
    assert missing("Hjälp med rutin, eftersom det inte går") == [WHAT, WHY]
    assert missing("Hjälp med rutin, eftersom det inte går alls") == []


def test_what_a_long_note_does_not_say():
    assert missing("Kunden ringde i går och ville flytta sin mätare till ett annat hus") == [WHAT, WHY, ROUTINE]
    assert missing("Kunden ringde i går, kan ni flytta mätaren till ett annat hus") == [WHY, ROUTINE]
    assert missing("Kunden ringde i går, mätaren går inte att flytta till ett annat hus") == [WHAT, ROUTINE]


@pytest.mark.parametrize(
    "note",
    ["Kunden vill veta varför avgiften är höjd bakåt i tiden, jag hittar inget i rutinerna om det.",
     "Kunden undrar om ersättning för batteri. Står inget om det i rutinen om solceller.",
     "Kunden önskar svar om skatteavdrag för lokal, framgår inte av någon rutin.",
     "Kan vi bevilja avbetalning på 24 månader? Rutinen säger inget om mer än tolv.",
     "Vad svarar vi på frågan om nätnytta? Har letat i rutinerna utan att få svar.",
     "Får man flytta avtalet bakåt i tiden? Rutinen om flytt tar inte upp det.",
     "Vill ha hjälp att tolka ett avtal från 1987. Ingen info i Kunskapsportalen.",
     "Oklart om kunden har rätt till ersättning, rutinen nämner bara våra egna avbrott."],
)  # fmt: skip
def test_what_the_customer_wants_to_know_is_what_help_is_needed_with(note: str):
    assert missing(note) == []


@pytest.mark.parametrize("word", ["Rutinen", "kunskapsportalen", "sökt", "letat"])
def test_a_note_that_speaks_of_the_routine_does_not_lack_it(word: str):
    assert missing(f"Kunden ringde i går, kan ni flytta mätaren till ett annat hus, {word}") == [WHY]


def test_a_note_that_says_what_and_why_needs_no_routine():
    assert missing("Kan ni flytta mätaren till ett annat hus eftersom kunden har sålt det förra") == []


HELP, REASON = "Behöver hjälp med:", "Varför jag lämnar ärendet vidare:"


@pytest.mark.parametrize(
    "note",
    [f"{HELP} \n{REASON} ", f"{HELP} [Vad behöver du hjälp med?]\n{REASON} [Varför lämnar du ärendet vidare?]",
     f"{HELP} svar\n\n{REASON} ?", f"{HELP}\n{REASON} -\nRutin som saknas:"],
)  # fmt: skip
def test_a_heading_of_the_cards_note_says_nothing_by_itself(note: str):
    assert missing(note) == [WHAT, WHY, ROUTINE]


def test_an_empty_heading_is_named_when_the_other_is_filled():
    asked = "hur effektavgiften räknas för en villa med solceller"
    assert missing(f"{HELP} {asked}\n{REASON} [Varför lämnar du ärendet vidare?]") == [WHY, ROUTINE]
    assert missing(f"{HELP}\n{REASON} jag hittar ingen rutin för ersättning till lantbruk") == [WHAT]


@pytest.mark.parametrize(
    "note",
    [f"{HELP} Tolka effektavgiften\n{REASON} 2nd line har stängt",
     f"{HELP}\nTolka effektavgiften\n\n{REASON}\n2nd line har stängt"],
)  # fmt: skip
def test_the_cards_note_with_something_under_each_heading_lacks_nothing(note: str):
    assert missing(note) == []
