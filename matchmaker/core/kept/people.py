"""The profiles of those who are shown, read when they are wanted: an opened network holds nobody's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Protocol, overload

from matchmaker.core.entities import Profile
from matchmaker.core.index import Texts

AT_HAND = 256
"""So many profiles stay at hand: those of one answer, each of which is looked at several times."""

AT_ONCE = 1_000
"""So many are read at once by who walks through all."""


class People(Protocol):
    """Where profiles are kept: a database, a file, a list."""

    def read(self, numbers: Sequence[int]) -> Sequence[Profile]:
        """The profiles with these numbers, in their order, as they were when the network was fitted."""


class Profiles(Sequence[Profile]):
    """The profile of each number up to `size`."""

    def __init__(self, people: People, size: int) -> None:
        self._people, self._size = people, size
        self._one = lru_cache(AT_HAND)(lambda number: people.read([number])[0])

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, number: int) -> Profile: ...

    @overload
    def __getitem__(self, number: slice) -> Sequence[Profile]: ...

    def __getitem__(self, number: int | slice) -> Profile | Sequence[Profile]:
        if isinstance(number, slice):
            return self._people.read(range(*number.indices(self._size)))
        if not -self._size <= number < self._size:
            raise IndexError(number)
        return self._one(number % self._size)

    def __iter__(self) -> Iterator[Profile]:
        for start in range(0, self._size, AT_ONCE):
            yield from self[start : start + AT_ONCE]


class Passages(Sequence[Texts]):
    """The passages of each of these profiles, by number."""

    def __init__(self, profiles: Sequence[Profile], labels: Mapping[str, str]) -> None:
        self._profiles, self._labels = profiles, labels

    def __len__(self) -> int:
        return len(self._profiles)

    @overload
    def __getitem__(self, number: int) -> Texts: ...

    @overload
    def __getitem__(self, number: slice) -> Sequence[Texts]: ...

    def __getitem__(self, number: int | slice) -> Texts | Sequence[Texts]:
        if isinstance(number, slice):
            return [Texts.of(one, self._labels) for one in self._profiles[number]]
        return Texts.of(self._profiles[number], self._labels)
