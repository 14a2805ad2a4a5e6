"""Files in the customer's mail that CAB can't open."""

import pytest

from backend.tests.core.invented import answer, context_of, mail
from rutinlots.core.checks.detectors.attachments import detect
from rutinlots.core.finding import Hit
from rutinlots.core.situation import Attachment, Message


def told(*conversation: Message) -> list[str]:
    return [hit.values["file"] for hit in detect(context_of(*conversation), {"which": "no-pdf"})]


def files(*names: str, **more) -> Message:
    return mail("Här är fullmakten.", attachments=tuple(Attachment(name, **more) for name in names))


def test_each_file_that_is_no_pdf_is_named_and_has_no_place():
    assert detect(context_of(files("avtal.docx", "avtal.pdf", "foto.heic")), {"which": "no-pdf"}) == [
        Hit(values={"file": "avtal.docx"}), Hit(values={"file": "foto.heic"}),
    ]  # fmt: skip


def dangerous(*names: str) -> list[str]:
    return [hit.values["file"] for hit in detect(context_of(files(*names)), {"which": "dangerous"})]


@pytest.mark.parametrize("file", [Attachment("AVTAL.PDF"), Attachment("avtal", "application/pdf")])
def test_a_pdf_is_known_by_its_name_or_its_type(file: Attachment):
    assert told(mail(attachments=(file,))) == []


def test_a_file_of_another_type_is_no_pdf():
    assert told(files("avtal", type="application/msword")) == ["avtal"]


@pytest.mark.parametrize(
    "name",
    [
        "image001.png",
        "facebook.png",
        "CompanyLogo.png",
        "~WRD0001.jpg",
        "ii_m3k2.png",
        "winmail.dat",
        "ATT00001.htm",
        "Outlook-logo.JPG",
        "logo.gif",
        "signatur 2.jpeg",
        "kalender.ICS",
        "anna.vcf",
        "smime.p7s",
        "image001(2).png",
        "image003.png@01DA7F2B.5C1E",
        "Email-signature.png",
        "spacer.gif",
        "tracking_pixel.gif",
        "1x1.png",
        "invite.vcs",
        "oledata.mso",
        "Untitled attachment 00012.htm",
    ],
)
def test_what_comes_along_with_a_signature_is_no_document(name: str):
    assert told(files(name)) == []


@pytest.mark.parametrize(
    "name", ["mätare.png", "image0.jpeg", "IMG_2041.JPG", "image-of-my-broken-meter.png", "image001.docx", "ics.docx"]
)
def test_a_picture_with_a_name_of_its_own_is_a_document(name: str):
    assert told(files(name)) == [name]


@pytest.mark.parametrize("name", ["a.png", "a.gif", "a.jpg", "a.jpeg", "a.svg", "A.PNG"])
def test_a_picture_is_a_document_from_fifteen_thousand_bytes(name: str):
    assert told(files(name, size=14_999)) == []
    assert told(files(name, size=15_000)) == [name]
    assert told(files(name, size=2_000_000)) == [name]
    assert told(files(name)) == [name]


def test_a_photo_of_something_else_than_a_paper_is_no_document():
    photo = (Attachment("IMG_2041.jpg"),)

    assert told(mail("Så här ser skåpet ut.", attachments=photo)) == []
    assert told(mail("Så här ser skåpet ut.", attachments=(Attachment("fullmakt_2.jpg"),))) == ["fullmakt_2.jpg"]
    assert told(mail("Kontraktet är påskrivet.", attachments=photo)) == ["IMG_2041.jpg"]


@pytest.mark.parametrize("name", ["faktura.pdf.exe", "AVTAL.DOCM", "kvitto.js", "bild.scr.", "lista.xlsm", "fil.lnk"])
def test_a_file_that_can_run_is_dangerous_and_nothing_to_save_as_pdf(name: str):
    assert dangerous(name) == [name]
    assert told(files(name)) == []


@pytest.mark.parametrize("name", ["avtal.pdf", "brev.docx", "ellevio.com.pdf", "bild.exe.png", "com", "exe"])
def test_other_files_are_not_dangerous(name: str):
    assert dangerous(name) == []


def test_a_name_that_turns_the_reading_round_is_dangerous_and_told_as_it_is():
    assert dangerous("avtal\u202efdp.exe") == ["avtalfdp.exe"]


def test_a_small_file_that_is_no_picture_is_a_document():
    assert told(files("a.docx", size=100)) == ["a.docx"]


def test_it_is_the_latest_of_the_customers_mails_with_files_that_counts():
    assert told(files("a.docx"), files("b.docx"), mail("Hej"), answer(attachments=(Attachment("c.docx"),))) == ["b.docx"]
    assert told(files("a.docx"), files("b.pdf")) == []


def test_no_files_and_no_ticket():
    assert told(mail("Hej")) == told() == []
    assert detect(context_of(ticket=None), {"which": "no-pdf"}) == []
