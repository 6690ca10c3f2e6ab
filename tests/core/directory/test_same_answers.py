"""The arrays answer as the slow way does, fitted anew, after changes, and read from what was written down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import groupby
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.core.directory import Directory, Has
from matchmaker.core.entities import Kind, Profile, Statement
from tests.core.directory import reference

WORDS = (
    "rad",
    "radhof",
    "Réseau",
    "ŁÓDŹ",
    "łódka",
    "ß",
    "strasse",
    "Straße",
    "co-op",
    "coop",
    "a",
    "ab",
    "ﬁn",
)
THEMES = ("theme-food", "theme-repair", "sdg-1")
PLACES = ("", "UK", "UKM8", "UKM82", "UKM83", "DE", "DE111", "EL30")

SYLLABLES = [a + b + c for a in "kmrst" for b in "aéu" for c in ("", "l", "ner", "ß")]

texts = st.lists(st.sampled_from((*WORDS, "www.rad.eu", "<b>", "&", "rad@hof.de")), max_size=5).map(" ".join)
themes = st.lists(st.sampled_from(THEMES), max_size=2).map(tuple)


def statements(kind: str) -> st.SearchStrategy[tuple[Statement, ...]]:
    one = st.builds(Statement, st.just(kind), texts, themes=themes)
    return st.lists(one, max_size=2).map(tuple)


profiles = st.builds(
    Profile,
    id=st.integers(0, 15).map("s-{}".format),
    name=st.lists(st.sampled_from(WORDS), max_size=2).map(" ".join),
    kind=st.sampled_from((None, *Kind)),
    about=texts,
    offers=statements("o"),
    needs=statements("n"),
    country=st.sampled_from(("", "GB", "DE", "GR", "FR")),
    region=st.sampled_from(PLACES),
    place=st.sampled_from(("", "Łódź", "Radolfzell")),
    themes=themes,
)
crowds = st.lists(profiles, max_size=12, unique_by=lambda one: one.id)
beginnings = st.sampled_from(("r", "ra", "lod", "st", "x", "co"))
questions = st.fixed_dictionaries(
    {"text": st.lists(st.one_of(st.sampled_from(WORDS), beginnings), max_size=3).map(" ".join)},
    optional={
        "kinds": st.lists(st.sampled_from(tuple(Kind)), max_size=2),
        "region": st.sampled_from((*PLACES, "GB", "GR", "X")),
        "themes": st.lists(st.sampled_from((*THEMES, "unknown")), max_size=2),
        "has": st.lists(st.sampled_from(tuple(Has)), max_size=2),
        "page": st.integers(-1, 4),
        "per_page": st.integers(1, 5),
        "is_within": st.just(lambda code, region: region in code),
    },
)
changes = st.lists(st.tuples(st.lists(st.integers(0, 15).map("s-{}".format), max_size=3), crowds), max_size=4)


def same(directory: Directory, people: dict[str, Profile], question: dict[str, Any]) -> None:
    """The same ids in the same order and the same counts, no count of nobody among them."""
    found, wanted = directory.search(**question), reference.search(people.values(), **question)
    assert found == wanted
    assert [dict(vars_) for vars_ in (found.counts.kinds, found.counts.regions, found.counts.themes)] == [
        dict(vars_) for vars_ in (wanted.counts.kinds, wanted.counts.regions, wanted.counts.themes)
    ]


@settings(max_examples=100)
@given(crowds, questions)
def test_it_answers_as_the_slow_way_does(crowd: list[Profile], question: dict[str, Any]) -> None:
    same(Directory().fit(crowd), {one.id: one for one in crowd}, question)


@settings(max_examples=100)
@given(crowds, changes, questions)
def test_after_changes_it_answers_as_one_fitted_anew(
    crowd: list[Profile], steps: list[tuple[list[str], list[Profile]]], question: dict[str, Any]
) -> None:
    people, directory = {one.id: one for one in crowd}, Directory().fit(crowd)
    before, earlier = dict(people), directory
    for gone, new in steps:
        directory = directory.changed(gone, new)
        people = {key: one for key, one in people.items() if key not in gone} | {o.id: o for o in new}
        same(directory, people, question)
    assert directory.ids() == Directory().fit(people.values()).ids()
    same(directory.compact(), people, question)
    same(Directory.from_arrays(directory.arrays()), people, question)
    same(earlier, before, question)


def test_who_is_renamed_moves_in_the_list() -> None:
    people = [Profile("s-1", "Anna"), Profile("s-2", "Berta"), Profile("s-3", "Carl")]
    directory = Directory().fit(people).changed([], [replace(people[0], name="Zoe")])
    assert directory.search().ids == ("s-2", "s-3", "s-1")
    assert directory.search("anna").ids == ()


def _crowd(random: Random, size: int) -> list[Profile]:
    def said(most: int) -> str:
        return " ".join(random.choices(SYLLABLES, k=random.randint(0, most)))

    def stated() -> tuple[Statement, ...]:
        return tuple(
            Statement("x", said(6), (), (random.choice(THEMES),)) for _ in range(random.randint(0, 2))
        )

    return [
        Profile(
            f"s-{random.randrange(3 * size)}",
            said(3),
            random.choice((None, *Kind)),
            said(20),
            stated(),
            stated(),
            region=random.choice(PLACES),
            themes=tuple(random.sample(THEMES, random.randint(0, 2))),
        )
        for _ in range(size)
    ]


@pytest.mark.soak
def test_random_crowds_with_changes_answer_as_the_slow_way_does(trials: Callable[[int], int]) -> None:
    for seed in range(trials(1_000)):
        random = Random(seed)
        people = {one.id: one for one in _crowd(random, random.choice((5, 40, 150)))}
        directory = Directory().fit(people.values())
        for _ in range(6):
            gone = random.sample(sorted(people), min(len(people), random.randint(0, 4)))
            new = {one.id: one for one in _crowd(random, random.choice((1, 3, 30)))}
            people = {key: one for key, one in people.items() if key not in gone} | new
            directory = directory.changed(gone, new.values())
            word = random.choice(SYLLABLES)
            text = (
                f"{random.choice(SYLLABLES)} {word[: random.randint(1, 4)]}"
                if random.random() < 0.7
                else word
            )
            question = {"text": text, "page": random.randint(1, 3), "region": random.choice(("", "DE", "GB"))}
            same(directory, people, question)


def test_who_matches_equally_well_stands_by_name_in_whatever_order_the_words_are_added_up() -> None:
    counts = [(a, b, 9 - a - b) for a in range(1, 8) for b in range(1, 9 - a)]
    people = [
        Profile(f"s-{i:02}", "Hof", about="rad " * a + "rat " * b + "ruder " * c)
        for i, (a, b, c) in enumerate(counts)
    ]
    found = Directory().fit(people).search("rad rat ruder", per_page=99).ids
    by_id = {one.id: tuple(sorted(own)) for one, own in zip(people, counts, strict=True)}
    groups = [by_id[id_] for id_ in found]
    assert groups == sorted(groups, key=groups.index), "those with the same counts stand together"
    runs = [list(run) for _, run in groupby(found, key=by_id.__getitem__)]
    assert runs == [sorted(run) for run in runs]
