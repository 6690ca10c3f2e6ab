"""Offers and needs as columns: how far each reaches, and of which kinds it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np

from matchmaker.core.arrays import taken
from matchmaker.core.entities import Reach, Statement
from matchmaker.core.reader import Numbers
from matchmaker.core.signals.sets import CodeArray, Sets
from matchmaker.core.sparse import Array, Arrays, named, part

REACHES = tuple(Reach)


class Stated:
    """All offers or all needs, in the order of their owners: how far they reach, of which kinds."""

    def __init__(self, statements: Sequence[Sequence[Statement]]) -> None:
        flat = [statement for own in statements for statement in own]
        self.reach: CodeArray = np.array([REACHES.index(one.reach) for one in flat], np.int64)
        self.kinds = Sets([one.cooperation for one in flat])

    def arrays(self) -> dict[str, Array]:
        """The statements as arrays to be written down."""
        return {"reach": self.reach} | named(kinds=self.kinds.arrays())

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Stated:
        """The statements of such arrays, which may be mapped files."""
        stated = cls.__new__(cls)
        stated.reach, stated.kinds = arrays["reach"], Sets.from_arrays(part(arrays, "kinds"))
        return stated

    def take(self, rows: Callable[[], Numbers]) -> FewStated:
        """Some statements, in the order of their numbers, which are asked for when something is."""
        return FewStated(self, rows)


class FewStated(Stated):
    """Some offers or needs, looked up among all when something is asked of them."""

    def __init__(self, stated: Stated, rows: Callable[[], Numbers]) -> None:
        self._stated, self._rows = stated, rows

    @cached_property
    def _numbers(self) -> Numbers:
        return self._rows()

    @cached_property
    def reach(self) -> CodeArray:  # type: ignore[override]  # as an attribute, but made when asked for
        """How far each of these reaches."""
        return taken(self._stated.reach, self._numbers)

    @cached_property
    def kinds(self) -> Sets:  # type: ignore[override]  # as an attribute, but made when asked for
        """The kinds of help of each of these."""
        return self._stated.kinds.take(self._numbers)
