"""What the matcher is asked and what it answers: frozen values."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from matchmaker.core.entities import Kind, Level, Profile, Statement
from matchmaker.core.explain import Reason

NOBODY = Profile(id="", name="")
"""Somebody without a profile."""


class Question(StrEnum):
    """What a query asks about; scores of different questions are not alike, so each has its own levels."""

    PROFILE = "profile"
    NEED = "need"
    TEXT = "text"


class Order(StrEnum):
    """In which order a list stands; only the first is the engine's own, the others follow plain facts."""

    MATCH = "match"
    NAME = "name"
    NEAREST = "nearest"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class Cutoffs:
    """From which score a suggestion is strong, and from which good; learnt from a network, never points.

    Strong takes clear evidence as well: what one offers must meet what the other needs at least as well as
    `clear` (a cosine), or their descriptions must be nearer than usual.
    """

    strong: float = math.inf
    good: float = math.inf
    clear: float = 0.0

    def level(self, score: float, evidence: float = math.inf) -> Level:
        """The level of a score that rests on evidence of this strength."""
        if score >= self.strong and evidence >= self.clear:
            return Level.STRONG
        return Level.GOOD if score >= self.good else Level.LOOK


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked: for a whole profile, for one need of it, or for typed text.

    `profile` is `Profile(id="", name="")` for somebody without one. `exclude` holds ids never to suggest;
    `kinds`, `region` (a NUTS code or its beginning, or a country), `levels` and `language` narrow the list.
    `weights` multiplies what signals count, by name (absent is 1, 0 switches one off): the reader's own wish
    for their own list. It moves scores and so the order; who may be suggested, and the level of each, stay
    those of the network's own weights, from which the cut-offs were learnt. `order` needs no score at all.
    `alone` asks as if one had no ties yet.
    """

    profile: Profile
    need: Statement | None = None
    text: str = ""
    exclude: frozenset[str] = frozenset()
    kinds: frozenset[Kind] | None = None
    region: str = ""
    levels: frozenset[Level] | None = None
    language: str = ""
    # A mapping has no hash; two queries that differ in nothing else may share theirs.
    weights: Mapping[str, float] = field(default_factory=dict, hash=False)
    order: Order = Order.MATCH
    alone: bool = False

    @property
    def question(self) -> Question:
        """What is asked about."""
        if self.need is not None:
            return Question.NEED
        return Question.TEXT if self.text.strip() else Question.PROFILE


class Contribution(NamedTuple):
    """What one signal found (`value` in [0, 1]) and what that adds to the score."""

    signal: str
    value: float
    contribution: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One stakeholder suggested; the contributions of `signals` sum to `score` exactly.

    `reasons` are the at most three to show; `account` has one for every signal that contributed, two where
    each side has something for the other. `chain`
    holds the ids between the two, in order, on a way of at most three ties.
    """

    id: str
    name: str
    score: float
    level: Level
    signals: tuple[Contribution, ...]
    reasons: tuple[Reason, ...]
    account: Sequence[Reason]
    you_give: str = ""
    they_give: str = ""
    chain: tuple[str, ...] = ()
    distance_km: float | None = None
    shared_languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facets:
    """How many answers each choice of a filter would leave, the other filters as they are."""

    kinds: Mapping[Kind | None, int]
    levels: Mapping[Level, int]
    languages: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Answer:
    """The suggestions asked for, how many there are in all, and the counts beside the filters.

    `looked_at` is how many were scored: everybody, or the candidates of a large network.
    """

    suggestions: tuple[Suggestion, ...]
    total: int
    facets: Facets
    looked_at: int
