"""Ids and their numbers out of a sorted column of texts: found by bisection, nothing is held in memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from matchmaker.core.listed import Listed
from matchmaker.core.strings import Strings


class Ids(Listed[str]):
    """The id of each number; `column` is sorted, and so numbers ascend with ids."""

    def __init__(self, column: Strings) -> None:
        self.column = column

    @classmethod
    def of(cls, ids: Sequence[str]) -> Ids:
        """Ids that are sorted already.

        Raises ValueError where they are not, or where one stands twice.
        """
        if any(one >= other for one, other in pairwise(ids)):
            raise ValueError("ids have to be sorted, and each to stand once")
        return cls(Strings.of(ids))

    def __len__(self) -> int:
        return len(self.column)

    def _one(self, number: int) -> str:
        return self.column.text(number)

    def _some(self, numbers: range) -> Sequence[str]:
        return self.column.texts(numbers)

    def __iter__(self) -> Iterator[str]:
        return map(self.column.text, range(len(self)))


AT_HAND = 2_000
"""The numbers of so many ids stay at hand."""


class Numbered(Mapping[str, int]):
    """The number of each id."""

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        # The partners of one who asks are named again and again.
        self._find = lru_cache(AT_HAND)(ids.column.find)

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __getitem__(self, key: str) -> int:
        first, last = self._find(key)
        if first == last:
            raise KeyError(key)
        return first
