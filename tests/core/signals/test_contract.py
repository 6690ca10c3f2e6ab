"""What every signal promises, in whole networks and in such as lack something, and what the matcher adds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from matchmaker.core.answers import Query
from matchmaker.core.entities import Activity, Link, Profile
from matchmaker.core.matcher import NOBODY, Matcher
from matchmaker.core.reader import FloatArray
from matchmaker.core.reasons import TELLERS
from matchmaker.core.signals import SIGNALS, Asked, Pool, Signal, contributions
from matchmaker.core.signals.ties import partners
from tests.core.people import (
    CITY,
    COMPLETES,
    GOVAN,
    HIDDEN,
    KITCHEN,
    LABELS,
    LINKS,
    NECKAR,
    NETWORK,
    PROFILES,
    TODAY,
    ask,
)
from tests.core.signals.networks import DEEDS, POOLS

ASKERS = [GOVAN, NECKAR, CITY, KITCHEN, HIDDEN, NETWORK, NOBODY, Profile("s-new", "New", about="repair")]
BY_NAME = {signal.name: signal for signal in SIGNALS}

every_signal = pytest.mark.parametrize("signal", SIGNALS, ids=lambda signal: signal.name)
every_pool = pytest.mark.parametrize("pool", POOLS.values(), ids=POOLS)


def _questions(pool: Pool) -> list[Asked]:
    """Each asker with each question, with their ties and as if without."""
    need, text = GOVAN.needs[0], "repair of machines"
    return [
        Asked(pool, asker, about, typed, COMPLETES, LABELS, alone)
        for asker in ASKERS
        for about, typed in ((None, ""), (need, ""), (None, text), (need, text), (None, "zeppelins"))
        for alone in (False, True)
    ]


@every_signal
@every_pool
def test_values_lie_between_nothing_and_one(signal: Signal, pool: Pool) -> None:
    for asked in _questions(pool):
        reading = signal.measure(asked)
        assert reading.values.shape == (len(pool),)
        assert np.isfinite(reading.values).all()
        assert ((reading.values >= 0) & (reading.values <= 1)).all()
        assert all(column.shape == (len(pool),) for column in reading.detail.values())


@every_signal
@every_pool
def test_contributions_are_never_below_nothing(signal: Signal, pool: Pool) -> None:
    for asked in _questions(pool):
        reading = signal.measure(asked)
        found = contributions(signal, reading, 1.0)
        assert np.isfinite(found).all()
        assert (found >= 0).all()
        assert found[reading.values == 0] == pytest.approx(0)
        order = np.argsort(reading.values)
        assert (np.diff(found[order]) >= 0).all()
        assert contributions(signal, reading, 2.0) == pytest.approx(2 * found)


@every_signal
def test_the_same_question_has_the_same_answer(signal: Signal) -> None:
    asked = ask(GOVAN)
    assert np.array_equal(signal.measure(asked).values, signal.measure(asked).values)
    assert np.array_equal(signal.measure(asked).values, signal.measure(ask(GOVAN)).values)


@every_signal
def test_measuring_changes_nothing(signal: Signal) -> None:
    pool = POOLS["with deeds"]
    before = [column.copy() for column in _columns(pool)]
    for asked in _questions(pool):
        signal.measure(asked)
    assert all(np.array_equal(a, b, equal_nan=True) for a, b in zip(before, _columns(pool), strict=True))


def _columns(pool: Pool) -> list[FloatArray]:
    rows = [pool.index.rows_[field].matrix.data for field in range(3)]
    kept = [pool.index.done_.data, pool.record.part.data, pool.record.times, pool.record.recent]
    return [
        *rows,
        *kept,
        pool.network.weights.data,
        pool.territory.kernel,
        pool.sorts.ties,
        pool.age,
        pool.lat,
    ]


@every_signal
def test_the_order_of_asking_makes_no_difference(signal: Signal) -> None:
    """What a question keeps for the next signal must not depend on which signal came first."""
    pool = POOLS["with deeds"]
    first, last = Asked(pool, GOVAN), Asked(pool, GOVAN)
    alone = signal.measure(first).values
    for other in reversed(SIGNALS):
        other.measure(last)
    assert np.array_equal(signal.measure(last).values, alone)


def _whole(asker: Profile, pool: Pool, signal: str) -> FloatArray:
    return BY_NAME[signal].measure(Asked(pool, asker, completes=COMPLETES, labels=LABELS)).values


LONG = "repair washing machines bicycles lamps radios kettles toasters pumps drums doors and {} for {} in {}"
SIMILAR = tuple(
    replace(one, about=LONG.format(*words), name=f"{words[0]} of {words[1]}", place=words[2])
    for one, words in (
        (GOVAN, ("kitchens", "schools", "Glasgow")),
        (NECKAR, ("pumps", "schools", "Stuttgart")),
        (CITY, ("kitchens", "harbours", "Glasgow")),
        (KITCHEN, ("vegetables", "harbours", "Paisley")),
    )
)

# Each has two partners, and shares both with the one across.
SQUARE = tuple(
    Link(min(a, b), max(a, b), weight=weight)
    for a, b, weight in (
        ("s-govan", "s-neckar", 1.0),
        ("s-neckar", "s-city", 2.0),
        ("s-city", "s-kitchen", 1.0),
        ("s-kitchen", "s-govan", 0.5),
    )
)

# `subject` is symmetric where both texts are longer than the pivot, as these are; `names` and `exchange` say
# of both sides that there is something, but damp the shorter text only, on the side that is found.
ALIKE = ("subject", "themes", "place", "regions", "language", "partners", "same_company")
EITHER = ("names", "exchange")


@pytest.mark.parametrize("deeds", [(), DEEDS], ids=["without deeds", "with deeds"])
@pytest.mark.parametrize("signal", [*ALIKE, *EITHER])
def test_two_sides_are_alike_to_each_other_where_that_is_claimed(
    signal: str, deeds: tuple[Activity, ...]
) -> None:
    matcher = Matcher(completes=COMPLETES, labels=LABELS)
    pool = matcher.fit(SIMILAR, SQUARE, deeds, today=TODAY, levels=False).pool_
    numbers = [pool.number[one.id] for one in SIMILAR]
    found = np.array([_whole(one, pool, signal)[numbers] for one in SIMILAR])
    apart = ~np.eye(len(found), dtype=bool)
    assert found[apart].any()
    if signal in ALIKE:
        assert found[apart] == pytest.approx(found.T[apart], abs=1e-9)
    else:
        assert np.array_equal(found[apart] > 0, found.T[apart] > 0)


def test_how_many_partners_two_share_is_the_same_from_either_side() -> None:
    pool = POOLS["whole"]
    counts = np.array([partners(Asked(pool, one)).detail["count"] for one in pool.profiles])
    assert np.array_equal(counts, counts.T)


@every_signal
def test_each_has_weights_a_label_a_docstring_and_a_teller(signal: Signal) -> None:
    assert signal.weight >= 0
    assert signal.for_needs >= 0
    assert signal.weight + signal.for_needs > 0
    assert 0 < signal.epsilon < 1
    assert signal.label
    assert signal.meaning.endswith(".")
    assert signal.measure.__doc__
    assert signal.name in TOLD


# Of an exchange each direction is told for itself.
TOLD = (*TELLERS, "exchange")


def test_names_are_unique() -> None:
    assert len({signal.name for signal in SIGNALS}) == len(SIGNALS) == len(TOLD)


MATCHERS = {
    "whole": Matcher(completes=COMPLETES, labels=LABELS).fit(PROFILES, LINKS, today=TODAY),
    "with deeds": Matcher(completes=COMPLETES, labels=LABELS).fit(PROFILES, LINKS, DEEDS, today=TODAY),
    "of one": Matcher().fit(PROFILES[:1], LINKS, DEEDS, today=TODAY),
    "of nobody": Matcher().fit((), (), today=TODAY),
}
every_matcher = pytest.mark.parametrize("matcher", MATCHERS.values(), ids=MATCHERS)


def _queries() -> list[Query]:
    need, text = GOVAN.needs[0], "repair of machines in Glasgow"
    return [
        Query(asker, need=about, text=typed, alone=alone)
        for asker in ASKERS
        for about, typed in ((None, ""), (need, ""), (None, text), (need, text))
        for alone in (False, True)
    ]


@every_matcher
def test_contributions_sum_to_the_score_exactly_whatever_is_asked(matcher: Matcher) -> None:
    for query in _queries():
        scored = matcher.score(query)
        assert (scored.score >= 0).all()
        for found in matcher.suggest(query):
            parts = [one.contribution for one in found.signals]
            assert min(parts) >= 0
            assert sum(parts, 0.0) == found.score == scored.score[matcher.pool_.number[found.id]]
            assert sum(reason.contribution for reason in found.account) == pytest.approx(found.score)
            assert {reason.signal for reason in found.account} == {
                one.signal for one in found.signals if one.contribution > 0
            }


@every_matcher
def test_equal_scores_stand_in_the_order_of_the_ids_and_oneself_never(matcher: Matcher) -> None:
    for query in _queries():
        found = matcher.suggest(query)
        assert matcher.suggest(query) == found
        assert query.profile.id not in {one.id for one in found}
        plain = matcher.score(query)
        assert not (plain.allowed & ~plain.free).any()


def _written(one: Profile) -> str:
    """All that a stakeholder wrote."""
    return " ".join([one.name, one.about, *(stated.text for stated in one.offers + one.needs)])


@every_matcher
def test_reasons_quote_the_two_sides_only_and_name_nobody_but_those_between(matcher: Matcher) -> None:
    people = {one.id: one for one in matcher.pool_.profiles}
    for query in _queries():
        known = matcher.pool_.network.neighbours(query.profile.id)
        for found in matcher.suggest(query):
            asked_for = query.need.text if query.need else ""
            own = " ".join([_written(query.profile), asked_for, query.text])
            theirs = _written(people[found.id])
            between = known | matcher.pool_.network.neighbours(found.id)
            named = {people[key].name for key in between}
            for reason in found.account:
                assert all(quote.strip("…") in own + "\n" + theirs for quote in reason.quotes)
                slots = [slot for part in reason.parts for slot in part.slots.items()]
                names = {slot for key, slot in slots if key in {"partner", "first", "second"}}
                assert names <= named
                if reason.signal == "my_partners" and reason.parts[0].slots:
                    assert names <= {people[key].name for key in known}


def test_what_an_activity_is_called_is_never_shown() -> None:
    """Who may read of an activity is not known here: it counts, and no word of it stands in a sentence."""
    secret = Activity("a-9", "Zeppelin repair of washing machines over harbours", ("s-govan", "s-city"))
    more = replace(secret, id="a-8", members=("s-neckar",))
    matcher = Matcher(completes=COMPLETES, labels=LABELS).fit(PROFILES, LINKS, (secret, more), today=TODAY)
    told = [reason for one in PROFILES for found in matcher.suggest(Query(one)) for reason in found.account]
    assert any("zeppelin" in str(reason.evidence) for reason in told), "it counted"
    assert not any("eppelin" in str(reason.parts) for reason in told)
