"""The codes in which stakeholders stand, sorted: what lies in one region is then mostly one range."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from functools import cached_property
from itertools import groupby

import numpy as np

from matchmaker.core.directory.choices import prefix_rule
from matchmaker.core.reader import IntArray, Numbers
from matchmaker.core.signals.pool import BoolArray


class Places:
    """Sorted codes: NUTS codes, countries as NUTS spells them, and "" for a place that is not known."""

    def __init__(self, codes: Iterable[str]) -> None:
        self.codes = tuple(sorted(set(codes)))

    @cached_property
    def number(self) -> dict[str, int]:
        """The number of each code."""
        return {code: number for number, code in enumerate(self.codes)}

    @cached_property
    def _heads(self) -> dict[int, tuple[IntArray, list[str]]]:
        return {}

    def within(self, region: str, is_within: Callable[[str, str], bool]) -> BoolArray:
        """For each code whether it lies in `region`; an unknown place lies nowhere."""
        inside = np.zeros(len(self.codes), bool)
        if is_within is prefix_rule:
            first = bisect_left(self.codes, region)
            inside[first : bisect_left(self.codes, region + "\U0010ffff", first)] = True
            inside[: bool(self.codes) and not self.codes[0]] = False
        else:
            inside[:] = [bool(code) and is_within(code, region) for code in self.codes]
        return inside

    def cut(self, counts: Numbers, depth: int) -> list[tuple[str, int]]:
        """`counts` of the codes by their first `depth` characters; none of shorter ones, none of 0."""
        starts, heads = self._cut(depth)
        sums = np.add.reduceat(counts, starts).tolist() if heads else []
        return [(head, n) for head, n in zip(heads, sums, strict=True) if n and len(head) == depth]

    def _cut(self, depth: int) -> tuple[IntArray, list[str]]:
        """Where each run of codes with one beginning starts, and that beginning."""
        if depth not in self._heads:
            runs = [(head, len(list(run))) for head, run in groupby(code[:depth] for code in self.codes)]
            sizes = np.array([0, *(size for _, size in runs)], np.int32)
            self._heads[depth] = np.cumsum(sizes, dtype=np.int32)[:-1], [head for head, _ in runs]
        return self._heads[depth]
