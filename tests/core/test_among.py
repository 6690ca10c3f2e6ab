"""A few asked about have the values, scores, levels and reasons that they have among everybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache

import numpy as np
import pytest

from matchmaker.core.accounts import Account
from matchmaker.core.answers import NOBODY, Order, Query
from matchmaker.core.entities import Kind, Level, Profile, Statement
from matchmaker.core.matcher import Matcher
from matchmaker.core.narrowing import Scored
from matchmaker.core.reader import Numbers
from matchmaker.core.sharing import attend
from tests.core.crowds import Chance, make_deeds, make_people, make_ties
from tests.core.people import COMPLETES, LABELS, TODAY

SIZE = 60
LEAST = 1e-12
"""Only the order of a sum may differ."""

NETWORKS = {
    "with ties and deeds": (1, 5.0, 25),
    "with ties alone": (2, 5.0, 0),
    "with few ties": (3, 1.0, 5),
    "without ties": (4, 0.0, 0),
    "with many ties": (5, 30.0, 60),
}
every_network = pytest.mark.parametrize("name", NETWORKS)


@cache
def _matcher(name: str) -> Matcher:
    seed, each, deeds = NETWORKS[name]
    people, ties = make_people(seed, SIZE), make_ties(seed, SIZE, each)
    matcher = Matcher(completes=COMPLETES, labels=LABELS)
    matcher.fit(people, ties, make_deeds(seed, SIZE, deeds), today=TODAY)
    matcher.share(attend(matcher))
    return matcher


def _askers(matcher: Matcher, chance: Chance) -> Iterator[Profile]:
    known = matcher.pool_.profiles
    yield from (known[int(i)] for i in chance.draw.choice(len(known), 3, replace=False))
    yield replace(chance.profile(990), id="s-stranger", about="repair of washing machines in schools")
    yield NOBODY


def _queries(matcher: Matcher, seed: int = 9) -> Iterator[Query]:
    chance = Chance(seed)
    for asker in _askers(matcher, chance):
        need = asker.needs[0] if asker.needs else Statement("n-x", "soup for schools", ("supplier",))
        yield Query(asker)
        yield Query(asker, alone=True, weights={"place": 2.0, "exchange": 0.5, "role": 0.0})
        yield Query(asker, need=need, exclude=frozenset({"s-003", "s-nobody"}))
        yield Query(asker, text="training for refugees in Glasgow, Fahrradwerkstatt", alone=True)
        yield Query(asker, text="zeppelins")


def _subsets(seed: int) -> Iterator[Numbers]:
    draw = np.random.default_rng(seed)
    yield np.arange(SIZE)
    yield np.array([], np.int64)
    for count in (1, 30):
        yield np.sort(draw.choice(SIZE, count, replace=False)).astype(np.int64)


def _same(few: Scored, whole: Scored, numbers: Numbers) -> None:
    """Every column of a few is that of everybody at these numbers."""
    assert few.numbers.tolist() == numbers.tolist()
    assert few.readings.keys() == whole.readings.keys()
    for name, reading in whole.readings.items():
        mine = few.readings[name]
        columns = {"values": (mine.values, reading.values), name: (few.parts[name], whole.parts[name])}
        columns |= {key: (mine.detail[key], column) for key, column in reading.detail.items()}
        assert mine.detail.keys() == reading.detail.keys()
        for key, (found, expected) in columns.items():
            np.testing.assert_allclose(
                found, expected[numbers], rtol=LEAST, atol=LEAST, err_msg=f"{name} {key}"
            )
    for key in ("score", "unshifted", "evidence"):
        np.testing.assert_allclose(getattr(few, key), getattr(whole, key)[numbers], rtol=LEAST, atol=LEAST)
    for key in ("allowed", "free"):
        assert getattr(few, key).tolist() == getattr(whole, key)[numbers].tolist()


@every_network
def test_all_that_is_measured_of_a_few_is_what_is_measured_of_them_among_everybody(name: str) -> None:
    matcher = _matcher(name)
    for query in _queries(matcher):
        whole = matcher.score(query)
        for numbers in _subsets(SIZE):
            _same(matcher.score(query, numbers), whole, numbers)


def _near(one: object, other: object) -> None:
    """Two values are the same, but for how their sums were rounded."""
    if is_dataclass(one):
        assert type(one) is type(other)
        for field in fields(one):
            _near(getattr(one, field.name), getattr(other, field.name))
    elif isinstance(one, float):
        assert one == pytest.approx(other, rel=LEAST, abs=LEAST)
    elif isinstance(one, tuple | Account):
        assert isinstance(other, tuple | Account)
        assert len(one) == len(other)
        for mine, yours in zip(one, other, strict=True):
            _near(mine, yours)
    else:
        assert one == other


NARROWED: tuple[dict[str, object], ...] = (
    {},
    {"kinds": frozenset({Kind.ENTERPRISE, Kind.SUPPORT}), "language": "de"},
    {"levels": frozenset({Level.STRONG, Level.LOOK}), "region": "UKM"},
    {"order": Order.NEAREST},
    {"order": Order.NAME},
)


@every_network
@pytest.mark.parametrize("narrowed", NARROWED, ids=lambda given: ", ".join(given) or "as it is")
def test_the_answer_about_a_few_is_that_of_a_question_which_excludes_the_others(
    name: str, narrowed: dict[str, object]
) -> None:
    matcher = _matcher(name)
    ids = matcher.pool_.network.ids
    for query in list(_queries(matcher))[::2]:
        asked = replace(query, **narrowed)  # type: ignore[arg-type]  # each by the name of its field
        for numbers in list(_subsets(7))[2:]:
            others = frozenset(ids) - {ids[i] for i in numbers.tolist()}
            few = matcher.answer(asked, among=numbers, top=20)
            whole = matcher.answer(replace(asked, exclude=asked.exclude | others), top=20)
            assert few.looked_at == len(numbers)
            _near(replace(few, looked_at=SIZE), whole)


def test_some_do_have_suggestions_with_reasons() -> None:
    """Else the tests above would compare nothing."""
    found = [
        one
        for name in ("with ties and deeds", "with ties alone", "without ties")
        for query in _queries(_matcher(name))
        for one in _matcher(name).answer(query, among=np.arange(SIZE)).suggestions
    ]
    assert len({reason.signal for one in found for reason in one.account}) > 15
    assert {one.level for one in found} == set(Level)


def test_one_asked_for_by_id_is_as_in_the_list_of_all() -> None:
    matcher = _matcher("with ties and deeds")
    for query in list(_queries(matcher))[::3]:
        listed = matcher.answer(query, top=SIZE).suggestions
        again = matcher.some(query, [*(one.id for one in listed[::-2]), "s-nobody"])
        _near(tuple(again), tuple(listed[::-2]))
