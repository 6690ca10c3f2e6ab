"""A few of a long list, looked up one by one: nothing is copied but their numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol, TypeVar, overload, runtime_checkable

import numpy as np
import numpy.typing as npt

from matchmaker.core.reader import Numbers

One = TypeVar("One")


@runtime_checkable
class Read(Protocol):
    """A list of what is read when it is looked at, and may be gone by then."""

    def ready(self, places: Numbers) -> npt.NDArray[np.bool_]:
        """Read all of these at once that are not at hand; which of them are there."""


def ready(those: Sequence[object], places: npt.NDArray[np.integer]) -> npt.NDArray[np.bool_]:
    """Have some of a list at hand, by one reading where they are read at all; which of them are there."""
    return those.ready(places.astype(np.int64)) if isinstance(those, Read) else np.ones(len(places), bool)


class Chosen(Sequence[One]):
    """Those of a list that have these `numbers`, in their order."""

    def __init__(self, those: Sequence[One], numbers: Numbers) -> None:
        self._those, self._numbers = those, numbers

    def ready(self, places: Numbers) -> npt.NDArray[np.bool_]:
        """Read all of these at once that are not at hand; which of them are there."""
        return ready(self._those, self._numbers[places])

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
