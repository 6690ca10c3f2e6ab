"""Who is there now: ids and profiles of a version without who has gone, and with newcomers behind them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from matchmaker.core.entities import Profile
from matchmaker.core.listed import Listed
from matchmaker.core.reader import Numbers
from matchmaker.core.signals.chosen import ready


class ChangedIds(Listed[str]):
    """The id of each number; who has gone keeps the number, but is passed over by who walks through all."""

    def __init__(self, base: Sequence[str], newer: Sequence[str], gone: frozenset[int]) -> None:
        self._base, self._newer, self._gone = base, tuple(newer), gone

    def __len__(self) -> int:
        return len(self._base) + len(self._newer)

    def _one(self, number: int) -> str:
        before = len(self._base)
        return self._base[number] if number < before else self._newer[number - before]

    def __iter__(self) -> Iterator[str]:
        yield from (one for number, one in enumerate(self._base) if number not in self._gone)
        yield from self._newer


class ChangedNumbers(Mapping[str, int]):
    """The number of each id of those who are there."""

    def __init__(self, ids: ChangedIds, base: Mapping[str, int], newer: Mapping[str, int]) -> None:
        self._ids, self._base, self.newer = ids, base, newer

    def __getitem__(self, key: str) -> int:
        number = self.newer.get(key)
        if number is None:
            number = self._base[key]
            if number in self._ids._gone:
                raise KeyError(key)
        return number

    def __len__(self) -> int:
        return len(self._ids) - len(self._ids._gone)

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)


class ChangedProfiles(Listed[Profile]):
    """The profile of each number: those that have changed, and the others as the version reads them."""

    def __init__(self, base: Sequence[Profile], now: Mapping[int, Profile], gone: frozenset[int]) -> None:
        self._base, self._now, self._gone = base, now, gone
        self._size = max([len(base), *(number + 1 for number in now)])

    def __len__(self) -> int:
        return self._size

    def ready(self, numbers: Numbers) -> npt.NDArray[np.bool_]:
        """Read all of these at once that are not at hand; which of them are there."""
        asked = numbers.tolist()
        found = np.array([number not in self._gone for number in asked], bool)
        old = found & np.array([number not in self._now for number in asked], bool)
        found[old] = ready(self._base, numbers[old])
        return found

    def _one(self, number: int) -> Profile:
        found = self._now.get(number)
        return self._base[number] if found is None else found

    def __iter__(self) -> Iterator[Profile]:
        for number, one in enumerate(self._base):
            if number not in self._gone:
                yield self._now.get(number, one)
        yield from (self._now[number] for number in range(len(self._base), self._size))
