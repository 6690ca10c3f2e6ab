"""What the evaluation asks: who asks, who may be the answer, and who is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from matchmaker.core.entities import Link
from matchmaker.core.evaluation.folder import Past
from matchmaker.core.evaluation.measures import Mask, Numbers


@dataclass(frozen=True, slots=True)
class Asked:
    """One query: the number of who or what asks, and the numbers of the right answers."""

    number: int
    right: Numbers


class Partners:
    """Who was whose partner at the split, by number."""

    def __init__(self, past: Past) -> None:
        self.size = len(past.organisations)
        self.known = _partners(past, past.ties)

    def candidates(self, number: int) -> Mask:
        """Everybody but the asker and its present partners."""
        mask = np.ones(self.size, bool)
        mask[[number, *self.known[number]]] = False
        return mask


def tie_questions(past: Past, partners: Partners) -> list[Asked]:
    """Every organisation with a new tie; the right answers are the partners that it did not have before."""
    new = [mine - known for mine, known in zip(_partners(past, past.new_ties), partners.known, strict=True)]
    return [Asked(number, _numbers(right)) for number, right in enumerate(new) if right]


def need_questions(past: Past) -> list[Asked]:
    """Every need of which it is known who took part."""
    found = []
    for number, need in enumerate(past.needs):
        right = {past.number[key] for key in past.need_partners.get(need.id, ()) if key in past.number}
        if right:
            found.append(Asked(number, _numbers(right)))
    return found


def _partners(past: Past, links: Iterable[Link]) -> list[set[int]]:
    found: list[set[int]] = [set() for _ in past.organisations]
    for link in links:
        if link.a in past.number and link.b in past.number:
            a, b = past.number[link.a], past.number[link.b]
            found[a].add(b)
            found[b].add(a)
    return found


def _numbers(some: Iterable[int]) -> Numbers:
    return np.array(sorted(some), np.intp)
