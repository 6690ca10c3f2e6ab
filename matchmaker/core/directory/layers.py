"""What a directory holds: large columns that stay, small ones of what changed on top, and who is in force.

A stakeholder's *slot* is its number in its own columns plus the sizes of those below. Whoever changes gets a
new slot in a new layer, and the old slot is dead. Small layers are joined as they come, so that there are
never many: each at least `STEP` times as large as the next.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Self

import numpy as np

from matchmaker.core.directory.called import Called
from matchmaker.core.directory.columns import Columns
from matchmaker.core.directory.inverted import Inverted
from matchmaker.core.directory.places import Places
from matchmaker.core.reader import IntArray, Numbers
from matchmaker.core.signals.pool import BoolArray
from matchmaker.core.strings import Strings

Part = tuple[int, Columns, BoolArray | None]
"""The first slot of a layer, the layer, and who is in force in it (everybody if None)."""

STEP = 8

MOST_CHANGES, CHANGED_SHARE = 1_000, 0.125
"""All layers are joined when more slots than this, and this share of all, are dead or above the first."""


@dataclass(frozen=True, eq=False)
class Layers:
    """Columns on top of each other; `alive` and `order` are None while all of one are in force.

    `alive` says for each slot whether it is, `order` holds the slots in force by name.
    """

    columns: tuple[Columns, ...]
    alive: BoolArray | None = None
    order: IntArray | None = None

    def __len__(self) -> int:
        return len(self.columns[0]) if self.order is None else len(self.order)

    @property
    def starts(self) -> list[int]:
        """The first slot of each layer, and the number of slots."""
        return list(accumulate(map(len, self.columns), initial=0))

    def parts(self) -> Iterator[Part]:
        """Each layer with its first slot and who is in force in it."""
        for start, own in zip(self.starts[:-1], self.columns, strict=True):
            yield start, own, None if self.alive is None else self.alive[start : start + len(own)]

    def ids(self, slots: Iterable[int]) -> list[str]:
        """Who is in these slots."""
        starts, columns = self.starts, self.columns
        layers = ((slot, bisect_right(starts, slot) - 1) for slot in slots)
        return [columns[layer].ids.text(slot - starts[layer]) for slot, layer in layers]

    def find(self, id_: str) -> int | None:
        """The slot in force of somebody."""
        wanted = id_.encode(errors="surrogatepass")
        for start, own, alive in self.parts():
            place = bisect_left(own.by_id, wanted, key=own.ids.__getitem__)
            if place == len(own) or own.ids[number := int(own.by_id[place])] != wanted:
                continue
            if alive is None or alive[number]:
                return start + number
        return None

    def sequence(self) -> IntArray:
        """The slots in force by name."""
        return np.arange(len(self), dtype=np.int32) if self.order is None else self.order

    @cached_property
    def _rank(self) -> IntArray:
        """For each slot in force its place by name."""
        rank = np.empty(self.starts[-1], np.int32)
        rank[self.sequence()] = np.arange(len(self), dtype=np.int32)
        return rank

    def by_name(self, slots: IntArray) -> Numbers | slice:
        """What sorts `slots`, which ascend, by name."""
        # Runs that ascend already, one per layer, are merged in linear time.
        return slice(None) if self.order is None else np.argsort(self._rank[slots], kind="stable")

    def passing(self, mask: BoolArray) -> IntArray:
        """The slots of `mask`, all in force, by name."""
        return np.flatnonzero(mask).astype(np.int32) if self.order is None else self.order[mask[self.order]]

    def without(self, ids: Collection[str]) -> Self:
        """The same without some of them; ids that are not there are passed over."""
        gone = [slot for id_ in ids if (slot := self.find(id_)) is not None]
        if not gone:
            return self
        alive = np.ones(self.starts[-1], bool) if self.alive is None else self.alive.copy()
        alive[gone] = False
        order = self.sequence()
        return replace(self, alive=alive, order=order[alive[order]])

    def on_top(self, more: Columns) -> Self:
        """The same with others, none of whom is there yet."""
        if len(more) == 0:
            return self
        first, order = self.starts[-1], self.sequence()
        alive = np.ones(first, bool) if self.alive is None else self.alive
        starts, columns = self.starts, self.columns

        def key(slot: int) -> tuple[bytes, bytes]:
            layer = bisect_right(starts, slot) - 1
            return columns[layer].key(slot - starts[layer])

        places = [bisect_left(order, more.key(i), key=key) for i in range(len(more))]
        slots = np.arange(first, first + len(more), dtype=np.int32)
        return replace(
            self,
            columns=(*self.columns, more),
            alive=np.append(alive, np.ones(len(more), bool)),
            order=np.insert(order, places, slots),
        )

    def tidied(self) -> Self:
        """The same with layers joined where they are many, all of them where much has changed."""
        changes = self.starts[-1] - len(self) + sum(map(len, self.columns[1:]))
        if changes > max(MOST_CHANGES, CHANGED_SHARE * len(self)):
            return self.joined(0)
        sizes = [len(own) for own in self.columns]
        near = (k for k in range(1, len(sizes) - 1) if sizes[k] < STEP * sum(sizes[k + 1 :]))
        first = next(near, None)
        return self if first is None else self.joined(first)

    def joined(self, first: int) -> Self:
        """The same with the layers from number `first` on as one, which holds none of the dead.

        `joined(0)` is what reading all of them anew would give.
        """
        start, order = self.starts[first], self.sequence()
        above = order[order >= start]
        if first == 0 and self.order is None:
            return self
        place = np.full(self.starts[-1], -1, np.int32)
        place[above] = np.arange(len(above), dtype=np.int32)
        one = _joined(self.columns[first:], [place[a:b] for a, b in self._ranges(first)], above - start)
        if first == 0:
            return replace(self, columns=(one,), alive=None, order=None)
        moved = np.where(order >= start, start + place[order], order).astype(np.int32)
        assert self.alive is not None, "with several layers it is known who is in force"
        alive = np.append(self.alive[:start], np.ones(len(one), bool))
        return replace(self, columns=(*self.columns[:first], one), alive=alive, order=moved)

    def _ranges(self, first: int) -> list[tuple[int, int]]:
        starts = self.starts[first:]
        return list(pairwise(starts))


def _joined(columns: Sequence[Columns], places: Sequence[IntArray], order: IntArray) -> Columns:
    """One of several: whoever has a place gets it; `order` holds all that have, as slots, by place."""
    ids = [id_ for own in columns for id_ in own.ids]
    names = [name for own in columns for name in own.names]
    kept = order.tolist()
    own_ids = [ids[slot] for slot in kept]
    regions = Places(code for own in columns for code in own.places.codes)
    ranks = [np.array([regions.number[code] for code in own.places.codes], np.int32) for own in columns]
    region = [rank[own.region] for rank, own in zip(ranks, columns, strict=True)]
    return Columns(
        ids=Strings.joined(own_ids),
        by_id=np.array(sorted(range(len(own_ids)), key=own_ids.__getitem__), np.int32),
        names=Strings.joined(names[slot] for slot in kept),
        traits=np.concatenate([own.traits for own in columns])[order],
        region=np.concatenate(region)[order],
        places=regions,
        called=_called(columns, kept, own_ids),
        themes=Inverted.merged([own.themes for own in columns], places, len(kept)),
        words=Inverted.merged([own.words for own in columns], places, len(kept)),
    )


def _called(columns: Sequence[Columns], kept: Sequence[int], ids: Sequence[bytes]) -> Called:
    """The names of those kept, by their place in all columns together."""
    plain = [line for own in columns for line in own.called.plain]
    keys = [line for own in columns for line in own.called.keys]
    return Called.of([plain[slot] for slot in kept], [keys[slot] for slot in kept], ids)
