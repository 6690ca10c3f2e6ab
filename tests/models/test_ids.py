"""Public ids."""

from __future__ import annotations

from matchmaker.models.columns import ID_LENGTH
from matchmaker.models.ids import ALPHABET, new_id


def test_an_id_says_what_the_thing_is_and_fits_its_column() -> None:
    id_ = new_id("s")
    assert id_.startswith("s-")
    assert len(id_) == 14 <= ID_LENGTH
    assert set(id_[2:]) <= set(ALPHABET)


def test_letters_that_are_easily_misread_are_left_out() -> None:
    assert not set("ilou") & set(ALPHABET)
    assert len(set(ALPHABET)) == 32, "five bits for each sign"


def test_no_two_ids_are_the_same() -> None:
    assert len({new_id("s") for _ in range(10_000)}) == 10_000
