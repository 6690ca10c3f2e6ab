"""By what a removed record is known again, and who would be told too late."""

from __future__ import annotations

from datetime import timedelta

import pytest

from matchmaker.core.origins import SHELVES, Known, hashed, late, matches, shelf_of, traits
from tests.factories import NOW


def test_a_record_is_known_by_its_ids_its_address_and_its_name_in_its_place() -> None:
    values = {"name": "Radhof e.V.", "email": " Post@Radhof.example", "region": "DE111", "country": "DE"}
    assert list(traits(values, [("list", "7")])) == [
        (Known.SOURCE, "list\n7"),
        (Known.ADDRESS, "post@radhof.example"),
        (Known.NAME, "radhof\nDE111"),
    ]
    assert list(traits({"name": "RADHOF", "country": "DE"})) == [(Known.NAME, "radhof\nDE")]
    assert list(traits({"name": None, "email": ""})) == []


def test_two_hashes_of_the_same_text_differ_and_both_know_it_again() -> None:
    one, other = hashed("post@radhof.example", "a1"), hashed("post@radhof.example", "b2")
    assert one != other
    assert matches(one, "post@radhof.example")
    assert matches(other, "post@radhof.example")
    assert not matches(one, "post@radhof.exampl")
    assert "radhof" not in one


def test_shelves_are_few_and_evenly_filled() -> None:
    found = [shelf_of(Known.ADDRESS, f"{number}@example.org") for number in range(20_000)]
    assert max(found) < SHELVES
    assert len(set(found)) > 0.95 * SHELVES


@pytest.mark.parametrize(
    ("days", "a_day", "too_late"),
    [([0] * 10, 1, 0), ([-20] * 12, 1, 1), ([-31], 500, 1), ([-30], 500, 0), ([], 0, 0), ([0], 0, 0)],
)
def test_who_would_be_told_after_thirty_days_is_counted(days: list[int], a_day: int, too_late: int) -> None:
    assert late((NOW + timedelta(days=day) for day in days), a_day=a_day, now=NOW) == too_late
