from __future__ import annotations

import pytest

from matchmaker.core.entities import Kind
from matchmaker.core.imports.kinds import read_kind
from matchmaker.core.imports.vocabularies import cooperation_keys, headcount, language_codes, theme_keys


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        # The values of the dsi4eu file, as the papers say what they mean.
        ("Social enterprise, charity, foundation or other non-profit", Kind.ENTERPRISE),
        ("Grassroots organisation or community network", Kind.INNOVATOR),
        ("Academia/Research organisation", Kind.SUPPORT),
        ("Government/Public Sector", Kind.POLICYMAKER),
        ("For-profit business", None),
        ("", None),
        # Our own words, and those of others.
        *((kind.value, kind) for kind in Kind),
        ("Sozialunternehmen", Kind.ENTERPRISE),
        ("Entreprise sociale", Kind.ENTERPRISE),
        ("Spółdzielnia socjalna", Kind.ENTERPRISE),
        ("Social innovator", Kind.INNOVATOR),
        ("Collectivité territoriale", Kind.POLICYMAKER),
        ("Local government", Kind.POLICYMAKER),
        ("Netzwerk", Kind.SUPPORT),
        ("business incubator", Kind.SUPPORT),
        ("a for-profit social enterprise", None),
    ],
)
def test_kinds_by_other_words(text: str, kind: Kind | None) -> None:
    assert read_kind(text) == (kind, True)


def test_a_kind_that_nobody_knows_stays_open_and_says_so() -> None:
    assert read_kind("Dragon") == (None, False)


def test_labels_become_keys_of_our_vocabularies() -> None:
    assert theme_keys("theme-food") == ("theme-food",)
    assert theme_keys("Health and wellbeing") == ("theme-health",)
    assert theme_keys("xyzzy") == ()
    assert theme_keys("sdg-3") == ("sdg-3",)
    assert cooperation_keys("Training") == ("training",)
    assert cooperation_keys("A buyer") == ("customer",)
    assert cooperation_keys("xyzzy") == ()
    assert [language_codes(text) for text in ("de", "Deutsch", "Polish", "de-AT", "Elvish")] == [
        ("de",), ("de",), ("pl",), ("de",), (),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("people", "band"),
    [
        ("0-5", "headcount-1"),
        ("11-25", "headcount-10"),
        ("101-500", "headcount-250"),
        ("1001+", "headcount-250"),
        ("0", "headcount-0"),
        ("", ""),
        ("headcount-50", "headcount-50"),
    ],
)
def test_a_band_counts_by_its_middle(people: str, band: str) -> None:
    assert headcount(people) == band
