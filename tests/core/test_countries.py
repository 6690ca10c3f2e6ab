"""Countries by any of their names."""

from __future__ import annotations

import pytest

from matchmaker.core.countries import Countries

COUNTRIES = Countries(
    {
        "DE": ["DE", "DEU", "Germany", "Deutschland"],
        "GR": ["GR", "EL", "Greece", "Ελλάδα"],
        "NL": ["NL", "Netherlands"],
        "KR": ["KR", "Korea, Republic of", "Corea"],
        "KP": ["KP", "Corea"],
    }
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Germany", "DE"),
        ("  GERMANY ", "DE"),
        ("deu", "DE"),
        ("el", "GR"),
        ("Ελλαδα", "GR"),
        ("The Netherlands", "NL"),
        ("Korea, Republic of", "KR"),
        ("Korea (Republic of)", "KR"),
        ("Atlantis", ""),
        ("", ""),
        (" - ", ""),
    ],
)
def test_a_country_is_known_by_code_and_name(text: str, code: str) -> None:
    assert COUNTRIES.code(text) == code


def test_the_first_country_keeps_a_name_that_two_claim() -> None:
    assert COUNTRIES.code("Corea") == "KR"


def test_all_codes_are_told() -> None:
    assert frozenset({"DE", "GR", "NL", "KR", "KP"}) == COUNTRIES.codes
