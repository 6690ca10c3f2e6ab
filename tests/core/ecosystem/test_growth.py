"""How the ties of a network came to be, counted by hand."""

from __future__ import annotations

from datetime import date

from matchmaker.core.ecosystem.growth import Years, between_kinds, difference, pair_figure, years_of
from matchmaker.core.entities import Kind, Link, Profile

TODAY = date(2026, 11, 23)


def links(*years: int | None) -> list[Link]:
    return [Link(f"a{n}", f"b{n}", since=year) for n, year in enumerate(years)]


def test_years_without_a_tie_are_not_left_out() -> None:
    found = years_of(links(2023, 2025, 2025, None), today=TODAY)
    assert found.begun == ((2023, 1), (2024, 0), (2025, 2), (2026, 0))
    assert found.undated == 1
    assert (found.first, found.last) == (2023, 2026)
    assert [found.until(year) for year in (2022, 2023, 2024, 2025)] == [0, 1, 1, 3]


def test_a_tie_that_begins_later_counts_as_begun_this_year() -> None:
    assert years_of(links(2030, 2026), today=TODAY).begun == ((2026, 2),)


def test_ties_without_a_year_make_no_years() -> None:
    assert years_of(links(None, None), today=TODAY) == Years((), 2)
    assert years_of([], today=TODAY) == Years()


def test_ties_between_kinds_have_no_direction() -> None:
    profiles = {
        "e": Profile("e", "E", Kind.ENTERPRISE),
        "p": Profile("p", "P", Kind.POLICYMAKER),
        "q": Profile("q", "Q", Kind.POLICYMAKER),
        "u": Profile("u", "U"),
    }
    found = between_kinds([("e", "p"), ("q", "e"), ("p", "q"), ("u", "e")], profiles)
    assert found == {
        ("enterprise", "policymaker"): 2,
        ("policymaker", "policymaker"): 1,
        ("", "enterprise"): 1,
    }
    assert pair_figure("policymaker", "enterprise") == "ties_enterprise_policymaker"


def test_what_was_not_measured_on_both_days_has_no_difference() -> None:
    assert difference({"ties": 3.0}, {"ties": 5.0}, "ties") == 2.0
    assert difference({"ties": None}, {"ties": 5.0}, "ties") is None
    assert difference({}, {"ties": 5.0}, "ties") is None
