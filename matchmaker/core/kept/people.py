"""The profiles of those who are shown, read when they are wanted: an opened network holds nobody's."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from threading import Lock
from typing import Protocol, overload

import numpy as np
import numpy.typing as npt

from matchmaker.core.entities import Profile
from matchmaker.core.index import Texts
from matchmaker.core.listed import Listed
from matchmaker.core.reader import Numbers

AT_HAND = 4_096
"""So many profiles stay at hand: all candidates of one question, who are read to be put in order by name."""

AT_ONCE = 1_000
"""So many are read at once by who walks through all."""


class People(Protocol):
    """Where profiles are kept: a database, a file, a list."""

    def read(self, numbers: Sequence[int]) -> Sequence[Profile | None]:
        """The profiles with these numbers, in their order; None for one that is there no more."""


class Profiles(Listed[Profile]):
    """The profile of each number, which belongs to one of these `ids`.

    Whoever is there no more has a profile that says nothing; `ready` tells who that is.
    """

    def __init__(self, people: People, ids: Sequence[str]) -> None:
        self._people, self._ids = people, ids
        self._held, self._lock = OrderedDict[int, Profile | None](), Lock()

    def __len__(self) -> int:
        return len(self._ids)

    def ready(self, numbers: Numbers) -> npt.NDArray[np.bool_]:
        """Read all of these at once that are not at hand; which of them are there."""
        return np.array([one is not None for one in self._read(numbers.tolist())], bool)

    def _read(self, numbers: Sequence[int]) -> list[Profile | None]:
        with self._lock:
            found = {number: self._held[number] for number in numbers if number in self._held}
        missing = sorted({*numbers} - found.keys())
        if missing:
            found |= dict(zip(missing, self._people.read(missing), strict=True))
        with self._lock:
            for number, one in found.items():
                self._held[number] = one
                self._held.move_to_end(number)
            while len(self._held) > AT_HAND:
                self._held.popitem(last=False)
        return [found[number] for number in numbers]

    def _one(self, number: int) -> Profile:
        # Whoever shows them had them read: what is at hand needs no lock.
        return self._held.get(number) or self._read([number])[0] or self._nothing(number)

    def _some(self, numbers: range) -> Sequence[Profile]:
        found = self._people.read(numbers)
        return [one or self._nothing(i) for i, one in zip(numbers, found, strict=True)]

    def _nothing(self, number: int) -> Profile:
        return Profile(id=self._ids[number], name="", rankable=False)

    def __iter__(self) -> Iterator[Profile]:
        for start in range(0, len(self), AT_ONCE):
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
