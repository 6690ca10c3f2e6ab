"""A few of a long list, looked up one by one: nothing is copied but their numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar, overload

import numpy as np

from matchmaker.core.reader import Numbers

One = TypeVar("One")


class Chosen(Sequence[One]):
    """Those of a list that have these `numbers`, in their order."""

    def __init__(self, those: Sequence[One], numbers: Numbers) -> None:
        self._those, self._numbers = those, numbers

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, place: int) -> One: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[One]: ...

    def __getitem__(self, place: int | slice) -> One | Sequence[One]:
        if isinstance(place, slice):
            return Chosen(self._those, self._numbers[place])
        return self._those[int(self._numbers[place])]


class ChosenPlaces(Mapping[str, int]):
    """The place of each of those who have these `numbers` (ascending) among them, by id."""

    def __init__(self, number: Mapping[str, int], ids: Sequence[str], numbers: Numbers) -> None:
        self._number, self._ids, self._numbers = number, ids, numbers

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[str]:
        return (self._ids[int(number)] for number in self._numbers)

    def __getitem__(self, key: str) -> int:
        number = self._number[key]
        place = int(np.searchsorted(self._numbers, number))
        if place < len(self._numbers) and self._numbers[place] == number:
            return place
        raise KeyError(key)
