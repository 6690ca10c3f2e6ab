from __future__ import annotations

import pytest

from matchmaker.core.listed import Listed


class Squares(Listed[int]):
    def __len__(self) -> int:
        return 5

    def _one(self, number: int) -> int:
        assert 0 <= number < 5
        return number * number


def test_entries_are_found_as_in_a_list_that_holds_them() -> None:
    squares, held = Squares(), [0, 1, 4, 9, 16]
    assert list(squares) == held
    assert [squares[number] for number in range(-5, 5)] == held + held
    for part in (slice(None), slice(1, 3), slice(-2, None), slice(None, None, -2), slice(7, 9)):
        assert squares[part] == held[part]
    assert 9 in squares
    assert squares.index(16) == 4


@pytest.mark.parametrize("number", [5, -6])
def test_there_is_nothing_beyond_the_ends(number: int) -> None:
    with pytest.raises(IndexError):
        Squares()[number]
