"""Rows and records that belong together: chains end in one group, and no group holds two records."""

from __future__ import annotations

from collections.abc import Mapping

from matchmaker.core.imports.remarks import remark
from matchmaker.core.words import N_


class PlanError(ValueError):
    """Decisions by hand that contradict each other; `remark` says which and what to do."""

    def __init__(self, message: str, **values: object) -> None:
        self.remark = remark(message, **values)
        super().__init__(str(self.remark))


class Groups:
    """Disjoint sets over positions; the first `known` are records, of which a set has at most one."""

    def __init__(self, size: int, known: int) -> None:
        self._parent = list(range(size))
        self._known = known

    def root(self, at: int) -> int:
        """The lowest position of the set, so its record if it has one."""
        while self._parent[at] != at:
            self._parent[at] = self._parent[self._parent[at]]
            at = self._parent[at]
        return at

    def join(self, a: int, b: int) -> bool:
        """Put two sets together; false, and nothing done, where that would join two records."""
        low, high = sorted((self.root(a), self.root(b)))
        if low == high:
            return True
        if high < self._known:
            return False
        self._parent[high] = low
        return True


def check_merges(merges: Mapping[int, int]) -> None:
    """See that rows merged by hand into other rows end somewhere.

    Raises:
        PlanError: row a goes into b and b, perhaps by way of others, into a.
    """
    for start in merges:
        path = [start]
        while (after := merges.get(path[-1])) is not None:
            if after in path:
                circle = " → ".join(str(number) for number in [*path[path.index(after) :], after])
                raise PlanError(
                    N_("Rows are merged in a circle: %(circle)s. Say of one of them that it is new."),
                    circle=circle,
                )
            path.append(after)
