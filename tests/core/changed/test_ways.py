"""The way to a network as it is now does not matter; who is gone is nowhere, and who is new is found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

import numpy as np
import pytest

from matchmaker.core.answers import NOBODY, Order, Query
from matchmaker.core.changed import Changes, changed
from matchmaker.core.entities import Link, Profile, Statement
from matchmaker.core.matcher import Matcher
from tests.core.changed.networks import changes, fit, near, opened
from tests.core.crowds import WORDS, Chance, make_people, make_ties
from tests.core.kept.test_matching import queries

SIZE = 60
GERMAN = "Wir haben eine Fahrradwerkstatt mit der Schule und einen Garten für alle in der Stadt, auch {}."
FRENCH = "Nous réparons des vélos avec les écoles et nous avons un jardin pour tous, aussi {}."
ENGLISH = "We repair bicycles together with the schools, and have a garden for everybody, and {}."
SAID = (GERMAN, FRENCH, ENGLISH)
NEW = ("zeppelin", "quagga", "xylophon", "kumquat", "yurt", "okapi", "ibex", "wombat", "jukebox", "tuba")
every_size = pytest.mark.parametrize("whole", [2 * SIZE, 10], ids=["small", "large"])


@cache
def people() -> tuple[Profile, ...]:
    """Random people, half of them with whole sentences in three languages."""
    found = make_people(31, SIZE)
    return tuple(
        replace(one, about=SAID[i % 3].format(one.about)) if i % 2 else one for i, one in enumerate(found)
    )


TIES = make_ties(31, SIZE, 4.0)


@cache
def base(whole: int) -> Matcher:
    return opened(fit(people(), TIES, whole))


@dataclass
class Network:
    """A network that changes step by step, and what has been touched since the beginning."""

    people: dict[str, Profile] = field(default_factory=lambda: {one.id: one for one in people()})
    ties: list[Link] = field(default_factory=lambda: list(TIES))
    touched: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)

    def step(self, chance: Chance, number: int) -> None:
        """Some change what they say, some ties come and go, somebody comes and somebody leaves."""
        draw = chance.draw
        for key in draw.choice(sorted(self.people), 4, replace=False).tolist():
            word = NEW[int(draw.integers(0, len(NEW)))]
            about = SAID[int(draw.integers(0, 3))].format(word)
            drawn = chance.profile(int(draw.integers(0, 900)))
            self.people[key] = replace(drawn, id=key, about=about, rankable=True)
            self.touched.add(key)
        late = replace(
            chance.profile(100 + number), id=f"s-{7 * number:03}-late", about=ENGLISH.format("emu")
        )
        self.people[late.id] = late
        self.touched.add(late.id)
        for _ in range(4):
            a, b = sorted(draw.choice(sorted(self.people), 2, replace=False).tolist())
            self.ties.append(Link(a, b, f"new-{number}", weight=0.5, since=2025))
            lost = self.ties.pop(int(draw.integers(0, len(self.ties))))
            self.touched |= {a, b, lost.a, lost.b}
        leaver = draw.choice(sorted(self.people)).item()
        del self.people[leaver]
        self.gone.add(leaver)
        left = [one for one in self.ties if leaver in (one.a, one.b)]
        self.ties = [one for one in self.ties if leaver not in (one.a, one.b)]
        self.touched |= {end for one in left for end in (one.a, one.b)}
        self.touched &= self.people.keys()

    def changes(self, days: int = 0) -> Changes:
        """All of it since the beginning."""
        known = [self.people[key] for key in sorted(self.people)]
        return replace(changes(known, self.ties, self.touched, self.gone), days=days)


def walked(whole: int, seed: int, steps: int = 4) -> tuple[Network, Matcher, Matcher]:
    """A network after some steps; the matcher that went along, and one that was made at once."""
    network, chance, along = Network(), Chance(seed), None
    for number in range(steps):
        network.step(chance, number)
        along = changed(base(whole), network.changes(), along)
    assert along is not None
    return network, along, changed(base(whole), network.changes())


def answers(matcher: Matcher, asked: Sequence[Query]) -> list[object]:
    return [matcher.answer(query, top=30) for query in asked]


def asked(network: Network, seed: int) -> list[Query]:
    """Questions of some who are there, newcomers among them, and of strangers."""
    known = [network.people[key] for key in sorted(network.people)]
    late = [one for one in known if one.id.endswith("late")]
    stated = [Query(NOBODY, text=f"a {word} for the school") for word in (*NEW, "emu")]
    own = [Query(one) for one in (*known[::9], *late)]
    needs = [Query(one, need=one.needs[0]) for one in known[::5] if one.needs]
    return [*own, *stated, *needs, *(Query(one, alone=True, order=Order.NAME) for one in known[::17])]


@every_size
@pytest.mark.parametrize("seed", range(3))
def test_step_by_step_is_the_same_as_all_at_once(whole: int, seed: int) -> None:
    network, along, at_once = walked(whole, seed)
    questions = asked(network, seed)
    assert answers(along, questions) == answers(at_once, questions)
    assert along.pool_.company.take(np.arange(len(along.pool_)))._lengths.tolist() == (
        at_once.pool_.company.take(np.arange(len(along.pool_)))._lengths.tolist()
    )


@every_size
def test_what_is_changed_back_is_as_it_was(whole: int) -> None:
    network, along, _ = walked(whole, 1)
    touched = {one.id for one in people()} & (network.touched | network.gone)
    back = changed(base(whole), changes(people(), TIES, touched), along)
    nothing = changed(base(whole), Changes())
    for query in queries(fit(people(), TIES, whole)):
        assert back.answer(query, top=30) == nothing.answer(query, top=30)
        # A small network is asked as a whole, which adds up what many have in common in another order.
        near(nothing.answer(query, top=30), base(whole).answer(query, top=30), 0.0 if whole < SIZE else 1e-12)


@every_size
@pytest.mark.parametrize("seed", range(3))
def test_who_is_gone_is_nowhere(whole: int, seed: int) -> None:
    network, along, _ = walked(whole, seed)
    gone = network.gone - network.people.keys()
    assert gone
    pool = along.pool_
    assert not gone & {*pool.network.ids}
    assert not gone & {one.id for one in pool.profiles}
    assert not any(key in pool.number or pool.network.neighbours(key) for key in gone)
    assert {*pool.network.ids} == network.people.keys() == {*pool.number}
    assert not any(gone & along.acquainted(key) for key in network.people)
    numbers = {number for number in range(len(pool)) if pool.network.ids[number] in gone}
    for query in asked(network, seed):
        found = along.answer(query, top=200)
        assert not gone & {one.id for one in found.suggestions}
        assert not gone & {key for one in found.suggestions for key in one.chain}
        assert not numbers & {*along.looked_at(query).numbers.tolist()}
        assert found.looked_at <= len(network.people)
    assert along.some(Query(NOBODY, text="school"), sorted(gone)) == []


@every_size
def test_everybody_is_found_by_new_words_and_nobody_by_old_ones(whole: int) -> None:
    key, other = people()[3].id, people()[5].id
    before = replace(people()[3], about="", offers=(Statement("o", "singular brontosaurus"),), rankable=True)
    there = [before if one.id == key else replace(one, rankable=True) for one in people()]
    start = opened(fit(there, TIES, whole))
    after = replace(before, offers=(Statement("o", "a quokka or a numbat"),))
    there = [after if one.id == key else one for one in there]
    late = replace(there[5], id="s-late", name="", about="", offers=(), needs=(Statement("n", "numbat"),))
    now = changed(start, changes([*there, late], TIES, [key, "s-late"], [other]))

    def found(matcher: Matcher, word: str) -> set[str]:
        return {one.id for one in matcher.answer(Query(NOBODY, text=word), top=5).suggestions}

    assert found(start, "brontosaurus") == {key}
    assert found(now, "brontosaurus") == set()
    assert found(start, "quokka") == set()
    assert found(now, "quokka") == {key}
    offering = replace(people()[9], offers=(Statement("o", "a numbat at last"),), needs=(), about="", name="")
    assert "s-late" in {one.id for one in now.answer(Query(offering), top=5).suggestions}


def test_equal_scores_fall_in_the_order_of_the_ids() -> None:
    twins = [Profile(f"s-{i:03}", "Twin", about="soup for schools") for i in range(0, 40, 2)]
    late = [replace(twins[0], id=key) for key in ("s-000-x", "s-005", "r-000", "s-039", "s-040")]
    filling = [Profile(f"z-{i:02}", "", about=f"{NEW[i % 10]} lamps {WORDS[i % 30]}") for i in range(60)]
    for whole in (200, 10):
        now = changed(opened(fit([*twins, *filling], (), whole)), Changes({one.id: one for one in late}))
        found = [one.id for one in now.answer(Query(NOBODY, text="soup schools"), top=50).suggestions]
        assert found == sorted(one.id for one in (*twins, *late))


def test_days_that_have_passed_count_for_all() -> None:
    known = people()
    now = changed(base(10), Changes({known[4].id: known[4]}, days=90))
    older = base(10).pool_.age + 90
    assert np.array_equal(now.pool_.age, older, equal_nan=True)
