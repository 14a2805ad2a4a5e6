"""Nothing that the routines ask for is forgotten: every requirement and every section is carried by something."""

from pathlib import Path

import pytest

from rutinlots.core.handbook.coverage import Covered, coverage
from rutinlots.core.rules import Rules

REQUIREMENTS = (Path(__file__).parent / "requirements.txt").read_text("utf-8").split()
# Those that begin with X- are of the whole product and stand in no section.
OF_ROUTINES = [requirement for requirement in REQUIREMENTS if not requirement.startswith("X-")]

# What nothing carries yet. It may only shrink.
NOT_YET: frozenset[str] = frozenset()

# The sections that the company's routines have, in their order.
SECTIONS = {
    "kundmail": [
        "När ska denna rutin användas", "1 När används de olika maillådorna", "2 Freshdesk", "3 Ellevios e-post",
        "4 Skrivriktlinjer", "5 Exempelmail", "6 Mejl skickade från Kravgruppen",
        "7 Mejl till Ellevios noreply/svarspost",
    ],
    "stora-arenden": [
        "När ska denna rutin användas", "1 Kund vill göra förändring på max 5 konfigs",
        "2 Kund vill göra förändring på fler än 5 konfigs", "3 Backoffice hantering 5-15", "4 Backoffice registrering",
        "5 Backoffice hantering 15+",
    ],
    "brev": [
        "När ska denna rutin användas", "1 För fakturakopior", "2 För fysiska brev",
        "3 Hur du fyller i filen i Hjälplinjen", "Loggning",
    ],
    "returpost": [
        "När ska denna rutin användas", "1 Sortering av inkommande returpost", "2 Scanning av returpost",
        "3 Dödsbofakturor", "4 Sekretessfakturor", "5 Leta Kund-brev", "6 Retur om strömavbrott", "7 Övriga brev",
        "8 Inkomna brev", "9 Tillfälliga utskick", "10 Övrigt",
    ],
    "eskalering": [
        "När ska denna rutin användas", "Hur ser rutinen ut", "Vad gör vi om vi inte kan besvara kunds fråga via mail",
        "Förhållningsregler och hur vi eskalerar ärenden",
    ],
}  # fmt: skip


@pytest.fixture
def sections(rules: Rules) -> list[Covered]:
    return coverage(rules)


def test_every_routine_has_all_its_sections_in_order(rules: Rules) -> None:
    assert {routine.id: [section.title for section in routine.sections] for routine in rules.routines} == SECTIONS


@pytest.mark.parametrize("requirement", OF_ROUTINES)
def test_a_requirement_stands_in_a_section(sections: list[Covered], requirement: str) -> None:
    assert any(requirement in item.section.asks for item in sections)


@pytest.mark.parametrize("requirement", OF_ROUTINES)
def test_a_requirement_is_carried(sections: list[Covered], requirement: str) -> None:
    carried = any(carrier.id == requirement and carrier for item in sections for carrier in item.carried)

    assert carried == (requirement not in NOT_YET)


def test_only_known_requirements_are_claimed(rules: Rules) -> None:
    claims = [(item.id, claim) for item in (*rules.checks, *rules.guides.values(), *rules.snippets) for claim in item.covers]

    assert [claim for claim in claims if claim[1] not in REQUIREMENTS] == []


def test_every_section_is_answered_for_or_says_why_not(sections: list[Covered]) -> None:
    unanswered = [item for item in sections if not item.whole and not (item.open and set(item.open) <= NOT_YET)]

    assert [f"{item.routine.id}: {item.section.title}" for item in unanswered] == []


def test_a_reason_stands_only_where_nothing_is_asked(sections: list[Covered]) -> None:
    assert [item.section.title for item in sections if item.section.reason and item.section.asks] == []


def test_a_guide_is_about_its_section(rules: Rules) -> None:
    """A guide covers something that its section, or another section of its routine, asks for."""
    for routine in rules.routines:
        asked = {ask for section in routine.sections for ask in section.asks}
        for guide in routine.guides:
            assert asked & set(guide.covers), guide.id
