"""How open each one's circle is, and what one more tie does to it, without counting everything anew.

Burt's constraint of i, each tie weighing the same, is the sum over partners j of (1 + s_ij)^2, divided by the
square of how many partners i has; s_ij is the sum of 1/(ties of q) over the partners q that i and j share.
A tie u-v changes s_ij only where i and j are both partners of u (or both of v), and where i shares v with u
or u with v. So where u and v share nobody, what it does to the partners of u does not hang on v at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from typing import Self


class Openness:
    """1 - constraint of each by number, 0 without ties; worked out when it is first asked for, and kept.

    `partners` is the network. Whoever makes a tie in it says so by `forget`.
    """

    def __init__(self, partners: Sequence[set[int]]) -> None:
        self.partners = partners
        self.known_shared: dict[int, dict[int, float]] = {}
        self.known_total: dict[int, float] = {}
        self.known_ripple: dict[int, dict[int, float]] = {}
        self.known_rippled: dict[int, float] = {}

    def copy(self, partners: Sequence[set[int]]) -> Self:
        """The same of a copy of the network."""
        other = copy(self)
        other.partners = partners
        other.known_shared, other.known_total = dict(self.known_shared), dict(self.known_total)
        other.known_ripple, other.known_rippled = dict(self.known_ripple), dict(self.known_rippled)
        return other

    def forget(self, u: int, v: int) -> None:
        """A tie was made between two: what it changed is worked out anew."""
        for at in {u, v} | self.partners[u] | self.partners[v]:
            self.known_shared.pop(at, None)
            self.known_total.pop(at, None)
        # These look two steps further, and are few again at once.
        self.known_ripple.clear()
        self.known_rippled.clear()

    def now(self, at: int) -> float:
        """The openness of one."""
        return open_from(self.total(at), len(self.partners[at]))

    def added(self, u: int, v: int) -> float:
        """What a tie would add to the sum of all."""
        common = self.partners[u] & self.partners[v]
        found = self.rippled(u) + self.rippled(v)
        if common:
            ends = sum(self._end(at, other, common) for at, other in ((u, v), (v, u)))
            one, other = self._ripple(u), self._ripple(v)
            return found + ends + sum(self._between(at, u, v) - one[at] - other[at] for at in common)
        return found + self._end(u, v, common) + self._end(v, u, common)

    def shared(self, at: int) -> dict[int, float]:
        """The s_ij of one: by partner, how much of their ties leads back to partners that both have."""
        if at not in self.known_shared:
            mine, all_ = self.partners[at], self.partners
            self.known_shared[at] = {j: sum([1.0 / len(all_[q]) for q in mine & all_[j]]) for j in mine}
        return self.known_shared[at]

    def total(self, at: int) -> float:
        """The constraint of one before it is divided."""
        if at not in self.known_total:
            self.known_total[at] = sum([(1.0 + share) ** 2 for share in self.shared(at).values()])
        return self.known_total[at]

    def rippled(self, at: int) -> float:
        """What all its partners gain where one gets a tie with somebody whom they do not know."""
        if at not in self.known_rippled:
            self.known_rippled[at] = sum(self._ripple(at).values())
        return self.known_rippled[at]

    def _ripple(self, at: int) -> dict[int, float]:
        """The same, partner by partner: a tie of many weighs less on those who share it."""
        if at not in self.known_ripple:
            mine, found = self.partners[at], {}
            less = 1.0 / (len(mine) + 1) - 1.0 / max(len(mine), 1)
            for i in mine:
                shared, total = self.shared(i), self.total(i)
                both = [1.0 + shared[j] for j in self.partners[i] & mine]
                after = total + less * (2.0 * sum(both) + less * len(both))
                found[i] = open_from(after, len(self.partners[i])) - open_from(total, len(self.partners[i]))
            self.known_ripple[at] = found
        return self.known_ripple[at]

    def _end(self, at: int, other: int, common: set[int]) -> float:
        """What one end gains: a partner more, and closer circles with those who know both."""
        ties, shared, total = len(self.partners[at]), self.shared(at), self.total(at)
        more = 1.0 / (len(self.partners[other]) + 1)
        closer = sum([more * (2.0 * (1.0 + shared[q]) + more) for q in common])
        new = sum([1.0 / len(self.partners[q]) for q in common])
        return open_from(total + closer + (1.0 + new) ** 2, ties + 1) - open_from(total, ties)

    def _between(self, at: int, u: int, v: int) -> float:
        """What a partner of both gains."""
        of_u, of_v, shared = self.partners[u], self.partners[v], self.shared(at)
        then_u, then_v = 1.0 / (len(of_u) + 1), 1.0 / (len(of_v) + 1)
        more = {u: then_v, v: then_u}
        for mine, then in ((of_u, then_u), (of_v, then_v)):
            for j in self.partners[at] & mine:
                more[j] = more.get(j, 0.0) + then - 1.0 / len(mine)
        total, ties = self.total(at), len(self.partners[at])
        after = total + sum([extra * (2.0 * (1.0 + shared[j]) + extra) for j, extra in more.items()])
        return open_from(after, ties) - open_from(total, ties)


def open_from(total: float, ties: int) -> float:
    """1 - constraint from its sum; 0 without ties."""
    return 1.0 - min(1.0, total / ties**2) if ties else 0.0
