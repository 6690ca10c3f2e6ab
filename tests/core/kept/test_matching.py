"""A matcher opened from arrays answers to the last bit as the fitted one does, and holds nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from matchmaker.core import kept, languages
from matchmaker.core.answers import NOBODY, Cutoffs, Order, Query, Question
from matchmaker.core.entities import Kind, Level, Profile, Statement
from matchmaker.core.index import Field
from matchmaker.core.kept import packing
from matchmaker.core.matcher import Matcher
from matchmaker.core.narrowing import Scored
from matchmaker.core.sharing import attend
from tests.core.crowds import Chance, make_deeds, make_people, make_ties
from tests.core.people import COMPLETES, LABELS, TODAY

SIZE, SALT = 60, b"salt of one instance"
Arrays = dict[str, npt.NDArray[Any]]

NETWORKS = {
    "with ties": (2, 5.0),
    "with few ties": (3, 1.0),
    "without ties": (4, 0.0),
    "with many": (5, 30.0),
    "in German": (8, 3.0),
}
every_network = pytest.mark.parametrize("name", NETWORKS)
EACH = [(name, SIZE) for name in NETWORKS] + [("with ties", 10), ("with few ties", 10)]
"""In networks of more than so many stakeholders candidates are scored, else all."""


class Listed:
    """Profiles in a plain list; it remembers who was read."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self.profiles, self.was_read = profiles, set[int]()

    def read(self, numbers: Sequence[int]) -> Sequence[Profile]:
        self.was_read |= set(numbers)
        return [self.profiles[number] for number in numbers]


def members(name: str) -> tuple[Profile, ...]:
    """Random people; in German their words come alone and, now and then, in compounds."""
    people = make_people(NETWORKS[name][0], SIZE)
    if name != "in German":
        return people
    plain = "Wir haben ein Fahrrad in der Werkstatt, einen Garten und eine Schule für alle in der Stadt."
    joined = "Unsere Fahrradwerkstatt hilft jeder Gartenschule und allen, die in der Stadt etwas suchen."
    return tuple(replace(one, about=joined if i % 9 == 0 else plain) for i, one in enumerate(people))


@cache
def fitted(name: str, whole: int = SIZE) -> Matcher:
    seed, each = NETWORKS[name]
    people, ties = members(name), make_ties(seed, SIZE, each)
    matcher = Matcher(completes=COMPLETES, labels=LABELS, whole=SIZE)
    matcher.fit(people, ties, today=TODAY)
    attention, learnt = attend(matcher), {question: {"place": 0.7} for question in matcher.weights_by_}
    matcher = Matcher(completes=COMPLETES, labels=LABELS, attention=attention, learnt=learnt, whole=whole)
    return matcher.fit(people, ties, today=TODAY)


def mapped(arrays: Mapping[str, npt.NDArray[Any]], folder: Path) -> Arrays:
    """The same arrays as files mapped for reading only."""
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array)
    # An empty file cannot be mapped; the folders of the index have a header in each.
    return {
        name: np.load(folder / f"{name}.npy", mmap_mode="r" if array.size else None)
        for name, array in arrays.items()
    }


def opened(matcher: Matcher, folder: Path) -> tuple[Matcher, Listed, Arrays]:
    """The matcher out of its files and of facts that went through JSON."""
    arrays = mapped(kept.arrays(matcher, SALT), folder)
    people = Listed(matcher.pool_.profiles)
    facts = json.loads(json.dumps(kept.facts(matcher), allow_nan=False))
    return kept.matcher(arrays, facts, people, SALT), people, arrays


def askers(matcher: Matcher, chance: Chance) -> Iterator[Profile]:
    known = matcher.pool_.profiles
    yield from (known[int(i)] for i in chance.draw.choice(len(known), 2, replace=False))
    compound = "Reparatur in der Fahrradwerkstatt und der Waschmaschinenschule, die der Schule hilft"
    yield replace(chance.profile(990), id="s-stranger", about=compound, name="Harbour Works")
    yield NOBODY


def queries(matcher: Matcher, seed: int = 9) -> Iterator[Query]:
    chance = Chance(seed)
    for asker in askers(matcher, chance):
        need = asker.needs[0] if asker.needs else Statement("n-x", "soup for schools", ("supplier",))
        yield Query(asker)
        yield Query(asker, alone=True, weights={"place": 2.0, "exchange": 0.5, "role": 0.0})
        yield Query(asker, need=need, exclude=frozenset({"s-003", "s-nobody"}))
        yield Query(asker, text="training for refugees in Glasgow, die Fahrradwerkstatt und der Schulgarten")
        yield Query(asker, text="zeppelins", alone=True)


NARROWED: tuple[dict[str, Any], ...] = (
    {},
    {"kinds": frozenset({Kind.ENTERPRISE, Kind.SUPPORT}), "language": "de"},
    {"levels": frozenset({Level.STRONG, Level.LOOK}), "region": "UKM"},
    {"order": Order.NEAREST},
    {"order": Order.NAME},
    {"order": Order.NEWEST},
)


@pytest.mark.parametrize(("name", "whole"), EACH)
def test_all_questions_have_the_answers_of_the_fitted_one(name: str, whole: int, tmp_path: Path) -> None:
    matcher = fitted(name, whole)
    other, _, _ = opened(matcher, tmp_path)
    for number, query in enumerate(queries(matcher)):
        for narrowed in NARROWED[:1] if number % 3 else NARROWED:
            asked = replace(query, **narrowed)
            assert other.answer(asked, top=20) == matcher.answer(asked, top=20)


def same(found: Scored, expected: Scored) -> None:
    """All columns are the same to the last bit."""
    assert found.numbers.tolist() == expected.numbers.tolist()
    columns = ("score", "evidence", "allowed", "unshifted", "free")
    pairs = [(getattr(found, one), getattr(expected, one)) for one in columns]
    for name, reading in expected.readings.items():
        mine = found.readings[name]
        pairs += [(mine.values, reading.values), (found.parts[name], expected.parts[name])]
        pairs += [(mine.detail[key], column) for key, column in reading.detail.items()]
    for one, other in pairs:
        assert np.array_equal(one, other, equal_nan=one.dtype != bool)


@every_network
def test_scores_of_all_and_of_a_few_are_the_same_to_the_last_bit(name: str, tmp_path: Path) -> None:
    matcher = fitted(name)
    other, _, _ = opened(matcher, tmp_path)
    few = np.sort(np.random.default_rng(1).choice(SIZE, 20, replace=False)).astype(np.int64)
    for query in queries(matcher):
        same(other.score(query), matcher.score(query))
        same(other.score(query, few), matcher.score(query, few))


@every_network
def test_some_asked_for_by_id_and_the_acquainted_are_the_same(name: str, tmp_path: Path) -> None:
    matcher = fitted(name)
    other, _, _ = opened(matcher, tmp_path)
    ids = ["s-004", "s-nobody", "s-000", "s-059", "s-031"]
    for query in queries(matcher):
        assert other.some(query, ids) == matcher.some(query, ids)
        assert other.facets(query) == matcher.facets(query)
    for key in ids:
        assert other.acquainted(key) == matcher.acquainted(key)


def test_a_matcher_without_levels_weights_or_prices_is_kept_too(tmp_path: Path) -> None:
    plain = Matcher().fit(make_people(6, 9), make_ties(6, 9, 2.0), today=TODAY, levels=False)
    other, _, _ = opened(plain, tmp_path)
    assert other.attention is None
    for query in list(queries(plain))[:5]:
        assert other.answer(query) == plain.answer(query)


def test_levels_that_nobody_reaches_are_kept(tmp_path: Path) -> None:
    cutoffs = {question: Cutoffs() for question in Question} | {Question.NEED: Cutoffs(5.0, 2.0, 0.1)}
    matcher = Matcher(weights={"role": 0.0}).fit(make_people(6, 9), (), today=TODAY, cutoffs=cutoffs)
    other, _, _ = opened(matcher, tmp_path)
    assert other.cutoffs_ == cutoffs
    assert other.weights_by_ == matcher.weights_by_


def test_the_tests_above_compare_something() -> None:
    found = [
        one
        for name in NETWORKS
        for query in queries(fitted(name))
        for one in fitted(name).answer(query, top=20).suggestions
    ]
    assert len({reason.signal for one in found for reason in one.account}) > 14
    assert {one.level for one in found} == set(Level)


def test_parts_of_compounds_are_named_as_words_are(tmp_path: Path) -> None:
    matcher = fitted("in German")
    other, _, _ = opened(matcher, tmp_path)
    plain, joined = (next(one for one in matcher.pool_.profiles if word in one.about) for word in WORDS)
    asked = matcher.asked(Query(joined))
    row, mine = matcher.pool_.number[plain.id], other.asked(Query(joined))
    expected = matcher.pool_.index.shared(asked.about, Field.ABOUT, row)
    assert other.pool_.index.shared(mine.about, Field.ABOUT, row) == expected
    assert {"fahrrad", "werkstatt", "gart", "schul"} <= expected.keys()
    assert other.pool_.index.parts("fahrradwerkstatt") == ("fahrrad", "werkstatt")


WORDS = ("einen Garten", "Gartenschule")


@pytest.mark.parametrize("small", [0, packing.SMALL], ids=["each in its own file", "all in one"])
def test_nothing_is_copied(small: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "SMALL", small)
    other, _, arrays = opened(fitted("with ties", 10), tmp_path)
    assert (len(arrays) > 100) == (small == 0)
    arrays = packing.unpacked(arrays)
    pool, candidates = other.pool_, other.candidates_
    assert candidates is not None
    held = {
        "pool.index.about.matrix.data": pool.index.rows_[2].matrix.data,
        "pool.index.about.matrix.indptr": pool.index.rows_[2].matrix.indptr,
        "pool.index.about.columns.indices": pool.index.rows_[2].columns.indices,
        "pool.index.words.hashes": pool.index.reader.vocabulary.hashes,  # type: ignore[attr-defined]  # of Words
        "pool.index.idf": pool.index.idf_,
        "pool.network.ties.indices": pool.network.ties.base.indices,
        "pool.company.lengths": pool.company._lengths,
        "pool.themes.matrix.data": pool.themes.matrix.data,
        "pool.territory.kernel": pool.territory.kernel,
        "pool.lat": pool.lat,
        "pool.ids.blob": pool.network.ids.column.blob,  # type: ignore[attr-defined]  # of Ids
        "candidates.texts.words": candidates.documents.texts.words,
        "candidates.places.members": candidates.places.members,
        "fairness.price": other.fairness_.price,
    }
    for name, array in held.items():
        assert np.shares_memory(array, arrays[name]), name
        assert not array.flags.writeable, name


def test_opening_reads_no_profile_and_an_answer_those_that_it_tells_of(tmp_path: Path) -> None:
    other, people, _ = opened(fitted("with ties", 10), tmp_path)
    assert not people.was_read
    other.score(Query(NOBODY, text="repair of washing machines"))
    assert not people.was_read
    shown = other.some(Query(NOBODY, text="repair of washing machines"), ["s-004", "s-031"])
    assert people.was_read == {4, 31}
    assert len(shown) == 2


def test_no_array_holds_a_word_of_a_text(tmp_path: Path) -> None:
    arrays = kept.arrays(fitted("with ties"), SALT)
    whole = b"".join(array.tobytes() for array in arrays.values())
    assert b"s-031" in whole
    for word in (b"washing", b"machin", b"fahrrad", b"bicycl", b"Glasgow", b"glasgow"):
        assert word not in whole


def test_another_salt_gives_other_hashes() -> None:
    one, other = (kept.arrays(fitted("with ties"), salt) for salt in (SALT, b"another"))
    mine, theirs = (packing.unpacked(arrays)["pool.index.words.hashes"] for arrays in (one, other))
    assert len(mine) == len(theirs) > 30
    assert not np.intersect1d(mine, theirs).size


def test_what_cannot_be_kept_is_refused() -> None:
    people, ties = make_people(1, SIZE), make_ties(1, SIZE, 5.0)
    deeds = Matcher().fit(people, ties, make_deeds(1, SIZE, 5), today=TODAY, levels=False)
    with pytest.raises(ValueError, match="activities"):
        kept.arrays(deeds, SALT)
    plain = Matcher()
    own = Matcher(signals=plain.signals[:3]).fit(people, ties, today=TODAY, levels=False)
    with pytest.raises(ValueError, match="signals"):
        kept.arrays(own, SALT)


def _texts(profile: Profile) -> list[str]:
    return [
        text for text in (profile.about, *(one.text for one in (*profile.offers, *profile.needs))) if text
    ]


@pytest.mark.parametrize("name", ["with ties", "in German"])
def test_nobody_guesses_the_language_of_a_text_that_was_fitted(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Labels and names are too short for a language of their own.
    texts = {text for one in members(name) for text in _texts(one)} - {*LABELS.values()}
    told, guess = {text: languages.guess_language(text) for text in texts}, languages._guess
    matcher, read, _ = opened(fitted(name, 10), tmp_path)
    guessed: list[str] = []
    monkeypatch.setattr(languages, "_guesses", {})

    def noted(text: str) -> str:
        guessed.append(text)
        return guess(text)

    monkeypatch.setattr(languages, "_guess", noted)
    for one in read.profiles[:5]:
        assert matcher.answer(Query(one), top=20).suggestions
    assert texts.intersection(guessed) == set()
    known = {text: found for text, found in told.items() if hash(text) in languages._guesses}
    assert known
    assert known == {text: languages.guess_language(text) for text in known}
