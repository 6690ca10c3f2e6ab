"""What one more tie does to a region's network, found out by trying it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

import numpy as np

from matchmaker.core.ecosystem.health import FAR, INVERSE, Health, Steps, nearness, steps_from
from matchmaker.core.ecosystem.openness import Openness
from matchmaker.core.network import Network
from matchmaker.core.reader import FloatArray
from matchmaker.core.signals.pool import BoolArray

Pair = tuple[int, int]

CHUNK = 500
"""So many pairs are counted at a time: memory for a large region stays in bounds."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a tie would do, for a reader.

    `steps` between the two today, None where no way leads; `joined` the sizes of the two groups that it
    joins; `newly` how many come within two steps of somebody new; `first` who gets a first tie; `opens` pairs
    of an id and the kind to which it has no tie yet.
    """

    steps: int | None
    joined: tuple[int, int] | None
    newly: int
    first: tuple[str, ...] = ()
    opens: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Effect:
        """The effect that was written down as plain JSON; one of nothing where there is none."""
        joined = plain.get("joined")
        return cls(
            steps=plain.get("steps"),
            joined=(joined[0], joined[1]) if joined else None,
            newly=plain.get("newly", 0),
            first=tuple(plain.get("first", ())),
            opens=tuple((key, kind) for key, kind in plain.get("opens", ())),
        )


class Ground:
    """A region's network, to see what a tie would do there; `kinds` ("" unknown) are in the order of its ids.

    `sources` says from whom the steps to everybody are known: a tie between two of them can be looked at.
    """

    def __init__(self, network: Network, kinds: Sequence[str], sources: Sequence[int]) -> None:
        self.ids = network.ids
        self.kinds = tuple(kinds)
        self.partners = partners_of(network)
        self.present = sorted({kind for kind in kinds if kind})
        self.wishes = sum(len(self.present) - (kind in self.present) for kind in kinds)
        self.openness = Openness(self.partners)
        self.met = [{self.kinds[one] for one in mine} - {""} for mine in self.partners]
        self.row = {at: row for row, at in enumerate(sources)}
        self.steps = steps_from(network, sources)

    def promise(self, u: int, v: int) -> Health:
        """The most that a tie can add: exact, but for the ways between others in a group that it crosses."""
        size = len(self.ids)
        near = nearness_bound(self.steps[self.row[u]], self.steps[self.row[v]])
        return Health(2.0 * near / max(size * (size - 1), 1), *self.local(u, v))

    def local(self, u: int, v: int) -> tuple[float, float]:
        """What a tie would add to openness and to mixing; both change only near its ends."""
        opened = len(self.opened(u, v)) / self.wishes if self.wishes else 0.0
        return self.openness.added(u, v) / len(self.ids), opened

    def opened(self, u: int, v: int) -> list[tuple[int, str]]:
        """Which of the two would get a first tie to which kind."""
        return [
            (at, self.kinds[other])
            for at, other in ((u, v), (v, u))
            if self.kinds[other] not in {"", self.kinds[at]} | self.met[at]
        ]

    def effect(self, u: int, v: int) -> Effect:
        """What a tie would do, in what a reader can picture."""
        from_u, from_v = self.steps[self.row[u]], self.steps[self.row[v]]
        apart, partners = int(from_u[v]) == FAR, self.partners
        # Who comes within two steps of the other end; where anybody does, the end has somebody new as well.
        of_u = {at for at in partners[v] | {v} if from_u[at] > 2}
        of_v = {at for at in partners[u] | {u} if from_v[at] > 2}
        newly = of_u | of_v | ({u} if of_u else set()) | ({v} if of_v else set())
        return Effect(
            steps=None if apart else int(from_u[v]),
            joined=(int((from_u != FAR).sum()), int((from_v != FAR).sum())) if apart else None,
            newly=len(newly),
            first=tuple(self.ids[at] for at in (u, v) if not partners[at]),
            opens=tuple((self.ids[at], kind) for at, kind in self.opened(u, v)),
        )

    def way(self, u: int, v: int) -> list[int]:
        """Those between two on a shortest way, in order; empty where there is none or it is direct."""
        from_u, found = self.steps[self.row[u]], [v]
        if from_u[v] == FAR:
            return []
        while from_u[found[-1]] > 1:
            nearer = from_u[found[-1]] - 1
            found.append(min(at for at in self.partners[found[-1]] if from_u[at] == nearer))
        return found[:0:-1]


class Trial(Ground):
    """A network in which ties are tried.

    `steps` holds the ways between all pairs. They stay exact: a new tie shortens a way from x to y only where
    x is nearer to its one end by two steps or more, and y to its other.
    """

    def __init__(self, network: Network, kinds: Sequence[str]) -> None:
        super().__init__(network, kinds, range(len(network.ids)))

    def copy(self) -> Trial:
        """The same network once more, for other ties."""
        other = copy(self)
        other.partners, other.steps = [set(mine) for mine in self.partners], self.steps.copy()
        other.openness, other.met = self.openness.copy(other.partners), [set(kinds) for kinds in self.met]
        return other

    def health(self) -> Health:
        """The parts as they are now."""
        size = len(self.ids)
        if not size:
            return Health()
        met = sum(len(kinds - {own}) for kinds, own in zip(self.met, self.kinds, strict=True))
        return Health(
            nearness(self.steps),
            sum(map(self.openness.now, range(size))) / size,
            met / self.wishes if self.wishes else 0.0,
        )

    def figures(self) -> dict[str, int]:
        """Ties, members without any, and groups (those alone not counted) as they are now."""
        lonely = sum(not mine for mine in self.partners)
        # The smallest number in a group stands for it.
        heads = {
            int(np.argmax(row != FAR)) for row, mine in zip(self.steps, self.partners, strict=True) if mine
        }
        return {"ties": sum(map(len, self.partners)) // 2, "isolated": lonely, "groups": len(heads)}

    def gain(self, u: int, v: int) -> Health:
        """What a tie between two would add, by trying it; the network stays as it is."""
        size = len(self.ids)
        rows, columns, new, old = self._shortened(u, v)
        better = INVERSE[new].sum() - INVERSE[old].sum() if len(rows) and len(columns) else 0.0
        return Health(2.0 * float(better) / (size * (size - 1)), *self.local(u, v))

    def rough(self, pairs: Sequence[Pair]) -> FloatArray:
        """About what each tie would add to the three parts, by counting alone: enough to sort out many.

        Every way that gets shorter is taken to shrink from three steps to two; all partners to be strangers.
        """
        size, found = len(self.ids), np.zeros(len(pairs))
        for begin in range(0, len(pairs), CHUNK):
            us, vs = np.array(pairs[begin : begin + CHUNK], int).reshape(-1, 2).T
            nearer = self.steps[us].astype(np.int16) - self.steps[vs]
            shorter = (nearer >= 2).sum(axis=1) * (nearer <= -2).sum(axis=1)
            found[begin : begin + CHUNK] = shorter / (3.0 * size * (size - 1))
        opened = np.array([len(self.opened(u, v)) for u, v in pairs], float)
        ties = np.array([len(mine) for mine in self.partners], float)
        # One tie leaves nobody open; of k partners who are strangers, one more adds 1/k - 1/(k + 1).
        open_ = np.where(ties > 0, 1.0 / np.maximum(ties, 1.0) - 1.0 / (ties + 1.0), 0.0)
        ends = open_[np.array(pairs, int).reshape(-1, 2)].sum(axis=1)
        return np.asarray(found + opened / max(self.wishes, 1) + ends / size, float)

    def make(self, u: int, v: int) -> None:
        """Make the tie: from now on it counts."""
        rows, columns, new, old = self._shortened(u, v)
        shorter = np.minimum(new, old).astype(np.uint8)
        self.steps[np.ix_(rows, columns)] = shorter
        self.steps[np.ix_(columns, rows)] = shorter.T
        for at, other in ((u, v), (v, u)):
            self.partners[at].add(other)
            self.met[at] |= {self.kinds[other]} - {""}
        self.openness.forget(u, v)

    def _shortened(self, u: int, v: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """Between whom a tie shortens the way (from, to), the steps with it and without it."""
        du, dv = self.steps[u].astype(np.int16), self.steps[v].astype(np.int16)
        rows, columns = np.flatnonzero(dv - du >= 2), np.flatnonzero(du - dv >= 2)
        old = self.steps[np.ix_(rows, columns)]
        return rows, columns, np.minimum(du[rows, None] + 1 + dv[columns], old), old


def partners_of(network: Network) -> list[set[int]]:
    """The partners of each, by number."""
    return [{network.number[one] for one in network.partners.get(key, ())} for key in network.ids]


def nearness_bound(from_u: Steps, from_v: Steps) -> float:
    """The most that a tie u-v can add to the sum of 1/steps over unordered pairs, from two rows alone.

    A way from x to y is at most as long as x-v-y and as x-u-y; so it is taken. Where the two have no way to
    each other yet this is exact.
    """
    du, dv = from_u.astype(np.int64), from_v.astype(np.int64)
    (a_u, a_v, a_times), (b_u, b_v, b_times) = _classes(du, dv, dv - du >= 2), _classes(du, dv, du - dv >= 2)
    if not len(a_times) or not len(b_times):
        return 0.0
    new = a_u[:, None] + 1 + b_v
    old = np.minimum(a_v[:, None] + b_v, a_u[:, None] + b_u)
    better = np.maximum(INVERSE[new] - INVERSE[old], 0.0)
    return float(a_times @ better @ b_times)


def _classes(du: np.ndarray, dv: np.ndarray, chosen: BoolArray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The different pairs of steps among the chosen, and how often each is there."""
    codes, times = np.unique(du[chosen] * (FAR + 1) + dv[chosen], return_counts=True)
    return codes // (FAR + 1), codes % (FAR + 1), times.astype(float)
