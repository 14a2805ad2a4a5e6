"""E-mail addresses in a text."""

import pytest

from rutinlots.core.entities.addresses import addresses


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Skriv till anna@exempel.se, eller bo.ek+post@mail.exempel.se.", ["anna@exempel.se", "bo.ek+post@mail.exempel.se"]),
        ("@ @@ a@ @b.se anna@exempel.se", ["anna@exempel.se"]),
        (f"{'a' * 80}@exempel.se", [f"{'a' * 64}@exempel.se"]),
        ("a@b.se@c.se", ["a@b.se"]),
        ("Ingen adress här.", []),
    ],
)
def test_addresses_are_found_wherever_they_stand(text: str, found: list[str]):
    assert [match.group() for match in addresses(text)] == found


def test_addresses_are_sought_from_where_one_says():
    assert [match.group() for match in addresses("anna@exempel.se bo@exempel.se", 3)] == ["a@exempel.se", "bo@exempel.se"]
