"""Sentences end at their stops and line breaks, not at a stop inside a word."""

from rutinlots.core.sentences import around, clauses, sentences


def texts(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def test_a_sentence_ends_at_its_stop_or_line():
    assert texts(" Hej Anna!\nFakturan är betald. Hör av dig …\n\nSandra ") == [
        "Hej Anna!",
        "Fakturan är betald.",
        "Hör av dig …",
        "Sandra",
    ]


def test_a_stop_inside_a_word_ends_nothing():
    assert texts("Läs mer på ellevio.se kl. 10.30 i dag.") == ["Läs mer på ellevio.se kl.", "10.30 i dag."]


def test_a_colon_ends_a_clause_but_no_sentence():
    text = "Det gäller två saker: fakturan; mätaren"
    assert texts(text) == [text]
    assert [text[start:end] for start, end in clauses(text)] == ["Det gäller två saker:", "fakturan;", "mätaren"]


def sentence(text: str, start: int, end: int) -> str:
    return text[slice(*around(text, start, end))]


def test_the_sentence_around_a_stretch_comes_without_its_stop_and_neighbours():
    text = "Ingen ström. Läs på ellevio.se nu! Hej"
    place = text.index("ellevio")
    assert sentence(text, place, place + 7).strip() == "Läs på ellevio.se nu"


def test_a_sentence_without_any_end_is_what_stands_near():
    far, near = "ja " * 500, "ja " * 300
    assert sentence(f"åter {near}ström {near}åter", 905, 910) == f"åter {near}ström {near}åter"
    assert "åter" not in sentence(f"åter {far}ström {far}åter", 1505, 1510)
