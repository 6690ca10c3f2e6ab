"""Evidence: what became of introductions, counted from plain facts; no rate without its cases.

An introduction counts for the period in which it began, with all that has come of it until now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from statistics import median
from typing import TypeVar

from matchmaker.core.introductions.states import TOGETHER, DeclineReason, State
from matchmaker.core.introductions.steps import Step

FEWEST = 5
"""A share or a median of fewer cases says nothing, and is not given."""

REGION_DEPTH = 4
"""Letters of a NUTS code of level 2: what "the same region" means here."""

Key = TypeVar("Key")

SAID_YES = TOGETHER | {State.ACCEPTED}


class Answer(StrEnum):
    """What came of asking."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    UNANSWERED = "unanswered"
    """It ran out before both had answered."""
    WITHDRAWN = "withdrawn"
    """It was taken back before both had answered."""


class Distance(StrEnum):
    """How far apart the two of an introduction are."""

    REGION = "region"
    COUNTRY = "country"
    ABROAD = "abroad"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Moment:
    """One step that was taken."""

    at: datetime
    step: Step
    before: State
    after: State


@dataclass(frozen=True, slots=True)
class Fact:
    """One introduction; `kinds` are words or "", `regions` NUTS codes or "", `moments` in their order."""

    a: str
    b: str
    kinds: tuple[str, str]
    regions: tuple[str, str]
    state: State
    moments: tuple[Moment, ...] = ()
    decline: DeclineReason | None = None

    def first(self, *after: State) -> datetime | None:
        """When it first came into one of these states."""
        return next((one.at for one in self.moments if one.after in after), None)

    @property
    def asked_at(self) -> datetime | None:
        """When somebody was first asked."""
        return self.first(State.ASKED)

    @property
    def answer(self) -> Answer | None:
        """What came of asking; None where nobody was asked."""
        if self.asked_at is None:
            return None
        ending = next((one.after for one in self.moments if _ends_asking(one)), None)
        return ANSWERS.get(ending, Answer.ACCEPTED) if ending else Answer.WAITING

    @property
    def answered_at(self) -> datetime | None:
        """When both had said yes, or one had said no."""
        return next((one.at for one in self.moments if _ends_asking(one)), None)

    @property
    def days_to_answer(self) -> float | None:
        """Days from the first question until both had said yes, or one had said no."""
        asked, answered = self.asked_at, self.answered_at
        if asked is None or answered is None or self.answer not in (Answer.ACCEPTED, Answer.DECLINED):
            return None
        return (answered - asked).total_seconds() / 86_400

    @property
    def met(self) -> int:
        """How many meetings took place."""
        return sum(one.step is Step.REPORT_MET for one in self.moments)

    @property
    def missed(self) -> int:
        """How many agreed meetings did not take place."""
        return sum(one.step is Step.REPORT_MISSED for one in self.moments)

    @property
    def distance(self) -> Distance:
        """How far apart the two are."""
        one, other = self.regions
        if not one or not other:
            return Distance.UNKNOWN
        if one[:2] != other[:2]:
            return Distance.ABROAD
        if min(len(one), len(other)) < REGION_DEPTH:
            return Distance.UNKNOWN
        return Distance.REGION if one[:REGION_DEPTH] == other[:REGION_DEPTH] else Distance.COUNTRY


ANSWERS: Mapping[State, Answer] = {
    State.DECLINED: Answer.DECLINED,
    State.EXPIRED: Answer.UNANSWERED,
    State.WITHDRAWN: Answer.WITHDRAWN,
    State.CLOSED: Answer.WITHDRAWN,
}
"""Any other state that follows upon asking means that both said yes."""


@dataclass(frozen=True, slots=True)
class Rate:
    """So many of so many; `value` is None where these are too few to tell."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """The share."""
        return self.part / self.whole if self.whole >= FEWEST else None


@dataclass(frozen=True, slots=True)
class Middle:
    """The median of so many cases; None where these are too few to tell."""

    cases: int
    value: float | None


@dataclass(frozen=True, slots=True)
class Way:
    """How many came how far."""

    begun: int
    asked: int
    accepted: int
    met: int
    partners: int


@dataclass(frozen=True, slots=True)
class Group:
    """Some of the people: who, and how often they were suggested on average; None where nothing is known."""

    ids: tuple[str, ...]
    shown: float | None


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom the introductions reached: all people of the pilot or region, each in one group."""

    introduced: Group
    tried: Group
    """In an introduction that did not come so far, or not yet."""
    never: Group
    """In none."""

    @property
    def people(self) -> int:
        """How many there are in all."""
        return sum(len(one.ids) for one in (self.introduced, self.tried, self.never))


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that the facts tell."""

    way: Way
    states: Mapping[State, int]
    answers: Mapping[Answer, int]
    acceptance: Rate
    """Both said yes, of all that were answered or ran out unanswered."""
    days: Middle
    declines: Mapping[DeclineReason, int]
    kept: Rate
    """Meetings that took place, of all that were told of."""
    partnerships: Rate
    """Introductions that became a partnership, of those in which the two met."""
    kinds: Mapping[tuple[str, str], Way]
    distances: Mapping[Distance, Way]
    reach: Reach


def weigh(facts: Sequence[Fact], people: Collection[str], shown: Mapping[str, int]) -> Evidence:
    """Count it all; `shown` tells how often each was suggested, empty where that is not known."""
    answers = Counter(answer for one in facts if (answer := one.answer))
    days = [found for one in facts if (found := one.days_to_answer) is not None]
    decided = sum(answers[one] for one in (Answer.ACCEPTED, Answer.DECLINED, Answer.UNANSWERED))
    met, missed = sum(one.met for one in facts), sum(one.missed for one in facts)
    way = _way(facts)
    return Evidence(
        way=way,
        states=Counter(one.state for one in facts),
        answers=answers,
        acceptance=Rate(answers[Answer.ACCEPTED], decided),
        days=Middle(len(days), median(days) if len(days) >= FEWEST else None),
        declines=Counter(_decline_of(one) for one in facts if one.answer is Answer.DECLINED),
        kept=Rate(met, met + missed),
        partnerships=Rate(sum(one.met > 0 and _partners(one) for one in facts), way.met),
        kinds=_ways(facts, _kinds_of),
        distances=_ways(facts, lambda one: one.distance),
        reach=_reach(facts, people, shown),
    )


def _ends_asking(moment: Moment) -> bool:
    return moment.before is State.ASKED and moment.after is not State.ASKED


def _decline_of(fact: Fact) -> DeclineReason:
    return fact.decline or DeclineReason.UNSAID


def _partners(fact: Fact) -> bool:
    return fact.state is State.PARTNERSHIP


def _accepted(fact: Fact) -> bool:
    return fact.answer is Answer.ACCEPTED or fact.first(*SAID_YES) is not None


def _way(facts: Iterable[Fact]) -> Way:
    facts = list(facts)
    return Way(
        begun=len(facts),
        asked=sum(one.asked_at is not None for one in facts),
        accepted=sum(_accepted(one) for one in facts),
        met=sum(one.met > 0 for one in facts),
        partners=sum(_partners(one) for one in facts),
    )


def _kinds_of(fact: Fact) -> tuple[str, str]:
    one, other = sorted(fact.kinds, key=lambda kind: (not kind, kind))
    return one, other


def _ways(facts: Iterable[Fact], key: Callable[[Fact], Key]) -> dict[Key, Way]:
    """The way of each group, the largest first."""
    groups: dict[Key, list[Fact]] = {}
    for one in facts:
        groups.setdefault(key(one), []).append(one)
    largest_first = sorted(groups.items(), key=lambda pair: (-len(pair[1]), str(pair[0])))
    return {name: _way(found) for name, found in largest_first}


def _reach(facts: Iterable[Fact], people: Collection[str], shown: Mapping[str, int]) -> Reach:
    facts = list(facts)
    introduced = {side for one in facts if _accepted(one) for side in (one.a, one.b)}
    tried = {side for one in facts for side in (one.a, one.b)} - introduced
    known = bool(shown)

    def group(wanted: Callable[[str], bool]) -> Group:
        ids = tuple(sorted(key for key in people if wanted(key)))
        return Group(ids, sum(shown.get(key, 0) for key in ids) / len(ids) if known and ids else None)

    return Reach(
        group(lambda key: key in introduced),
        group(lambda key: key in tried),
        group(lambda key: key not in introduced and key not in tried),
    )
