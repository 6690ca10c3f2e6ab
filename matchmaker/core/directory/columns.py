"""Stakeholders as columns to be searched: one number per stakeholder and fact, in the order of names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from matchmaker.core.directory.called import Called
from matchmaker.core.directory.choices import prefix_rule
from matchmaker.core.directory.inverted import Inverted
from matchmaker.core.directory.places import Places
from matchmaker.core.entities import Kind, Profile
from matchmaker.core.reader import IntArray
from matchmaker.core.signals.pool import BoolArray
from matchmaker.core.strings import Strings

KINDS: tuple[Kind | None, ...] = (None, *Kind)

Traits = npt.NDArray[np.uint8]
"""The kind and what is open in one small number: `4 * kind + 2 * offers + needs`."""

TRAITS = 4 * len(KINDS)


def traits_of(profile: Profile) -> int:
    """The traits of a profile."""
    return 4 * KINDS.index(profile.kind) + 2 * bool(profile.offers) + bool(profile.needs)


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """Some stakeholders, sorted by folded name and id; nothing of it ever changes.

    `by_id` holds their numbers in the order of ids, `region` the number of each one's code in `places`.
    """

    ids: Strings
    by_id: IntArray
    names: Strings
    traits: Traits
    region: IntArray
    places: Places
    called: Called
    themes: Inverted
    words: Inverted

    def __len__(self) -> int:
        return len(self.traits)

    def key(self, number: int) -> tuple[bytes, bytes]:
        """What one is sorted by."""
        return self.names[number], self.ids[number]

    def within(self, region: str, is_within: Callable[[str, str], bool]) -> BoolArray:
        """Who is in `region`; nobody whose place is unknown."""
        return self.places.within(region, is_within)[self.region]

    def named(
        self, sought: str, region: str, alive: BoolArray | None, most: int
    ) -> list[tuple[bool, bool, bytes, bytes]]:
        """The first of those `alive` whose name holds `sought`: what they are sorted by, the id last."""
        numbers, begins = self.called.holding(sought)
        if alive is not None:
            numbers, begins = numbers[alive[numbers]], begins[alive[numbers]]
        outside = ~self.within(region, prefix_rule)[numbers] if region else np.zeros(len(numbers), bool)
        place = (outside * 2 + ~begins) * len(self) + self.called.rank[numbers]
        first = np.argpartition(place, most)[:most] if len(place) > most else np.arange(len(place))
        return [
            (bool(outside[i]), not begins[i], self.called.plain[number], self.ids[number])
            for i, number in zip(first.tolist(), numbers[first].tolist(), strict=True)
        ]

    def populations(self, alive: BoolArray | None) -> Iterator[tuple[str, Counter[Kind | None]]]:
        """How many of those `alive` are of each kind, for each place with anybody in it."""
        cells = self.region * len(KINDS) + self.traits // 4
        counts = np.bincount(
            cells if alive is None else cells[alive], minlength=len(self.places.codes) * len(KINDS)
        ).reshape(-1, len(KINDS))
        for number in np.flatnonzero(counts.any(axis=1)).tolist():
            own = zip(KINDS, counts[number].tolist(), strict=True)
            yield self.places.codes[number], Counter({kind: n for kind, n in own if n})

    def having(self, themes: Sequence[str]) -> BoolArray:
        """Who has any of `themes`."""
        found = np.zeros(len(self), bool)
        for theme in themes:
            first, last = self.themes.keys.find(theme)
            for key in range(first, last):
                found[self.themes.row(key)[0]] = True
        return found

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """All columns as arrays to be written down, by name."""
        parts: dict[str, dict[str, npt.NDArray[Any]]] = {
            "ids": self.ids.arrays(),
            "names": self.names.arrays(),
            "places": Strings.of(self.places.codes).arrays(),
            "called": self.called.arrays(),
            "themes": self.themes.arrays(),
            "words": self.words.arrays(),
        }
        whole: dict[str, npt.NDArray[Any]] = {
            "by_id": self.by_id,
            "traits": self.traits,
            "region": self.region,
        }
        return whole | {f"{part}_{name}": value for part, own in parts.items() for name, value in own.items()}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[Any]]) -> Self:
        """The columns of `arrays`, which may be memory-mapped and read-only; none is copied."""

        def part(name: str) -> dict[str, npt.NDArray[Any]]:
            return {key.removeprefix(f"{name}_"): arrays[key] for key in arrays if key.startswith(f"{name}_")}

        codes = Strings.from_arrays(part("places"))
        traits = np.asarray(arrays["traits"], np.uint8)
        return cls(
            ids=Strings.from_arrays(part("ids")),
            by_id=np.asarray(arrays["by_id"], np.int32),
            names=Strings.from_arrays(part("names")),
            traits=traits,
            region=np.asarray(arrays["region"], np.int32),
            places=Places(codes.texts(range(len(codes)))),
            called=Called.from_arrays(part("called")),
            themes=Inverted.from_arrays(part("themes"), len(traits)),
            words=Inverted.from_arrays(part("words"), len(traits)),
        )
