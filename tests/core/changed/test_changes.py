"""Changes over an opened network show in the next answer as a fit of the changed network would show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from matchmaker.core import few, kept, network
from matchmaker.core.answers import Answer
from matchmaker.core.candidates import Candidates
from matchmaker.core.changed import Changes, changed
from matchmaker.core.entities import Link, Profile
from matchmaker.core.matcher import Matcher
from matchmaker.core.postings import search
from matchmaker.core.territory import located
from tests.core.changed.networks import SAID, changes, fit, near, opened, swapped
from tests.core.crowds import Chance, make_people, make_ties
from tests.core.kept.test_matching import NARROWED, SALT, queries

SIZE, SILENT = 60, 8
every_size = pytest.mark.parametrize("whole", [2 * SIZE, 10], ids=["small", "large"])


def silent(number: int, key: str, seed: int = 5) -> Profile:
    """Somebody of whom much is known, but who writes nothing: no word is counted otherwise for that."""
    one = replace(Chance(seed + number).profile(number), id=key, name="", about="", place="")
    return replace(one, offers=(), needs=(), themes=())


PEOPLE = tuple(
    sorted(
        (*make_people(21, SIZE), *(silent(i, f"s-{7 * i:03}-x") for i in range(SILENT))),
        key=lambda one: one.id,
    )
)
TIES = (
    *make_ties(21, SIZE, 5.0),
    *(Link(f"s-{7 * i:03}", f"s-{7 * i:03}-x", weight=0.5) for i in range(SILENT)),
    *(Link(f"s-{9 * i:03}", f"s-{7 * i:03}-x", "other", since=2020) for i in range(1, SILENT)),
)


@cache
def fitted(whole: int) -> Matcher:
    return fit(PEOPLE, TIES, whole)


@cache
def base(whole: int) -> Matcher:
    return opened(fitted(whole))


def refitted(people: Sequence[Profile], ties: Iterable[Link], whole: int, touched: set[str]) -> Matcher:
    """A fit from nothing, but places and sorts work together as often as they did before.

    Whoever was not touched and has no coordinates stays in the middle of those who had some.
    """
    matcher, before = fit(people, ties, whole), fitted(whole).pool_
    pool = matcher.pool_
    points = located(pool.lat, pool.lon, (pool.nuts3, pool.nuts2, pool.country))
    cell = before.territory.cells_of(*points)
    for number, one in enumerate(pool.profiles):
        if one.lat is None and one.id not in touched:
            cell[number] = before.territory.cell[before.number[one.id]]
    words = (*before.sorts.words, *(one for one in pool.sorts.words if one not in before.sorts.words))
    place = np.array([*(words.index(one) for one in pool.sorts.words), -1])
    pool = replace(
        pool,
        territory=before.territory.with_cells(cell),
        sorts=before.sorts.with_sorts(words, place[pool.sorts.of]),
    )
    candidates = Candidates(pool) if len(pool) > whole else None
    return matcher.over(pool, matcher.fairness_, candidates, matcher.cutoffs_)


def same_answers(found: Matcher, expected: Matcher, seed: int = 9) -> None:
    """All questions of `queries` have the same answers."""
    for number, query in enumerate(queries(expected, seed)):
        for narrowed in NARROWED[:1] if number % 3 else NARROWED:
            asked = replace(query, **narrowed)
            near(found.answer(asked, top=20), expected.answer(asked, top=20))


@every_size
def test_two_who_swap_their_texts_are_answered_for_as_after_a_fit(whole: int) -> None:
    people = swapped(PEOPLE, 3, 40)
    touched = {PEOPLE[3].id, PEOPLE[40].id}
    same_answers(changed(base(whole), changes(people, TIES, touched)), refitted(people, TIES, whole, touched))


def redrawn(chance: Chance, people: Sequence[Profile], whose: Sequence[int]) -> tuple[Profile, ...]:
    """The texts of some go round among them; where they are and what they are is drawn anew."""
    found = list(people)
    for one, other in zip(whose, [*whose[1:], *whose[:1]], strict=True):
        drawn = replace(chance.profile(one), id=people[one].id)
        said = {name: getattr(people[other], name) for name in SAID}
        statements = {
            name: tuple(replace(each, reach=chance.statement("x").reach) for each in said[name])
            for name in ("offers", "needs")
        }
        found[one] = replace(drawn, **said | statements)
    return tuple(found)


def moved(chance: Chance, ties: Sequence[Link], people: Sequence[Profile], whose: set[str]) -> list[Link]:
    """Some ties of these are gone, others are there, or are stronger."""
    there = [one.id for one in people]
    found = [one for one in ties if not {one.a, one.b} & whose or chance.draw.random() < 0.6]
    found = [one for one in found if {one.a, one.b} <= set(there)]
    for key in sorted(whose & set(there)):
        for other in chance.draw.choice(there, 3).tolist():
            a, b = sorted((key, other))
            found.append(
                Link(a, b, f"kind-{len(found)}", weight=float(chance.draw.integers(1, 4)) / 2, since=2024)
            )
    return found


def compared(whole: int, seed: int) -> None:
    """Change whatever may be changed without a word being counted otherwise, and compare with a fit."""
    chance = Chance(seed)
    whose = chance.draw.choice(SIZE, 9, replace=False).tolist()
    people = redrawn(chance, PEOPLE, [n for n in whose if PEOPLE[n].about])
    gone = {f"s-{7 * i:03}-x" for i in range(0, SILENT, 2)}
    newer = [silent(i, f"s-{6 * i:03}-n", 90 + seed) for i in range(5)]
    people = tuple(sorted((*(one for one in people if one.id not in gone), *newer), key=lambda one: one.id))
    touched = {PEOPLE[n].id for n in whose} | {one.id for one in newer}
    ties = moved(chance, TIES, people, touched)
    # Whoever lost or found a partner has changed as well.
    before, now = ({(one.a, one.b, one.kind): one for one in links} for links in (TIES, ties))
    touched |= {end for key in before.keys() ^ now.keys() for end in key[:2]}
    matcher = changed(base(whole), changes(people, ties, touched, gone))
    same_answers(matcher, refitted(people, ties, whole, touched), seed)


@every_size
@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_changed_but_words_is_answered_for_as_after_a_fit(whole: int, seed: int) -> None:
    compared(whole, seed)


def test_the_compiled_loops_find_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "SMALL", 1)
    monkeypatch.setattr(network, "SMALL", 1)
    monkeypatch.setattr(few, "SMALL", 1)
    compared(10, 4)


def test_many_may_ask_while_others_change() -> None:
    """Neither a base nor an earlier matcher is altered by who makes another of it."""
    touched = {PEOPLE[3].id, PEOPLE[40].id}
    people = swapped(PEOPLE, 3, 40)
    earlier = changed(base(10), changes(people, TIES, touched))
    asked = list(queries(fitted(10)))[:6]
    expected = [[one.answer(query, top=20) for query in asked] for one in (base(10), earlier)]

    def ask(number: int) -> list[list[Answer]]:
        later = swapped(people, 5 + number, 20 + number)
        more = touched | {PEOPLE[5 + number].id, PEOPLE[20 + number].id}
        changed(base(10), changes(later, TIES, more), earlier)
        return [[one.answer(query, top=20) for query in asked] for one in (base(10), earlier)]

    with ThreadPoolExecutor(4) as pool:
        assert all(found == expected for found in pool.map(ask, range(8)))


def test_a_matcher_with_changes_is_not_kept() -> None:
    with pytest.raises(ValueError, match="changes"):
        kept.arrays(changed(base(10), Changes()), SALT)
