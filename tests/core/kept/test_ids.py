"""Ids are found in a sorted column as in a list and a dict."""

from __future__ import annotations

import pytest

from matchmaker.core.kept.ids import Ids, Numbered

GIVEN = ["", "a", "a-1", "b", "s-ä", "s-ö", "😀"]


def test_every_id_has_its_number_and_every_number_its_id() -> None:
    ids = Ids.of(GIVEN)
    numbers = Numbered(ids)
    assert list(ids) == [ids[number] for number in range(len(GIVEN))] == GIVEN
    assert len(numbers) == len(ids) == len(GIVEN)
    assert dict(numbers) == {key: number for number, key in enumerate(GIVEN)}
    assert (ids[-1], list(ids[1:4])) == ("😀", GIVEN[1:4])


@pytest.mark.parametrize("key", ["A", "a-", "a-11", "s-", "zzz", "\U0010ffff"])
def test_what_is_no_id_has_no_number(key: str) -> None:
    numbers = Numbered(Ids.of(GIVEN))
    assert key not in numbers
    assert numbers.get(key) is None
    with pytest.raises(KeyError):
        numbers[key]


def test_a_number_that_nobody_has_is_an_error() -> None:
    for number in (len(GIVEN), -len(GIVEN) - 1):
        with pytest.raises(IndexError):
            Ids.of(GIVEN)[number]


@pytest.mark.parametrize("ids", [["b", "a"], ["a", "a"]])
def test_ids_that_could_not_be_found_are_refused(ids: list[str]) -> None:
    with pytest.raises(ValueError, match="sorted"):
        Ids.of(ids)
