"""Lists whose entries are found when they are asked for, one by its number or several at once."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TypeVar, overload

One = TypeVar("One")


class Listed(Sequence[One]):
    """A list that holds none of its entries."""

    @abstractmethod
    def _one(self, number: int) -> One:
        """The entry with this number, from 0 on."""

    def _some(self, numbers: range) -> Sequence[One]:
        """The entries with these numbers."""
        return [self._one(number) for number in numbers]

    @overload
    def __getitem__(self, number: int) -> One: ...

    @overload
    def __getitem__(self, number: slice) -> Sequence[One]: ...

    def __getitem__(self, number: int | slice) -> One | Sequence[One]:
        if isinstance(number, slice):
            return self._some(range(*number.indices(len(self))))
        size = len(self)
        if not -size <= number < size:
            raise IndexError(number)
        return self._one(number % size)
