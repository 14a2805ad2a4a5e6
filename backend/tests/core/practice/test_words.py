"""What a scenario says of an answer's words, tried on answers in other words than its file has: those that are right are let be."""

from dataclasses import replace

import pytest

from backend.tests.shipped import shipped
from rutinlots.core.practice.judge import Slip, answered, judge

BY_ID = {each.id: each for each in shipped().scenarios}
RIGHT = {
    "svar-till-kravgruppen": [
        "Tack för att du hör av dig! Det är Kravgruppen som kan svara på om din betalning har kommit fram och om kravet är betalt. "
        "Ring dem på 010-2040805.",
        "Jag förstår att du har betalat och undrar varför kravet är kvar. Vi på kundservice kan tyvärr inte se dina skulder. "
        "Kontakta Kravgruppen, kravgruppen@ellevio.se, så kontrollerar de att betalningen har kommit in.",
        "Vi svarar inte på frågor om skulden här, men Kravgruppen gör det. De tar bort kravet om pengarna har kommit.",
        "Skicka gärna kvittot till Kravgruppen, så kan de se om betalningen är registrerad.",
        "Du skriver att betalningen är gjord. Kravgruppen, 010-2040805, hjälper dig vidare.",
        "Jag har fått ditt mejl om kravet. Jag kan varken se skulden eller ändra den, så vänd dig till Kravgruppen.",
        "Har du frågor om skulden är det bäst att du ringer Kravgruppen.",
    ],
    "vem-ar-kunden": [
        "Självklart hjälper vi dig! Skriv ditt kundnummer, adressen, flyttdagen och din nya adress, så avslutar vi avtalet.",
        "När vi har fått uppgifterna avslutar vi ditt elnätsavtal. Du får en bekräftelse när avtalet är avslutat.",
        "Vilken dag ska avtalet vara avslutat?",
        "Vi kan inte avsluta avtalet innan vi vet vem du är.",
        "Avtalet avslutas den dag du anger, och sedan skickar vi slutfakturan.",
    ],
    "dodsbo": [
        "Jag beklagar sorgen. Skicka dödsfallsintyget med släktutredningen till oss, och skriv vilket datum avtalet ska upphöra "
        "och vart vi ska skicka slutfakturan.",
        "Jag beklagar sorgen efter din mamma. Vi behöver tre saker: dödsfallsintyg med släktutredning, önskat slutdatum och en "
        "fakturaadress. När vi har fått dem avslutar vi avtalet.",
        "Jag beklagar. För att hennes avtal ska kunna avslutas behöver vi intyg från Skatteverket, den dag det ska sluta gälla och "
        "adressen till den som ska ha slutfakturan.",
    ],
    "kund-pa-engelska": [
        "Thank you! You can cancel the contract yourself on My pages, or tell us your moving date and new address here.",
        "Please tell us the date and your new address. Your contract will be terminated on the day you choose.",
        "We will end your contract as soon as we have your moving date. The final invoice is sent within six weeks.",
        "If you have already cancelled the contract on My pages, you don't need to do anything more.",
    ],
    "fakturakopia-till-annan-adress": [
        "Jag har beställt en kopia av januarifakturan till din dotters adress. Räkna med några dagar innan den är framme.",
        "En kopia skickas i dag till adressen du skrev. På Mina sidor kommer du åt alla fakturor redan nu.",
        "Kopian är på väg. Har den inte kommit inom en vecka är du välkommen att höra av dig. Trevlig helg!",
        "Din dotter får fakturan med posten inom några dagar. Du kan också hämta den på Mina sidor i dag.",
        "Vi skickar kopian, och den brukar komma fram på några dagar. Ha en fin fredag!",
    ],
    "hela-konversationen": [
        "Tack för frågan! Det måste du inte. Pengarna dras av på en faktura inom ett halvår.",
        "Du slipper ansöka: ersättningen betalas ut automatiskt inom sex månader.",
        "Det behövs ingen ansökan, vi ordnar det.",
        "Ersättningen kommer av sig själv på en faktura inom 6 månader, så du kan luta dig tillbaka.",
        "Du behöver inte göra någonting. Eftersom avbrottet var längre än 12 timmar får du ersättning.",
    ],
    "kunden-aterkommer": [
        "Nej, det behöver du inte. Mätaren sitter ju i trapphuset, så vi kommer åt den ändå.",
        "Tack för din fråga! Du kan vara på jobbet som vanligt, vi klarar oss själva.",
        "Eftersom mätaren sitter i trapphuset behöver ingen vara hemma. Ha en fin tisdag!",
        "Det krävs inte att du är hemma. Du får ett brev två veckor innan vi kommer.",
    ],
    "mallen-ar-inte-ifylld": [
        "Tack! Allt är klart, och ditt elnätsavtal gäller från den 1 april.",
        "Ditt avtal på Ringvägen 8 börjar gälla 1/4.",
        "Välkommen! Ditt elnätsavtal börjar gälla samma dag som du flyttar in.",
        "Avtalet startar på inflyttningsdagen, den första april.",
    ],
    "svar-till-noreply": [
        "Din slutfaktura kommer inom sex veckor från flyttdagen, alltså senast i mitten av mars.",
        "Det brukar ta upp till 6 veckor från det att du flyttade.",
        "Du har den senast den 15 mars.",
    ],
    "tva-fragor": [
        "Slutfakturan kommer senast den 12 april. Elmätaren byter vi om den är gammal eller trasig. Vad har du märkt?",
        "Du får slutfakturan inom sex veckor från den 1 mars. Jag kollar om mätaren behöver bytas och återkommer.",
        "Inom sex veckor efter flytten kommer slutfakturan. Om mätaren ska bytas får du ett brev.",
    ],
    "tjugotre-anlaggningar": [
        "Jag har lämnat ert ärende vidare till kollegor som ändrar adressen på alla 23. Ni får besked när det är klart.",
        "Er begäran om ny fakturaadress är registrerad, och våra kollegor tar hand om den. Ni får en bekräftelse.",
        "Ändringen görs av våra kollegor. När alla adresser är ändrade får ni en bekräftelse.",
        "Tack! Ni har bytt ekonomisystem, och då behöver fakturaadressen bli en annan. Jag har i dag lämnat ärendet vidare.",
    ],
    "eskalera-mitt-pa-dagen": [
        "Du får ersättning för varje kWh som du matar in, och beloppet syns på fakturans rad för inmatad el.",
        "Ersättningen beror på nyttan i nätet. Hur många kronor det blir ser du på fakturan.",
    ],
    "det-tunga-mejlet": [
        "Du har använt mer el. Betalningen delar du upp själv på Mina sidor, innan fakturan förfaller.",
        "Ja, logga in på Mina sidor så kan du dela upp fakturan. Jag visar gärna hur du gör.",
        "Vi ser att du har använt mer el. Om du vill dela upp betalningen gör du det på Mina sidor.",
    ],
    "kollegans-nummer": [
        "Jag skickar din fråga vidare, så hör en kollega som arbetar med solceller av sig till dig.",
        "Föranmälan hjälper vi dig med på 0771-53 53 00. Vi svarar till klockan 17 i dag.",
        "Om min kollega inte har hört av sig nästa vecka är du välkommen att skriva igen.",
    ],
    "anvandarnamn-i-halsningen": [
        "Ja, det räcker. Anmäl dig i internetbanken, så kommer nästa faktura dit.",
        "Det stämmer! Vi har e-faktura hos de flesta banker. Du anmäler dig själv i din.",
        "Jag kan tyvärr inte starta e-faktura åt dig, men det är enkelt att göra i banken.",
        "Så snart du har anmält dig skickar vi fakturorna som e-faktura.",
    ],
}
WRONG = {
    "svar-till-kravgruppen": [
        "Jag ser att pengarna kom in i går: betalningen är registrerad, så kravet är betalt.",
        "Pengarna kom in i går.",
        "Ring Kravgruppen på 010-2040805 om du undrar något. Jag har tagit bort kravet åt dig.",
        "Jag hittar ingen betalning från dig. Skulden är 1 240 kronor.",
        "Eftersom du redan har betalat kan du bortse från kravet.",
    ],
    "vem-ar-kunden": ["Jag har nu avslutat ditt elnätsavtal. Skriv vart slutfakturan ska gå.", "Avtalet är uppsagt!"],
    "dodsbo": ["Jag beklagar sorgen. Jag har avslutat avtalet. Skicka dödsfallsintyget och en adress, och vilken dag det gäller."],
    "kund-pa-engelska": ["Thank you! I have ended your contract.", "Your agreement has now been terminated."],
    "fakturakopia-till-annan-adress": ["Kopian kommer till din dotter på måndag.", "Kopian är framme senast den 17 mars."],
    "hela-konversationen": ["Du behöver inte ansöka. Du får 1 100 kronor.", "Du söker ersättningen på vår webbplats."],
    "kunden-aterkommer": ["Nej, du behöver inte vara hemma. Vi kommer den 14 april.", "Ja, någon måste vara hemma."],
    "mallen-ar-inte-ifylld": ["Ditt elnätsavtal börjar gälla den 1 maj.", "Allt är klart!"],
    "svar-till-noreply": ["Slutfakturan kommer inom kort.", "Slutfakturan kommer inom sex dagar."],
    "tva-fragor": ["Slutfakturan kommer snart. Mätaren byter vi.", "Inom sex veckor. En montör byter mätaren på fredag."],
    "tjugotre-anlaggningar": ["Nu har jag ändrat fakturaadressen på alla 23.", "Vi har lämnat det vidare. Det är klart på fredag."],
    "eskalera-mitt-pa-dagen": ["Du får ungefär 7,5 öre per kWh."],
    "det-tunga-mejlet": ["Du har använt mer el. Jag har delat upp betalningen i tre.", "Ja, du kan dela upp betalningen."],
    "kollegans-nummer": ["Jag har pratat med Gunnar, och han ringer dig i morgon."],
    "anvandarnamn-i-halsningen": ["Jag har lagt upp e-faktura åt dig.", "Nu har jag anmält dig, så allt är klart."],
}


def slips(name: str, said: str) -> tuple[Slip, ...]:
    """What is told of a mail with the model answer's greeting and signature, and something else between them."""
    sent = answered(BY_ID[name], shipped())
    greeting = sent.draft.text.splitlines()[0]
    text = f"{greeting}\n\n{said}\n\nMed vänlig hälsning\n\nSandra Lind\nKundservice"
    return judge(BY_ID[name], replace(sent, draft=replace(sent.draft, text=text)), "yes", shipped()).slips


def each_of(mails: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(name, said) for name, several in mails.items() for said in several]


@pytest.mark.parametrize(("name", "said"), each_of(RIGHT))
def test_an_answer_that_is_right_in_other_words_is_let_be(name: str, said: str) -> None:
    assert slips(name, said) == ()


@pytest.mark.parametrize(("name", "said"), each_of(WRONG))
def test_an_answer_that_is_wrong_in_other_words_is_told_of(name: str, said: str) -> None:
    assert slips(name, said)


def test_each_scenario_that_judges_words_is_tried_both_ways() -> None:
    judging = {each.id for each in BY_ID.values() if each.solved and (each.solved.must_say or each.solved.must_not_say)}

    assert judging == RIGHT.keys() == WRONG.keys()
