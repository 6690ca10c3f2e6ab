from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pytest

from matchmaker.core import kept
from matchmaker.core.answers import Cutoffs, Query
from matchmaker.core.entities import Profile
from matchmaker.core.matcher import Matcher
from matchmaker.core.suggesting import prove, suggestions
from tests.core.crowds import make_deeds, make_people, make_ties
from tests.core.people import COMPLETES, GOVAN, LABELS, TODAY, make_matcher


@pytest.mark.parametrize("seed", [1, 2])
def test_the_suggestions_of_a_page_are_those_asked_for_one_by_one(seed: int) -> None:
    people = make_people(seed, 40)
    matcher = Matcher(completes=COMPLETES, labels=LABELS)
    matcher.fit(people, make_ties(seed, 40, 3.0), make_deeds(seed, 40, 10), today=TODAY)
    for asker in people[:6]:
        page, alone = matcher.score(Query(asker)), matcher.score(Query(asker))
        for place in reversed(range(20)):
            assert (
                suggestions(alone, np.array([place])) == suggestions(page, np.arange(20))[place : place + 1]
            )


def test_what_signals_give_is_the_score_and_what_was_measured() -> None:
    matcher = make_matcher()
    scored = matcher.score(Query(GOVAN))
    places = scored.allowed.nonzero()[0]
    for place, one in zip(places.tolist(), suggestions(scored, places), strict=True):
        assert {found.signal: found.contribution for found in one.signals} == scored.found(place)
        assert one.score == sum(found.contribution for found in one.signals)
        assert [found.value for found in one.signals] == [
            float(scored.readings[found.signal].values[place]) for found in one.signals
        ]


@dataclass
class Kept:
    """Profiles of which one goes away."""

    profiles: Sequence[Profile]
    gone: int | None = None

    def read(self, numbers: Sequence[int]) -> Sequence[Profile | None]:
        return [None if number == self.gone else self.profiles[number] for number in numbers]


def test_who_is_there_no_more_is_left_out_and_proves_nothing() -> None:
    fitted = make_matcher()
    people = Kept(fitted.pool_.profiles)
    before = [one.id for one in fitted.suggest(Query(GOVAN))]
    people.gone = fitted.pool_.number[before[0]]
    opened = kept.matcher(kept.arrays(fitted, b"salt"), kept.facts(fitted), people, b"salt")
    assert [one.id for one in opened.suggest(Query(GOVAN))] == before[1:]
    scored = replace(opened.score(Query(GOVAN)), cutoffs=Cutoffs(strong=0.0))
    prove(scored)
    assert people.gone in scored.unproven


def test_without_signals_everybody_is_told_of_with_a_score_of_nothing() -> None:
    matcher = Matcher(weights=dict.fromkeys([one.name for one in Matcher().signals], 0.0))
    matcher.fit([GOVAN, Profile("s-x", "X", about="We repair washing machines.")], [], today=TODAY)
    (found,) = matcher.some(Query(GOVAN), ["s-x"])
    assert (found.score, found.signals, len(found.account), found.reasons) == (0.0, (), 0, ())
