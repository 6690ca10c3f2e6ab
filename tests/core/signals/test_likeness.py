from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from matchmaker.core import compiled, few, kept
from matchmaker.core.answers import Query
from matchmaker.core.entities import Profile
from matchmaker.core.index import Field
from matchmaker.core.matcher import Matcher
from matchmaker.core.signals.likeness import FEW, likeness
from tests.core.crowds import make_people, make_ties
from tests.core.people import TODAY

SIZE = 40


class Listed:
    """Profiles in a plain list."""

    def __init__(self, profiles: list[Profile]) -> None:
        self.profiles = profiles

    def read(self, numbers: Sequence[int]) -> Sequence[Profile | None]:
        return [self.profiles[number] for number in numbers]


def opened(seed: int) -> Matcher:
    """A network opened from its arrays, as a large one is."""
    people = sorted(make_people(seed, SIZE), key=lambda one: one.id)
    fitted = Matcher().fit(people, make_ties(seed, SIZE, 4.0), today=TODAY)
    return kept.matcher(kept.arrays(fitted, b"salt"), kept.facts(fitted), Listed(people), b"salt")


@pytest.mark.parametrize("count", [0, 1, FEW, FEW + 1])
def test_the_loop_finds_what_a_product_of_matrices_does(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers, others = np.array([5, 7, 31, 8]), np.arange(0, 2 * count, 2)
    rows = opened(2).pool_.index.rows_[Field.ABOUT]
    plain = likeness(rows, numbers, others)
    assert plain.shape == (4, count)
    monkeypatch.setattr(few, "SMALL", 1)
    rows = opened(2).pool_.index.rows_[Field.ABOUT]
    assert (rows.loops is not None) == compiled.COMPILES
    assert likeness(rows, numbers, others) == pytest.approx(plain)
    assert plain.any() == (count > 0)


@pytest.mark.parametrize("seed", range(3))
def test_partners_are_told_of_with_the_loop_as_without(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for small in (few.SMALL, 1):
        monkeypatch.setattr(few, "SMALL", small)
        matcher = opened(seed)
        asked = [Query(one) for one in matcher.pool_.profiles[:10]]
        accounts = [one.account for query in asked for one in matcher.suggest(query, top=20)]
        found.append([one.evidence for told in accounts for one in told if one.signal == "my_partners"])
    assert found[0] == found[1] != []
