"""From a network's past to the weights of its signals."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

import numpy as np

from matchmaker.core.answers import NOBODY, Query, Question
from matchmaker.core.entities import Activity, Link, Profile
from matchmaker.core.learning.logit import STRENGTH, Example, fit
from matchmaker.core.learning.splits import Split, splits, without
from matchmaker.core.matcher import Matcher
from matchmaker.core.signals import contributions

QUESTIONS_EACH = 150
"""So many questions of a kind are asked of each split at most, drawn by chance."""

WRONG_EACH = 600
"""So many wrong answers are taken for each question, drawn by chance."""

Progress = Callable[[str], None]

One = TypeVar("One")


@dataclass(frozen=True, slots=True)
class Learnt:
    """The weights for each question, and on how many questions of the past they rest."""

    weights: Mapping[Question, Mapping[str, float]]
    examples: Mapping[Question, int]


@dataclass(frozen=True, slots=True)
class Judged:
    """What a reader thought of one who was suggested; `need` is the id of the need in whose list it stood."""

    asker: str
    other: str
    good: bool
    need: str = ""


def silent(_what: str) -> None:
    """Tell nobody."""


def learn(
    profiles: Sequence[Profile],
    links: Sequence[Link],
    activities: Sequence[Activity] = (),
    *,
    matcher: Callable[[], Matcher] = Matcher,
    feedback: Iterable[Judged] = (),
    today: date,
    seed: int = 1,
    progress: Progress = silent,
) -> Learnt:
    """Learn the weights from rolling earlier splits of the past and from what readers judged."""
    chance = np.random.default_rng(seed)
    found: dict[Question, list[Example]] = {Question.PROFILE: [], Question.TEXT: []}
    for split in splits(profiles, links, activities, today=today, seed=seed):
        progress(f"learning from what came after {split.today}")
        for question, examples in gather(split, matcher(), chance).items():
            found[question] += examples
    judged = tuple(feedback)
    if judged:
        # Whom somebody liked may be a partner by now: the tie must not be seen, or it explains itself.
        pairs = {(min(one.asker, one.other), max(one.asker, one.other)) for one in judged}
        known, deeds = without(pairs, links, activities)
        present = matcher().fit(profiles, known, deeds, today=today, levels=False)
        for question, examples in of_feedback(present, judged).items():
            found[question] += examples
    return weigh(found, matcher())


def weigh(
    found: Mapping[Question, Sequence[Example]], matcher: Matcher, *, strength: float = STRENGTH
) -> Learnt:
    """The weights that fit these examples, held near those that are shipped."""
    names = [signal.name for signal in matcher.signals]
    weights = {}
    for question, examples in found.items():
        own = matcher.shipped(question)
        fitted = fit(examples, np.array([own[name] for name in names]), strength=strength)
        weights[question] = dict(zip(names, np.round(fitted, 4).tolist(), strict=True))
    counts = {question: len(examples) for question, examples in found.items()}
    # A need and a typed text are both one text that looks for somebody.
    weights[Question.NEED], counts[Question.NEED] = weights[Question.TEXT], counts[Question.TEXT]
    return Learnt(weights, counts)


def gather(split: Split, matcher: Matcher, chance: np.random.Generator) -> dict[Question, list[Example]]:
    """The questions of one split with their right and wrong answers."""
    matcher.fit(split.profiles, split.links, split.activities, today=split.today, levels=False)
    return {
        Question.PROFILE: list(_of_ties(split, matcher, chance)),
        Question.TEXT: list(_of_needs(split, matcher, chance)),
    }


def _of_ties(split: Split, matcher: Matcher, chance: np.random.Generator) -> Iterator[Example]:
    people = {one.id: one for one in split.profiles}
    for key in _some(sorted(split.new), chance):
        met = matcher.acquainted(key)
        if right := split.new[key] - met:
            yield example(matcher, Query(people[key]), right, met, chance)


def _of_needs(split: Split, matcher: Matcher, chance: np.random.Generator) -> Iterator[Example]:
    for need in _some(split.needs, chance):
        query = Query(replace(NOBODY, country=need.country), text=need.text)
        yield example(matcher, query, need.right, (), chance)


def _some(those: Sequence[One], chance: np.random.Generator) -> list[One]:
    if len(those) <= QUESTIONS_EACH:
        return list(those)
    return [those[i] for i in np.sort(chance.choice(len(those), QUESTIONS_EACH, replace=False))]


def example(
    matcher: Matcher, query: Query, right: Collection[str], met: Collection[str], chance: np.random.Generator
) -> Example:
    """One question to a fitted matcher; `met` are neither right nor wrong."""
    asked, number = matcher.asked(query), matcher.pool_.number
    wrong = np.ones(len(matcher.pool_), bool)
    for key in (query.profile.id, *met, *right):
        if key in number:
            wrong[number[key]] = False
    numbers = np.flatnonzero(wrong)
    standing = max(1.0, len(numbers) / WRONG_EACH)
    if standing > 1:
        numbers = np.sort(chance.choice(numbers, WRONG_EACH, replace=False))
    chosen = np.concatenate([[number[key] for key in sorted(right)], numbers]).astype(int)
    table = np.stack([contributions(s, s.measure(asked), 1.0)[chosen] for s in matcher.signals], axis=1)
    return Example(table[: len(right)], table[len(right) :], standing)


def of_feedback(matcher: Matcher, judged: Iterable[Judged]) -> dict[Question, list[Example]]:
    """What a reader liked in a list against what the same reader did not like in it."""
    known = matcher.pool_.number
    lists: dict[tuple[str, str], dict[bool, list[int]]] = {}
    for one in judged:
        if one.asker in known and one.other in known:
            said = lists.setdefault((one.asker, one.need), {True: [], False: []})
            said[one.good].append(known[one.other])
    found: dict[Question, list[Example]] = {Question.PROFILE: [], Question.TEXT: []}
    for (asker, need), said in sorted(lists.items()):
        query = _of_list(matcher.pool_.profiles[known[asker]], need)
        # Who liked all of it, or nothing, tells nothing of what makes the difference.
        if query is None or not (said[True] and said[False]):
            continue
        asked = matcher.asked(query)
        table = np.stack([contributions(s, s.measure(asked), 1.0) for s in matcher.signals], axis=1)
        # One text asks, be it a need or typed: these are weighed alike.
        kind = Question.TEXT if need else Question.PROFILE
        found[kind].append(Example(table[sorted(said[True])], table[sorted(said[False])]))
    return found


def _of_list(profile: Profile, need_id: str) -> Query | None:
    """What a list was about; None where the need is open no longer."""
    if not need_id:
        return Query(profile)
    need = next((one for one in profile.needs if one.id == need_id), None)
    return Query(profile, need=need) if need else None
