"""The guides as they are shipped: each walked through the way an agent would."""

from collections.abc import Callable
from datetime import datetime

import pytest

from rutinlots.core.calendar import STOCKHOLM
from rutinlots.core.evaluate import evaluate
from rutinlots.core.guides.fill import Card
from rutinlots.core.handbook.search import handbook_of
from rutinlots.core.rules import Rules
from rutinlots.core.situation import Draft, Situation, Ticket

from .conftest import EVENING, TUESDAY

Filled = Callable[..., Card]
Mail = Callable[..., Ticket]


def copied(card: Card, id: str) -> str:
    return next(each.text for each in card.copies if each.copy.id == id)


def steps(card: Card) -> list[str]:
    return [filled.step.id for filled in card.steps]


def texts(card: Card) -> list[str]:
    return [filled.text for filled in card.steps]


def led(card: Card) -> str:
    return card.outcome[1] if card.outcome else ""


def many(answers: dict[str, str], **more: str) -> dict[str, str]:
    return {
        "antal": "22", "galler": "Fakturan", "kundtyp": "Företag", "kundnummer": "4410927", "arende": "A-778",
        "beskrivning": "Ny fakturaadress:\nStorgatan 1, 123 45 Staden", "kort": "Ny fakturaadress", "system": "CAB",
        "signatur": "xabc12", **answers, **more,
    }  # fmt: skip


def test_every_guide_id_is_used_once(rules: Rules) -> None:
    ids = [guide.id for routine in rules.routines for guide in routine.guides]

    assert sorted(ids) == sorted(set(ids))


def test_every_guide_can_be_opened_without_an_answer(rules: Rules, card: Filled) -> None:
    for guide in rules.guides.values():
        opened = card(guide)
        assert opened.fields or opened.steps, guide.id


def test_no_text_has_a_gap_where_an_answer_is_to_come(rules: Rules, card: Filled) -> None:
    for guide in rules.guides.values():
        for number in ("", "3", "30"):
            opened = card(guide, {field.id: number for field in guide.fields if field.type == "number"})
            assert not [text for text in (*texts(opened), led(opened)) if "  " in text or " ." in text], guide.id


def test_every_choice_of_every_guide_leads_to_something(rules: Rules, card: Filled) -> None:
    """Each option of a card's first required choice changes what the card shows."""
    for guide in rules.guides.values():
        choice = next((f for f in guide.fields if f.type == "choice" and f.required and not f.needs), None)
        if choice is None:
            continue
        shown = set()
        for option in choice.options:
            filled = card(guide, {choice.id: option})
            fields = tuple(each.field.id for each in filled.fields)
            shown.add((fields, *texts(filled), led(filled)))
        assert len(shown) == len(choice.options), guide.id


# Kundmejl


def test_kravgruppen_refers_the_customer_with_the_details_of_the_earlier_mail(card: Filled, mail: Mail) -> None:
    text = (
        "Jag har betalat.\n\nDen 9 mars 2026 skrev Kim <kravgruppen@ellevio.se>:\n"
        "> Detta mail ska ej besvaras.\n> Kravgruppen\n> kravgruppen@ellevio.se\n> 010-2040805 - Vardagar 9-16"
    )

    filled = card("kravgruppen", ticket=mail(text))

    assert led(filled) == "Hänvisa kunden till Kravgruppen."
    assert copied(filled, "kontakt") == "Kravgruppen: kravgruppen@ellevio.se, 010-2040805 - Vardagar 9-16"


def test_kravgruppen_without_their_mail_is_an_ordinary_reply(card: Filled) -> None:
    filled = card("kravgruppen", {"avsandare": "Nej"})

    assert (led(filled)[:28], steps(filled)) == ("Mejlet kommer inte från Krav", [])


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ({"framgar": "Ja"}, "Du får stänga ärendet."),
        ({"framgar": "Nej", "adress": "anna@example.com"}, "Svara kunden på anna@example.com."),
        ({"framgar": "Nej", "adress": "", "letat": "Ja"}, "Stäng ärendet."),
        ({"framgar": "Nej", "adress": "", "letat": "Nej"}, ""),
        ({}, ""),
    ],
)
def test_noreply_is_two_questions(card: Filled, answers: dict[str, str], outcome: str) -> None:
    assert led(card("noreply", answers)).startswith(outcome)
    assert bool(led(card("noreply", answers))) == bool(outcome)


def test_noreply_sees_the_statement_and_says_where(card: Filled, mail: Mail) -> None:
    text = (
        "Vad menas?\n\nDen 9 mars 2026 skrev Ellevio <noreply@ellevio.se>:\n"
        "> Nu byter vi mätare.\n> Det går inte att svara på detta mejl."
    )

    filled = card("noreply", ticket=mail(text))

    assert [(each.field.id, each.value, each.found.where) for each in filled.fields] == [
        ("utskick", "noreply@ellevio.se", "i citatet i kundens mejl 10 mars"),
        ("framgar", "Ja", "i citatet i kundens mejl 10 mars"),
        ("uppgift", "Det går inte att svara på detta mejl", "i citatet i kundens mejl 10 mars"),
        ("adress", "anna.berg@example.com", "som avsändare av ärendet"),
    ]
    assert led(filled).startswith("Du får stänga")


def test_a_file_out_of_cab_is_named_after_the_invoice(card: Filled, mail: Mail) -> None:
    ticket = mail("Kan ni skicka en kopia? OCR 4410927001")

    filled = card("bifoga-fran-cab", {"hall": "Från CAB till mejlet", "g": "Ja"}, ticket=ticket)

    assert copied(filled, "namn") == "4410927001.pdf"
    assert copied(filled, "mapp-g") == "This PC > Gemensamma filer (G:) > Kundtjanst"
    assert "gem" in steps(filled)


def test_without_the_shared_folder_the_file_goes_to_ones_own(card: Filled) -> None:
    filled = card("bifoga-fran-cab", {"hall": "Från CAB till mejlet", "g": "Nej", "releasy": "sast00"})

    assert copied(filled, "mapp-c") == "This PC > Lokal Disk (C:) > Users > sast00 > Documents"


def test_a_file_into_cab_must_be_a_pdf(card: Filled) -> None:
    answers = {"hall": "Från mejlet till CAB", "g": "Ja"}

    assert "pdf" in steps(card("bifoga-fran-cab", {**answers, "pdf": "Nej"}))
    assert "pdf" not in steps(card("bifoga-fran-cab", {**answers, "pdf": "Ja"}))
    assert steps(card("bifoga-fran-cab", {**answers, "pdf": "Ja"}))[-1] == "koppla"


def test_internal_mail_has_the_customer_number_in_the_subject(card: Filled, mail: Mail) -> None:
    ticket = mail("Kundnummer 4410927. Jag vill ha ny säkring.", subject="Säkring")

    filled = card("internt-mejl", {"mottagare": "Anslutning", "text": "Kan ni se på detta?", "kundtyp": "Privat"}, ticket=ticket)

    assert copied(filled, "amne") == "Kundnummer 4410927, Säkring"
    assert copied(filled, "avsandare") == "kundserviceinternt@ellevio.se"
    assert copied(filled, "mejl").endswith("Sandra Ek")
    assert copied(filled, "logg").startswith("Internt mejl 2026-03-10 från kundserviceinternt@ellevio.se till Anslutning")
    assert any("KS Privat med status Upprättad" in text for text in texts(filled))
    assert any("MAICCDIS" in text for text in texts(filled))
    assert any("Konfidentiell Låg" in text for text in texts(filled))
    assert filled.missing == ()


def test_another_routine_may_decide_the_subject_of_internal_mail(card: Filled) -> None:
    filled = card("internt-mejl", {"undantag": "Ja"})

    assert "eget-amne" in steps(filled)
    assert [each.copy.id for each in filled.copies] == ["avsandare", "mejl", "logg"]
    assert "Kundnummer" not in filled.missing


# Stora ärenden


@pytest.mark.parametrize(("number", "start"), [("5", "Högst 5"), ("6", "Fler än 5"), ("15", "Fler än 5"), ("16", "Fler än 15")])
def test_the_number_decides_who_does_it(card: Filled, number: str, start: str) -> None:
    assert led(card("stora-arenden", {"antal": number})).startswith(start)


def test_the_number_is_read_from_the_mail_and_can_be_corrected(card: Filled, mail: Mail) -> None:
    ticket = mail("Vi vill ha ny fakturaadress på våra 12 anläggningar.")

    assert led(card("stora-arenden", ticket=ticket)).startswith("Fler än 5")
    assert led(card("stora-arenden", {"antal": "4"}, ticket=ticket)).startswith("Högst 5")


@pytest.mark.parametrize(("what", "code"), [("Fakturan", "INVOICE"), ("Flytt", "MOVEINFO")])
def test_the_case_in_cab_has_its_title_code_and_group(card: Filled, what: str, code: str) -> None:
    filled = card("stora-arenden", {"antal": "12", "galler": what, "agare": "Nej", "kundtyp": "Företag", "beskrivning": "Allt."})
    told = texts(filled)

    assert copied(filled, "titel") == "12 konfigs"
    assert any(f"kod {code}" in text for text in told)
    assert any("KS Företag" in text for text in told)
    assert any("Upprättat" in text for text in told)
    assert filled.missing == ()


def test_the_comment_has_the_description_and_the_ids(card: Filled) -> None:
    ids = "735999123456789018\n735999123456789117"

    filled = card("stora-arenden", many({"anlaggningar": ids}))

    assert copied(filled, "kommentar") == (
        "Ny fakturaadress:\nStorgatan 1, 123 45 Staden\n\nAnläggningar: 735999123456789018, 735999123456789117"
    )


def test_an_owner_who_moves_many_goes_to_kundavtal(card: Filled) -> None:
    filled = card("stora-arenden", {"antal": "12", "galler": "Flytt", "agare": "Ja"})

    assert led(filled).startswith("Kundavtal")
    assert steps(filled) == ["kundavtal", "svara"]
    assert filled.copies == ()


def test_above_fifteen_there_is_a_row_for_the_workbook(card: Filled) -> None:
    filled = card("stora-arenden", many({}))

    assert copied(filled, "rad") == "4410927\tA-778\tNy fakturaadress, 22 konfigs, CAB\txabc12\tNy"
    assert copied(filled, "registrerat") == "Ärendet registrerat i Stora ärenden, 2026-03-10"
    assert "i-arbete" in steps(filled)
    assert [column for each in filled.copies for column, _ in each.copy.row] == [
        "Kundnummer", "Ärendenummer CAB", "Vad gäller ärendet", "Registrerat av", "Status",
    ]  # fmt: skip


def test_what_the_row_still_lacks_is_named(card: Filled) -> None:
    filled = card("stora-arenden", {"antal": "22", "galler": "Fakturan"})
    row = next(each for each in filled.copies if each.copy.id == "rad")

    assert row.missing == ("Kundnummer", "Ärendets nummer i CAB", "Ärendet i korthet", "Din Elin-signatur")
    assert row.text.count("\t") == 4


def test_up_to_fifteen_there_is_no_row(card: Filled) -> None:
    assert [each.copy.id for each in card("stora-arenden", {"antal": "15"}).copies] == ["titel", "kommentar"]


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("Jag börjar", ["paborjad", "min-signatur"]),
        ("Jag tar över", ["byt-signatur", "las"]),
        ("Jag hinner inte klart", ["kommentar"]),
        ("Allt är gjort", ["hanterad", "avsluta", "radera", "bekrafta", "logga"]),
    ],
)
def test_a_registered_case_is_kept_track_of(card: Filled, where: str, expected: list[str]) -> None:
    assert steps(card("stora-arenden-hantering", {"lage": where})) == expected


def test_the_confirmation_lists_what_was_changed_and_asks_about_the_rest(card: Filled, mail: Mail) -> None:
    ticket = mail("Ny fakturaadress för 735999123456789018 och 735999123456789117, tack.")
    answers = {"andring": "er fakturaadress till Storgatan 1, 123 45 Staden"}

    alone = card("stora-arenden-bekraftelse", answers, ticket=ticket)
    rest = card("stora-arenden-bekraftelse", {**answers, "ovriga": "735999000000000014"}, ticket=ticket)

    assert copied(alone, "mejl") == (
        "Vi har nu ändrat er fakturaadress till Storgatan 1, 123 45 Staden. Det gäller de här anläggningarna:\n\n"
        "735999123456789018\n735999123456789117"
    )
    assert "735999000000000014\n\nVill ni ha samma ändring där?" in copied(rest, "mejl-fler")
    assert led(rest).startswith("Mejlet räknar upp 2 anläggningar.")


# Brev


def test_the_customer_is_first_sent_to_mina_sidor(card: Filled) -> None:
    assert steps(card("fakturakopia", {"sjalv": "Ja"})) == ["visa"]


def test_the_print_supplier_takes_what_goes_to_the_invoice_address(card: Filled) -> None:
    filled = card("fakturakopia", {"sjalv": "Nej", "vart": "Till fakturaadressen i CAB"})

    assert led(filled).startswith("Printleverantören")
    assert "hjalplinjen" not in steps(filled)


@pytest.mark.parametrize(
    ("guide", "answers"),
    [("hjalplinjen", {}), ("stora-arenden", {"antal": "22"}), ("stora-arenden-hantering", {"lage": "Jag börjar"})],
)
def test_a_releasy_id_is_no_elin_signature(card: Filled, guide: str, answers: dict[str, str]) -> None:
    def problem(signature: str) -> str:
        fields = card(guide, {**answers, "signatur": signature}).fields
        return next(filled.problem for filled in fields if filled.field.id == "signatur")

    assert problem("sast00") == "Svaret ska börja på x. Se över: sast00."
    assert problem("xabc12") == ""


def test_hjalplinjens_row_has_eight_columns_in_order(card: Filled, mail: Mail) -> None:
    ticket = mail(
        "Hej, kundnummer 4410927. Skicka faktura 88120341 till Storgatan 12, 123 45 Staden, tack.\n\nMed vänlig hälsning\nAnna Berg"
    )
    answers = {"signatur": "xabc12", "vad": "Fakturakopia", "annan": "Ja", "kommentar": "Faktura till\nannan adress"}

    filled = card("hjalplinjen", answers, ticket=ticket)

    assert copied(filled, "rad").split("\t") == [
        "xabc12", "2026-03-10", "Fakturakopia", "4410927", "Storgatan 12, 123 45 Staden", "Anna Berg", "88120341",
        "Faktura till, annan adress",
    ]  # fmt: skip
    assert filled.missing == ()


def test_hjalplinjens_address_is_needed_when_it_is_another(card: Filled) -> None:
    assert "Adress" in card("hjalplinjen", {"annan": "Ja"}).missing
    assert "Adress" not in card("hjalplinjen", {"annan": "Nej"}).missing


@pytest.mark.parametrize(
    ("sort", "code"), [("En faktura", "INVOICE"), ("Ett vanligt Ellevio-brev", "DOKIN"), ("Något annat", "CUIN")]
)
def test_a_letter_has_its_code(card: Filled, sort: str, code: str) -> None:
    assert copied(card("brevkod", {"sort": sort}), "kod") == code


def test_a_letter_stays_with_the_one_who_wrote_it(card: Filled) -> None:
    filled = card("brev-till-kund", {"arende": "A-778"})

    assert any("Avslutat" in text and "Du står kvar" in text for text in texts(filled))
    assert copied(filled, "kommentar") == "Brev till kund, ärende A-778 i CAB"


# Returpost


def test_the_counts_become_a_row(card: Filled) -> None:
    filled = card("returpost-sortering", {"dodsbo": "2", "faktura": "14", "inkomna": "3"})

    assert copied(filled, "rad") == "2026-03-10\t2\t14\t\t\t3\t"


def test_a_doubtful_letter_is_put_in_a_pile(card: Filled) -> None:
    assert led(card("returpost-sortering", {"streckkod": "Ja", "med": "Faktura till ett dödsbo"})).endswith("Dödsbofakturor.")
    assert led(card("returpost-sortering", {"streckkod": "Nej", "utan": "Eget brev från en kund"})).endswith("Inkomna brev.")


def test_the_time_left_for_scanning_is_told(card: Filled) -> None:
    assert led(card("returpost-scanning")) == "Du har 3 timmar och 45 minuter på dig."
    assert led(card("returpost-scanning", now=EVENING)).startswith("Klockan är över 14.00")
    assert (
        led(card("returpost-scanning", now=TUESDAY.replace(hour=13, minute=59, second=30))) == "Du har mindre än en minut på dig."
    )


def test_the_order_of_scanning_is_kept(card: Filled) -> None:
    order = [id for id in steps(card("returpost-scanning")) if id in ("dodsbo", "sekretess", "faktura", "ovriga")]

    assert order == ["dodsbo", "sekretess", "faktura", "ovriga"]


def test_protected_invoices_go_to_the_billing_department_behind_a_cover(card: Filled) -> None:
    filled = card("dodsbo-sekretess", {"sort": "Sekretess"})

    assert copied(filled, "adress") == "Ellevio AB (publ)\nFakturering\nBox 24207\n104 51 Stockholm"
    assert "fonster" in steps(filled)
    assert steps(card("dodsbo-sekretess", {"sort": "Dödsbo"})) == ["cab", "skriv", "hylla"]


@pytest.mark.parametrize(
    ("option", "letter", "row"),
    [
        (0, "Brev A", "Brev 4 retur"),
        (1, "Brev B", "Brev 1 retur"),
        (2, "Brev C", "Brev 2 retur"),
        (3, "Brev D", "Brev 3 retur"),
        (4, "Brev H", "Handräckningsbrev i retur"),
    ],
)
def test_a_leta_kund_letter_is_told_by_its_words(rules: Rules, card: Filled, option: int, letter: str, row: str) -> None:
    words = next(field for field in rules.guides["leta-kund"].fields if field.id == "ord").options[option]

    filled = card("leta-kund", {"ord": words, "avslutat": "Nej"})

    assert led(filled) == f"{letter}. I WMS heter raden {row}."
    assert any(row in text for text in texts(filled))
    assert steps(card("leta-kund", {"ord": words, "avslutat": "Ja"})) == ["antal"]


@pytest.mark.parametrize(
    ("day", "start"),
    [
        ("2026-03-09", "Datumet, 9 mars, har passerat."),
        ("2026-03-10", "Det är högst 3 dagar kvar till 10 mars"),
        ("2026-03-13", "Det är högst 3 dagar kvar till 13 mars"),
        ("2026-03-14", "Brevet hinner fram"),
    ],
)
def test_a_dated_letter_is_thrown_away_when_it_can_not_arrive(card: Filled, day: str, start: str) -> None:
    filled = card("retur-datum", {"sort": "Mätarbyte eller något annat med datum", "datum": day})

    assert led(filled).startswith(start)
    assert ("kasta" in steps(filled)) == (day < "2026-03-14")


def test_a_planned_outage_goes_on_only_if_the_customer_is_still_there(card: Filled) -> None:
    answers = {"sort": "Planerat strömavbrott", "datum": "2026-04-20", "avisering": "Ja"}

    assert led(card("retur-datum", {**answers, "aktiv": "Nej"})).startswith("Kunden är inte kvar")
    assert steps(card("retur-datum", {**answers, "aktiv": "Ja", "hittad": "Ja"})) == [
        "wms",
        "ta-bort",
        "leta",
        "kundbild",
        "skicka",
    ]


def test_a_letter_on_repeated_outages_is_always_sent_again_when_an_address_is_found(card: Filled) -> None:
    answers = {"sort": "Åtgärder efter återkommande strömavbrott"}

    assert steps(card("retur-datum", answers)) == ["leta-adress"]
    assert led(card("retur-datum", {**answers, "hittad": "Ja"})).startswith("Uppdatera kundbilden")


def test_an_incoming_letter_has_its_subject_and_group(card: Filled) -> None:
    filled = card("inkomna-brev", {"sort": "Annat brev", "handlar": "adressändring", "kundtyp": "Privat"})

    assert copied(filled, "amne") == "Scannat brev – adressändring"
    assert any("DOKIN" in text for text in texts(filled))
    assert any("Upprättat" in text and "KS Privat" in text for text in texts(filled))


def test_special_letters_go_their_own_way(card: Filled) -> None:
    alone = card("inkomna-brev", {"sort": "Korrekt ifylld fullmakt", "mer": "Nej"})
    together = card("inkomna-brev", {"sort": "Korrekt ifylld fullmakt", "mer": "Ja"})
    autogiro = card("inkomna-brev", {"sort": "Ifylld autogiroblankett"})
    disputed = card("inkomna-brev", {"sort": "Bestridan av faktura"})

    assert steps(alone)[-1] == "avsluta"
    assert "Vad handlar brevet om?" in together.missing
    assert any("Reskontra" in text for text in texts(autogiro))
    assert copied(disputed, "bestridan") == "Inscannat brev: Bestridan"
    assert steps(disputed)[-1] == "tl"


def test_other_returned_post(card: Filled) -> None:
    envelope = card("returpost-ovrigt", {"sort": "Något som står på kuvertet", "text": "brevlådan full"})

    assert copied(envelope, "logg") == "Returpost 2026-03-10. På kuvertet står: brevlådan full"
    assert steps(card("returpost-ovrigt", {"sort": "Ett tillfälligt utskick"})) == ["tl"]
    assert steps(card("returpost-ovrigt", {"sort": "Post till Poste Restante", "borttagen": "Ja"})) == ["upplysning", "radera"]


# Eskalering


def test_nothing_is_escalated_while_second_line_is_open(card: Filled) -> None:
    filled = card("eskalera")

    assert led(filled) == "Eskalera inte. 2nd line har öppet och stänger i dag klockan 17.00."
    assert (steps(filled), filled.copies, filled.fields) == (["fraga"], (), ())


def test_on_a_holiday_the_card_says_which(card: Filled) -> None:
    midsummer = datetime(2026, 6, 19, 10, 0, tzinfo=STOCKHOLM)

    filled = card("eskalera", now=midsummer)

    assert filled.intro == "2nd line öppnar måndag 22 juni klockan 08.00. I dag är det midsommarafton."
    assert "rutin" in [each.field.id for each in filled.fields]


def test_the_note_has_its_three_parts(card: Filled, mail: Mail) -> None:
    answers = {"rutin": "Nej", "hjalp": "Vad gäller för tillfällig anslutning?", "varfor": "Hittar ingen rutin."}
    ticket = mail("När kopplas byggströmmen in?")

    filled = card("eskalera", answers, ticket=ticket, now=EVENING)

    assert copied(filled, "anteckning") == (
        "Behöver hjälp med: Vad gäller för tillfällig anslutning?\nVarför jag lämnar ärendet vidare: Hittar ingen rutin."
    )
    assert copied(card("eskalera", {**answers, "saknas": "Byggström"}, now=EVENING), "anteckning").endswith(
        "Rutin som saknas: Byggström"
    )
    assert copied(filled, "grupp") == "Produktspecialist Releasy"
    assert filled.steps[1].set == {"Grupp": "Produktspecialist Releasy", "Status": "Öppen"}
    assert filled.missing == ()


def test_a_thin_note_is_named(card: Filled) -> None:
    filled = card("eskalera", {"rutin": "Nej"}, now=EVENING)

    assert filled.missing == ("Vad behöver du hjälp med?", "Varför lämnar du ärendet vidare?")


def test_the_note_without_answers_is_too_thin_to_send(rules: Rules, card: Filled) -> None:
    """The check knows the headings of the card's note, which say nothing by themselves."""
    note = Draft(kind="note", text=copied(card("eskalera", {"rutin": "Nej"}, now=EVENING), "anteckning"))
    ticket = Ticket(properties={"Grupp": "Produktspecialist Releasy"})

    verdict = evaluate(Situation(moment="send", now=EVENING, ticket=ticket, draft=note), rules)

    said = next(each.message for each in verdict.findings if each.check.id == "thin-escalation-note")
    assert said == "Skriv också vad du behöver hjälp med, varför du lämnar ärendet vidare och vilken rutin som saknas."


def test_an_answer_in_a_routine_is_given_to_the_customer(card: Filled) -> None:
    filled = card("eskalera", {"rutin": "Ja"}, now=EVENING)

    assert (steps(filled), filled.copies) == (["svara"], ())


def test_the_words_of_the_mail_are_looked_up_in_the_handbook(rules: Rules, card: Filled, mail: Mail) -> None:
    from rutinlots.api.wire.card import hits

    ticket = mail("Min faktura ska skickas till en annan fakturaadress.", subject="Fakturakopia")

    assert hits(card("eskalera", ticket=ticket, now=EVENING), handbook_of(rules))
    assert hits(card("noreply", ticket=ticket), handbook_of(rules)) == []


@pytest.mark.parametrize(
    ("how", "start"),
    [
        ("Svaret står i en anteckning", "Du svarar kunden"),
        ("Det finns ingen rutin för det", "Du tar hjälp av 2nd line"),
        ("Ärendet studsade utan åtgärd", "Du svarar kunden"),
        ("Jag fick ett mejl med svaret", "Du behöver inte göra något mer"),
        ("De tar över", "Du behöver inte göra något mer"),
    ],
)
def test_what_comes_back_says_what_to_do(card: Filled, how: str, start: str) -> None:
    assert led(card("eskalerat-tillbaka", {"hur": how})).startswith(start)
