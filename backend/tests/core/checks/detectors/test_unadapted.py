"""A reply snippet that stands in the draft as it came."""

from dataclasses import replace

from backend.tests.core.invented import KNOWLEDGE, context_of
from rutinlots.core.checks.detectors.unadapted import detect

TEMPLATES = {"Flytt": "Du flyttar den [datum]. Hör av dig.", "Faktura": "Fakturan [nummer] är betald."}


def titles(draft: str | None) -> list[str]:
    context = context_of(draft=draft, knowledge=replace(KNOWLEDGE, templates=TEMPLATES))
    return [hit.values["snippet"] for hit in detect(context, {})]


def test_each_snippet_that_stands_there_unchanged_however_its_lines_are_broken():
    text = "Hej!\n\nDu flyttar  den\n[datum]. Hör av dig.\n\nFakturan [nummer] är betald."
    assert titles(text) == ["Flytt", "Faktura"]


def test_one_that_was_filled_in_or_changed():
    assert titles("Du flyttar den 1 maj. Hör av dig.") == []
    assert titles("Du flyttar den [datum]! Hör av dig.") == []


def test_without_a_draft():
    assert titles(None) == []
