"""The name in the greeting: sure that it is wrong, unsure, or fine."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.tests.shipped import shipped
from rutinlots.core.checks.detectors.salutation import detect
from rutinlots.core.context import Context, Knowledge
from rutinlots.core.finding import Hit
from rutinlots.core.names.recipient import Evidence
from rutinlots.core.names.salutation import judge_greeting
from rutinlots.core.situation import Address, Agent, Draft, Message, Situation, Ticket

NAMES = shipped().knowledge.names


@pytest.fixture(scope="module")
def facts():
    return Knowledge(settings=shipped().knowledge.settings, names=NAMES)


def verdict(greeted: str, name: str = "", email: str = "", signed: tuple[str, ...] = (), others: tuple[str, ...] = ()) -> str:
    return judge_greeting(greeted, Evidence(name, email, signed, others), NAMES).verdict


def reason(greeted: str, name: str = "", email: str = "", signed: tuple[str, ...] = ()) -> str:
    return judge_greeting(greeted, Evidence(name, email, signed), NAMES).reason


# --- what Freshdesk makes up from an address


@pytest.mark.parametrize(
    "local",
    ["sparkcykel123", "sparkcykel", "ab.holding", "j.k.larsson", "anna.svensson84", "kundtjanst", "info", "faktura", "asvensson",
     "annasvensson", "svensson", "larsson.erik", "fam.larsson", "brf.solgarden", "styrelsen", "jk",
     "xx_darkwolf_xx", "noreply", "hejsan"],
)  # fmt: skip
def test_a_contact_named_after_its_address_is_sure(local):
    name = local.capitalize()
    assert verdict(name, name, f"{local}@mail.example") == "sure"


@pytest.mark.parametrize(("local", "first"), [("ab.holding", "Ab"), ("j.k.larsson", "J"), ("sparkcykel.123", "Sparkcykel")])
def test_the_first_piece_of_an_address_is_sure(local, first):
    assert verdict(first, local.capitalize(), f"{local}@mail.example") == "sure"


def test_a_given_name_out_of_an_address_with_digits_is_unsure():
    assert verdict("Anna", "Anna.svensson84", "anna.svensson84@mail.example") == "unsure"


def test_a_given_name_out_of_a_first_and_last_name_is_fine():
    assert verdict("Anna", "Anna", "anna.svensson@mail.example") == "fine"


# --- names


@pytest.mark.parametrize("name", "Anna Björn Stig My Love Bo Sten Dag Liv Per Tor Viking Maj Lo Karl-Johan Ing-Marie Åsa".split())
def test_a_swedish_name_is_fine_even_alone_and_like_the_address(name):
    assert verdict(name, name, f"{name.casefold()}@mail.example") == "fine"


@pytest.mark.parametrize("name", "Zlatan Fatima Łukasz Małgorzata Volodymyr Xiaoming Abdirahman Selamawit Nguyễn Priya Đức".split())
def test_a_name_from_elsewhere_with_a_surname_is_fine(name):
    assert verdict(name, f"{name} Persson", "kontakt99@mail.example") == "fine"


def test_a_name_nobody_knows_is_fine_when_the_customer_signs_with_it():
    assert verdict("Qwertilla", "Qwertilla", "qwertilla@mail.example", ("Qwertilla",)) == "fine"


def test_a_name_nobody_knows_is_fine_with_a_surname():
    assert verdict("Qwertilla", "Qwertilla Xyzzander", "q@mail.example") == "fine"


def test_a_name_nobody_knows_alone_is_unsure():
    assert verdict("Qwertilla", "Qwertilla", "kontakt99@mail.example") == "unsure"


def test_another_script_is_fine():
    assert verdict("محمد", "محمد علي", "m@mail.example") == "fine"


def test_a_name_in_our_letters_is_fine_though_signed_in_another_script():
    assert verdict("Olga", "Olga Иванова", "olga@mail.example", ("Ольга",)) == "fine"
    assert verdict("Ольга", "Olga Иванова", "olga@mail.example", ("Ольга",)) == "fine"
    assert verdict("Igor", "Olga Иванова", "olga@mail.example", ("Ольга",)) != "fine"


@pytest.mark.parametrize(("greeted", "contact"), [("Olena", "Олена Шевченко"), ("David", "דוד כהן"), ("Wang", "王小明")])
def test_a_name_that_we_have_in_another_script_is_in_our_letters_as_the_agent_writes_it(greeted: str, contact: str):
    assert verdict(greeted, contact, "kund@mail.example", (contact,)) == "fine"
    assert verdict("Kund", contact, "kund@mail.example", (contact,)) != "fine"


def test_short_names_in_another_script_are_no_initials():
    assert verdict("小明", "王小明", "kund@mail.example", ("王小明",)) == "fine"
    assert verdict("דוד", "דוד כהן", "kund@mail.example", ("David",)) == "fine"


def test_a_whole_name_is_fine():
    assert verdict("Anna Svensson", "Anna Svensson", "anna@mail.example") == "fine"


@pytest.mark.parametrize("greeted", ["igen", "du", "på dig", "alla"])
def test_a_greeting_without_a_name_is_fine(greeted):
    assert verdict(greeted, "Sparkcykel123", "sparkcykel123@mail.example") == "fine"


def test_a_title_and_a_surname_is_fine():
    assert verdict("Herr Berg", "Per Berg", "per@mail.example") == "fine"


# --- what can't be a name


@pytest.mark.parametrize("signed", ["JO", "JS", "JOS"])
def test_a_customer_who_signs_with_initials_may_be_greeted_by_the_display_name(signed):
    assert verdict("Jan-Olof", "Jan-Olof Svensson", "jo.svensson@mail.example", (signed,)) == "fine"


@pytest.mark.parametrize("signed", ["Jo", "Karin"])
def test_another_short_name_than_the_initials_is_a_signature(signed):
    assert verdict("Jan-Olof", "Jan-Olof Svensson", "jo.svensson@mail.example", (signed,)) != "fine"


@pytest.mark.parametrize("dots", ["…", "...", "..", " …", "...,"])
def test_dots_after_the_name_are_no_part_of_it(dots):
    assert verdict(f"Anna{dots}", "Anna Berg", "anna@mail.example") == "fine"
    assert verdict(f"Anna Berg{dots}", "Anna Berg", "anna@mail.example") == "fine"
    assert verdict(f"Sparkcykel123{dots}", "Sparkcykel123", "sparkcykel123@mail.example") == "sure"


@pytest.mark.parametrize("greeted", ["…", "...", "namn…", "… Anna", "An…na"])
def test_dots_in_the_place_of_a_name_or_within_it_are_a_placeholder(greeted):
    assert reason(greeted, "Anna Berg", "anna@mail.example") == "är en platshållare som inte är ifylld"


@pytest.mark.parametrize("greeted", ["{{ticket.requester.firstname}}", "[namn]", "<namn>", "XXXX", "____", "Förnamn"])
def test_a_placeholder_is_sure(greeted):
    assert reason(greeted, "Anna Berg", "anna@mail.example") == "är en platshållare som inte är ifylld"


def test_an_address_is_sure():
    assert verdict("anna@mail.example", "Anna Berg", "anna@mail.example") == "sure"


def test_initials_are_sure():
    assert reason("J", "J Larsson", "jl@mail.example") == "är bara initialer"


def test_a_surname_first_is_sure_and_gives_the_given_name():
    judgement = judge_greeting("Svensson", Evidence("Svensson, Anna", "a@mail.example"), NAMES)
    assert (judgement.verdict, judgement.proposals[0].name) == ("sure", "Anna")


def test_a_surname_alone_is_sure():
    assert verdict("Svensson", "Anna Svensson", "a@mail.example") == "sure"


def test_a_word_that_begins_a_display_name_is_sure():
    assert reason("Glada", "Glada Grisen", "kontakt@grisen.example") == "är ett vanligt ord, inget namn"


def test_small_letters_are_at_most_a_hint():
    assert reason("anna", "anna berg", "anna@mail.example") == "är skrivet med liten bokstav"
    assert verdict("anna", "anna berg", "anna@mail.example") == "unsure"


def test_only_capitals_are_at_most_a_hint():
    assert verdict("KARL-JOHAN", "KARL-JOHAN BERG", "kj@mail.example") == "unsure"


def test_what_the_agent_writes_by_hand_is_at_most_a_hint():
    assert verdict("kund", "Anna Berg", "anna@mail.example") == "unsure"
    assert verdict("Maria", "Anna Berg", "anna@mail.example") == "unsure"


def test_a_person_may_be_greeted_with_a_group_that_has_a_number():
    school = {"name": "Västra skolan", "email": "vastra.skolan@skola.example", "signed": ("Majken Frid",)}
    assert verdict("Majken och klass 5B", **school) == "fine"
    assert verdict("klass 5B och Majken", **school) == "fine"
    assert verdict("klass 4 och Eva", "Klass 4", "klass4@skola.example", ("Eva Lo",)) == "fine"
    assert verdict("Annika och klass 5B", **school) == "unsure"
    assert verdict("klass 5B", **school) == "unsure"


def test_digits_out_of_the_contact_are_sure_beside_a_name_too():
    assert verdict("Majken och majken85", "majken85", "majken85@mail.example", ("Majken Frid",)) == "sure"
    assert verdict("Majken 85", "Majken 85", "majken.85@mail.example", ("Majken Frid",)) == "sure"


def test_a_slip_of_the_pen_is_a_hint():
    assert reason("Anan", "Anna Berg", "anna@mail.example") == "stavas inte som kundens namn"


# --- companies


@pytest.mark.parametrize(
    ("greeted", "name", "email"),
    [
        ("Solgården Fastigheter", "Solgården Fastigheter AB", "ekonomi@solgarden.example"),
        ("Elektriska", "Elektriska Måleri AB", "info@maleri.example"),
        ("Företaget", "Företaget AB", "info@foretaget.example"),
        ("Solgården", "Solgården", "info@solgarden.example"),
        ("Brf Solgården 3", "Brf Solgården 3", "styrelsen@solgarden.example"),
    ],
)
def test_a_company_greeted_by_its_name_is_at_most_a_hint(greeted, name, email):
    assert verdict(greeted, name, email) == "unsure"


def test_a_role_is_sure_also_in_a_companys_name():
    assert verdict("Info", "Info Bostad AB", "info@bostad.example") == "sure"


def test_a_legal_form_alone_is_sure():
    assert verdict("Brf", "Brf Solgården", "styrelsen@solgarden.example") == "sure"


def test_a_person_with_a_company_is_fine():
    assert verdict("Karl", "Karl Svensson Bygg AB", "karl@bygg.example") == "fine"


# --- the customer's own signature


def test_a_greeting_that_contradicts_the_signature_is_sure():
    judgement = judge_greeting("Maria", Evidence("Maria Berg", "berg@mail.example", ("Anna Berg",)), NAMES)
    assert judgement.verdict == "sure"
    assert (judgement.proposals[0].name, judgement.proposals[0].evidence) == ("Anna", "kunden skrev under med Anna Berg")


@pytest.mark.parametrize(
    ("greeted", "signed"),
    [("Lars", "Lasse"), ("Karl", "Kalle"), ("Margareta", "Maggan"), ("Bo", "Bosse"), ("Lasse", "Lars Berg"), ("Kristina", "Stina"),
     ("Mohammed", "Mohamed"), ("Anna", "Anna-Karin")],
)  # fmt: skip
def test_a_short_form_is_no_contradiction(greeted, signed):
    assert verdict(greeted, f"{greeted} Berg", "berg@mail.example", (signed,)) == "fine"


def test_a_pet_name_that_we_cannot_tell_is_at_most_a_hint():
    assert verdict("Göran", "Göran Berg", "berg@mail.example", ("Jobban",)) != "sure"


def test_a_second_given_name_in_the_signature_is_at_most_a_hint():
    assert verdict("Karl", "Karl Anders Berg", "berg@mail.example", ("Anders",)) == "unsure"


@pytest.mark.parametrize("greeted", ["Anna", "Per", "Anna och Per", "Per & Anna"])
def test_either_of_two_who_sign_can_be_greeted(greeted):
    assert verdict(greeted, "Anna Berg", "berg@mail.example", ("Anna och Per",)) == "fine"


def test_another_person_in_the_conversation_can_be_greeted():
    assert verdict("Per", "Anna Berg", "anna@mail.example", ("Anna",), ("Per Berg",)) == "fine"


def test_an_earlier_signature_counts_too():
    assert verdict("Per", "Anna Berg", "berg@mail.example", ("Anna", "Per")) == "fine"


# --- the detector


def context(facts, text, name, email, mails=(), **draft) -> Context:
    conversation = tuple(Message(direction="in", sender=Address(name, email), text=mail) for mail in mails)
    ticket = Ticket(id=1, subject="Faktura", requester=Address(name, email), conversation=conversation)
    now = datetime(2026, 3, 10, 10, tzinfo=UTC)
    return Context(
        Situation(moment="write", now=now, ticket=ticket, draft=Draft(text=text, **draft), agent=Agent("1", "Kim Ek")), facts
    )


def only(hits: list[Hit]) -> Hit:
    [hit] = hits
    return hit


SPARKCYKEL = ("Sparkcykel123", "sparkcykel123@mail.example")


def test_a_sure_name_is_marked_and_the_whole_greeting_is_mended(facts):
    text = "Hej Sparkcykel123,\n\nTack för att du kontaktar oss."
    hit = only(detect(context(facts, text, *SPARKCYKEL, ["Var är min faktura?\n\nMvh\nAnna"]), {"verdict": "sure"}))
    assert [text[span.start : span.end] for span in hit.spans] == ["Sparkcykel123"]
    fix = hit.fixes[0]
    assert text[: fix.span.start] + fix.text + text[fix.span.end :] == "Hej Anna,\n\nTack för att du kontaktar oss."
    assert hit.values["evidence"] == "kunden skrev under med Anna"
    assert hit.values["reason"] == "innehåller siffror"


def test_one_judgement_is_one_checks_hit_only(facts):
    asked = context(facts, "Hej Sparkcykel123,\n\nTack.", *SPARKCYKEL)
    assert detect(asked, {"verdict": "sure"})
    assert not detect(asked, {"verdict": "unsure"})


@pytest.mark.parametrize(
    ("greeting", "mended"),
    [
        ("Hej Sparkcykel123,", "Hej,"),
        ("Hej Sparkcykel123!", "Hej!"),
        ("Sparkcykel123, hej!", "Hej!"),
        ("God morgon Sparkcykel123!", "God morgon!"),
        ("Hello Sparkcykel123,", "Hello,"),
        ("Dear Sparkcykel123,", "Hello,"),
        ("Bästa Sparkcykel123,", "Hej,"),
        ("Hej igen Sparkcykel123,", "Hej igen,"),
        ("Hej Sparkcykel123", "Hej"),
        ("hej sparkcykel123,", "Hej,"),
        ("HEJ SPARKCYKEL123,", "Hej,"),
    ],
)
def test_the_greetings_own_words_and_marks_stay(facts, greeting, mended):
    hit = only(detect(context(facts, f"{greeting}\n\nTack för att du kontaktar oss.", *SPARKCYKEL), {"verdict": "sure"}))
    assert hit.fixes[0].text == hit.values["proposal"] == mended


@pytest.mark.parametrize("greeting", ["Hej bäste Björn,", "Hej kära Björn!", "Hej bästa Björn"])
def test_a_fond_word_after_the_greeting_is_no_part_of_the_name(facts, greeting):
    asked = context(facts, f"{greeting}\n\nTack.", "Björn Ek", "bjorn@mail.example")
    assert detect(asked, {"verdict": "sure"}) + detect(asked, {"verdict": "unsure"}) == []


def test_a_name_in_small_letters_is_not_left_beside_a_shouted_greeting(facts):
    asked = context(facts, "HEJ BJÖRN,\n\nTack.", "Björn Ek", "bjorn@mail.example")
    assert only(detect(asked, {"verdict": "unsure"})).fixes[0].text == "Hej Björn,"


@pytest.mark.parametrize(
    "line", ["Björn,", "BJÖRN!", "Björn Ek,", "Hejj Björn,", "Hje Björn,", "hek björn", "HejBjörn,", "Ej Björn!", "Till Björn Ek,"]
)
def test_a_greeting_gone_wrong_is_replaced_and_no_second_one_put_above_it(facts, line):
    text = f"{line}\n\nTack för att du kontaktar oss."
    fixes = only(detect(context(facts, text, "Björn Ek", "bjorn@mail.example"), {"verdict": "missing"})).fixes
    mended = [text[: fix.span.start] + fix.text + text[fix.span.end :] for fix in fixes]
    assert mended == [f"{greeting}\n\nTack för att du kontaktar oss." for greeting in ("Hej Björn,", "Hej,")]


@pytest.mark.parametrize("line", ["Tack Björn!", "Nej Björn,", "Björn Ekström har svarat.", "Hejdå Björn", "Faktura", "Till Anna,"])
def test_a_first_line_that_says_more_than_the_name_stays(facts, line):
    text = f"{line}\n\nVi har fått ditt mejl."
    fix = only(detect(context(facts, text, "Björn Ek", "bjorn@mail.example"), {"verdict": "missing"})).fixes[0]
    assert text[: fix.span.start] + fix.text + text[fix.span.end :] == f"Hej Björn,\n\n{text}"


def test_a_name_that_only_the_address_gives_comes_second(facts):
    asked = context(facts, "Hej Anna.svensson84,\n\nTack.", "Anna.svensson84", "anna.svensson84@mail.example")
    hit = only(detect(asked, {"verdict": "sure"}))
    assert [fix.text for fix in hit.fixes] == ["Hej,", "Hej Anna,"]


def test_an_uncertain_name_has_the_plain_greeting_beside_it(facts):
    asked = context(facts, "Hej [namn],\n\nTack.", "Oluwaqwer Adeyemi", "kontakt99@mail.example")
    assert [fix.text for fix in only(detect(asked, {"verdict": "sure"})).fixes] == ["Hej Oluwaqwer,", "Hej,"]


def test_the_advice_says_how_we_know(facts):
    hit = only(detect(context(facts, "Hej Sparkcykel123,\n\nTack.", *SPARKCYKEL, ["Hej\n\nMvh\nAnna Berg"]), {"verdict": "sure"}))
    assert hit.values["advice"] == "Kunden skrev under med Anna Berg: skriv ”Hej Anna,”"


def test_the_advice_says_when_we_do_not_know(facts):
    hit = only(detect(context(facts, "Hej Sparkcykel123,\n\nTack.", *SPARKCYKEL), {"verdict": "sure"}))
    assert hit.values["advice"] == "Vi vet inte vad kunden heter: skriv ”Hej,”"


def test_another_recipient_is_judged_by_its_own_address(facts):
    text = "Hej Erik,\n\nTack."
    asked = context(facts, text, *SPARKCYKEL, ["Hej\n\nMvh\nAnna"], kind="forward", to=("Erik Ek <erik@firma.example>",))
    assert not detect(asked, {"verdict": "sure"}) + detect(asked, {"verdict": "unsure"})


def test_colleagues_may_be_greeted_as_one_likes(facts):
    asked = context(facts, "Hej Teknik,\n\nKan ni titta?", *SPARKCYKEL, kind="forward", to=(f"teknik@{facts.settings.domains[0]}",))
    assert not detect(asked, {"verdict": "sure"}) + detect(asked, {"verdict": "unsure"})


@pytest.mark.parametrize("to", ["noreply", "lisa.holm@mail.example"])
def test_what_a_forms_address_sends_is_signed_by_the_customer(facts, to):
    form = f"noreply@{facts.settings.domains[0]}"
    sent = (form if to == "noreply" else to,)
    asked = context(facts, "Hej Ellevio,\n\nTack.", "Ellevio", form, ["Hej\n\nMvh\nLisa Holm"], kind="reply", to=sent)
    assert only(detect(asked, {"verdict": "sure"})).fixes[0].text == "Hej Lisa,"


def test_a_note_is_not_judged(facts):
    assert not detect(context(facts, "Hej Sparkcykel123,\n\nObs.", *SPARKCYKEL, kind="note"), {"verdict": "sure"})


def test_without_a_greeting_there_is_nothing_to_judge(facts):
    assert not detect(context(facts, "Tack för att du kontaktar oss.", *SPARKCYKEL), {"verdict": "sure"})


def test_our_own_signature_is_not_the_customers(facts):
    mail = "Hej\n\nMvh\nKim Ek"
    hit = only(detect(context(facts, "Hej Sparkcykel123,\n\nTack.", *SPARKCYKEL, [mail]), {"verdict": "sure"}))
    assert hit.fixes[0].text == "Hej,"


ODD = st.text(alphabet=st.sampled_from("aAnNåÅøłßJk19 .-_'’,&/@{}[]<>()\"!?:;\t\u0301\u202e漢م"), max_size=24)


@given(ODD, ODD, ODD, st.lists(ODD, max_size=2))
def test_anything_at_all_can_be_judged(greeted, name, email, signed):
    judgement = judge_greeting(greeted, Evidence(name, email, tuple(signed), tuple(signed)), NAMES)
    assert (judgement.verdict == "fine") == (judgement.reason == "")
    assert judgement.name not in {proposal.name for proposal in judgement.proposals}


@pytest.mark.parametrize("greeted", ["Annika !", "! Annika", "Annika , ,"])
def test_punctuation_that_stands_by_itself_is_no_word_of_the_name(greeted):
    assert judge_greeting(greeted, Evidence("Annika Berg", "annika.berg@example.com", (), ()), NAMES).name == "Annika"


@given(st.sampled_from(sorted(NAMES.common)), st.sampled_from("Andersson Berg Ek Nguyen Yilmaz Öberg".split()))
def test_a_common_name_with_a_surname_is_never_interrupted(name, surname):
    written = name.title()
    assert verdict(written, f"{written} {surname}", f"{surname.casefold()}7@mail.example") != "sure"


def test_an_emoji_after_the_name_is_no_part_of_it():
    assert verdict("Anna 😊", "Anna Berg", "anna@mail.example") == "fine"
    assert verdict("Anna :)", "Anna Berg", "anna@mail.example") == "fine"


def test_the_whole_address_is_no_name_though_it_begins_with_the_customers():
    signed = Evidence("Elinochjens", "elinochjens@mail.example", ("Elin Ek",))

    assert judge_greeting("Elinochjens", signed, NAMES).verdict == "sure"
    assert judge_greeting("Elin", signed, NAMES).verdict == "fine"


@pytest.mark.parametrize(
    ("greeted", "signed", "verdict"),
    [("P-O", "P-O", "fine"), ("P-O", "P-O Stål", "fine"), ("P-O", "Per-Olof", "sure"), ("P.O.", "P.O.", "sure")],
)
def test_a_double_name_signed_with_its_initials_is_greeted_with_them(greeted: str, signed: str, verdict: str):
    assert judge_greeting(greeted, Evidence("Per-Olof Stål", "po@example.com", (signed,)), NAMES).verdict == verdict


@pytest.mark.parametrize("greeted", ["styrelsen", "kassören", "ordföranden"])
def test_those_who_answer_for_an_association_may_be_greeted_as_such(greeted: str):
    assert verdict(greeted, "Brf Eken", f"{greeted}@eken.example") == "fine"
    assert verdict(greeted.capitalize(), greeted.capitalize(), f"{greeted}@eken.example") == "sure"


@pytest.mark.parametrize(
    ("greeted", "sender", "verdict"),
    [("B-G", "BG Larsson", "fine"), ("P-O", "P-O Stål", "fine"), ("P-O", "P-O", "sure"), ("A-K", "B-G Larsson", "unsure")],
)
def test_the_initials_of_a_double_name_are_a_name_where_the_sender_is_called_so(greeted: str, sender: str, verdict: str):
    assert judge_greeting(greeted, Evidence(sender, "post@example.com"), NAMES).verdict == verdict


def test_a_family_name_that_comes_first_is_none_to_greet_with_also_where_the_customer_signs_in_full():
    asked = Evidence("Pham Van Duc", "duc.pham@example.com", ("Pham Van Duc",))
    judgement = judge_greeting("Pham", asked, NAMES)
    assert (judgement.verdict, judgement.proposals[0].name) == ("sure", "Duc")
    assert judge_greeting("Duc", asked, NAMES).verdict == "fine"


@pytest.mark.parametrize(
    ("greeted", "name", "email"),
    [
        ("styrelsen i Brf Tallkotten", "Brf Tallkotten", "styrelsen@tallkotten.example"),
        ("Anna på Bygg AB", "Anna Berg", "anna@bygg.example"),
        ("Nils-Gunnar", "Nils-Gunnar i brf Ekbacken", "ngpersson@mail.example"),
    ],
)
def test_where_the_customer_is_at_may_be_said(greeted: str, name: str, email: str):
    assert judge_greeting(greeted, Evidence(name, email), NAMES).verdict == "fine"


@pytest.mark.parametrize(
    ("greeted", "name", "signed"),
    [
        ("Herr Ek", "Johan Ek", "Johan Ek"),
        ("fru Sjöblom-Ekh", "Eva Sjöblom-Ekh", ""),
        ("herr van der Meulen", "Piet van der Meulen", ""),
        ("doktor Abdulkarimzadeh", "", "Sven Abdulkarimzadeh"),
        ("herr och fru Ek", "Johan Ek", "Johan och Eva Ek"),
        ("hr Ek", "Johan Ek", ""),
        ("herr Zetterqvister", "Zetterqvister, Johan", ""),
    ],
)
def test_a_title_and_the_customers_own_surname_is_fine_however_rare(greeted: str, name: str, signed: str):
    assert verdict(greeted, name, "kund@mail.example", (signed,) if signed else ()) == "fine"


@pytest.mark.parametrize(("greeted", "is_it"), [("herr Johan5", "sure"), ("HR", "sure"), ("Herr", "sure")])
def test_a_title_makes_nothing_else_right(greeted: str, is_it: str):
    assert verdict(greeted, "HR Herr Johan", "hr@mail.example") == is_it


SPELT = [
    ("Ann-Sofi", "Ann-Sofie"), ("Carin", "Karin"), ("Sarah", "Sara"), ("Christina", "Kristina"), ("Filip", "Philip"),
    ("Elisabeth", "Elisabet"),
]  # fmt: skip


@pytest.mark.parametrize(("greeted", "given_name"), SPELT)
def test_another_spelling_of_the_name_is_a_hint_with_the_customers_own(greeted: str, given_name: str):
    signed = (f"{given_name} Ek",)
    judged = judge_greeting(greeted, Evidence(f"{given_name} Ek", "kund@mail.example", signed), NAMES)
    assert (judged.verdict, judged.proposals[0].name) == ("unsure", given_name)


@pytest.mark.parametrize(("greeted", "given_name"), SPELT)
def test_another_spelling_is_fine_where_the_customer_has_it_too_or_signs_nothing(greeted: str, given_name: str):
    signed = (f"{given_name} Ek",)
    assert verdict(greeted, f"{greeted} Ek", "kund@mail.example", signed) == "fine"
    assert verdict(greeted, f"{given_name} Ek", "kund@mail.example", (*signed, f"{greeted} Ek")) == "fine"
    assert verdict(greeted, f"{given_name} Ek", f"{greeted.lower()}.ek@mail.example", signed) == "fine"
    assert verdict(greeted, f"{given_name} Ek", "kund@mail.example") == "fine"


@pytest.mark.parametrize(("greeted", "signed"), [("Kalle", "Karl"), ("Andre", "André"), ("Ann", "Ann-Sofie"), ("Bjorn", "Björn")])
def test_a_pet_name_or_a_lost_mark_is_no_other_spelling(greeted: str, signed: str):
    assert verdict(greeted, f"{signed} Ek", "kund@mail.example", (f"{signed} Ek",)) == "fine"
