"""The matcher: who could be a partner of whom, how strongly, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Self

import numpy as np

from matchmaker.core.answers import (
    NOBODY,
    Answer,
    Contribution,
    Cutoffs,
    Facets,
    Query,
    Question,
    Suggestion,
)
from matchmaker.core.entities import Link, Profile
from matchmaker.core.explain import Reason
from matchmaker.core.index import FloatArray, Reader, TextIndex, Texts
from matchmaker.core.narrowing import Scored, facets, filters, passing
from matchmaker.core.network import Network
from matchmaker.core.quotes import opening
from matchmaker.core.reasons import Case, account, chosen
from matchmaker.core.signals import SIGNALS, Asked, Pool, Reading, Signal, contributions
from matchmaker.core.signals.pool import BoolArray

__all__ = [
    "NOBODY",
    "Answer",
    "Contribution",
    "Cutoffs",
    "Facets",
    "Matcher",
    "Query",
    "Question",
    "Suggestion",
]

EVIDENCE = 0.05
"""The evidence floor for texts: a smaller cosine is one stray word in common."""

SAMPLE = 16
"""So many stakeholders are asked at fit, spread evenly over the ids, to learn the cut-offs of levels."""

STRONG_SHARE, GOOD_SHARE = 0.25, 0.65
"""Of the top ten of a sample the best quarter is strong, the next four tenths good, the rest worth a look."""

TOP = 10


class Matcher:
    """Suggests partners. The constructor only stores; `fit` learns; names that end in `_` are learnt.

    `weights` overrides weights of the table by name (0 switches a signal off); `completes` says which kinds
    of offer answer a kind of need; `labels` gives the English label for a theme's key.
    """

    def __init__(
        self,
        *,
        signals: Sequence[Signal] = SIGNALS,
        weights: Mapping[str, float] | None = None,
        completes: Mapping[str, Collection[str]] | None = None,
        labels: Mapping[str, str] | None = None,
        evidence: float = EVIDENCE,
    ) -> None:
        self.signals = signals
        self.weights = weights
        self.completes = completes
        self.labels = labels
        self.evidence = evidence
        self.reader = Reader()

    def fit(
        self,
        profiles: Iterable[Profile],
        links: Iterable[Link],
        *,
        today: date,
        cutoffs: Mapping[Question, Cutoffs] | None = None,
    ) -> Self:
        """Learn a network; again after any change, which is quick since known texts are not read again.

        Give the `cutoffs_` of an earlier fit to keep the levels as they were.
        """
        known = sorted(profiles, key=lambda profile: profile.id)
        texts = [Texts.of(profile, self.labels or {}) for profile in known]
        index = TextIndex(self.reader).fit(texts)
        self.links_ = tuple(links)
        network = Network([profile.id for profile in known], self.links_)
        self.pool_ = Pool.of(known, texts, index, network, today=today)
        self.weights_ = {s.name: (self.weights or {}).get(s.name, s.weight) for s in self.signals}
        self.cutoffs_ = dict(cutoffs) if cutoffs else self._learn_cutoffs()
        return self

    def suggest(self, query: Query, *, top: int = TOP) -> list[Suggestion]:
        """The best `top` suggestions, the strongest first, ties by id."""
        return list(self.answer(query, top=top).suggestions)

    def facets(self, query: Query) -> Facets:
        """The counts beside the filters."""
        return self.answer(query, top=0).facets

    def answer(self, query: Query, *, top: int = TOP, skip: int = 0) -> Answer:
        """Suggestions from place `skip` on, with the total and the counts beside the filters."""
        scored = self._score(query)
        masks = filters(query, scored)
        passed = passing(scored, masks)
        order = self._order(scored.score, passed)[skip : skip + top]
        return Answer(
            tuple(self._suggestion(scored, int(i)) for i in order),
            int(passed.sum()),
            facets(scored, masks),
        )

    def one(self, query: Query, other: str) -> Suggestion | None:
        """The suggestion of one certain stakeholder, allowed or not; None if nobody has the id."""
        number = self.pool_.number.get(other)
        return None if number is None else self._suggestion(self._score(query), number)

    def _score(self, query: Query) -> Scored:
        asked = Asked(
            self.pool_, query.profile, query.need, query.text, self.completes or {}, self.labels or {}
        )
        used = [signal for signal in self.signals if self.weights_[signal.name] > 0]
        readings = {signal.name: signal.measure(asked) for signal in used}
        parts = {s.name: contributions(s, readings[s.name], self.weights_[s.name]) for s in used}
        score = np.zeros(len(self.pool_))
        for part in parts.values():
            score = score + part
        allowed = self._allowed(asked, readings, query.exclude)
        return Scored(asked, self.cutoffs_.get(query.question, Cutoffs()), readings, parts, score, allowed)

    def _allowed(self, asked: Asked, readings: Mapping[str, Reading], exclude: frozenset[str]) -> BoolArray:
        """Who has evidence and is neither oneself, nor a partner, nor hidden, nor out of reach."""
        allowed = self.pool_.rankable & self._evident(asked, readings)
        own = asked.profile.id
        for key in {own, *self.pool_.network.neighbours(own), *exclude}:
            if key in self.pool_.number:
                allowed[self.pool_.number[key]] = False
        if asked.need is not None:
            allowed &= asked.nearness <= asked.needs_reach
        return allowed

    def _evident(self, asked: Asked, readings: Mapping[str, Reading]) -> BoolArray:
        """The evidence floor: words in common, or a theme with a fitting cooperation, or a common partner."""
        nothing = np.zeros(len(self.pool_), bool)
        found = nothing.copy()
        if exchange := readings.get("exchange"):
            either = np.maximum(exchange.detail["forward"], exchange.detail["backward"])
            found |= (exchange.detail["forward"] if asked.focused else either) >= self.evidence
        if themes := readings.get("themes"):
            fits = (
                themes.detail["gives"] if asked.focused else themes.detail["gives"] + themes.detail["takes"]
            )
            found |= (themes.detail["common"] > 0) & (fits > 0)
        if asked.focused:
            return found
        if subject := readings.get("subject"):
            found |= subject.values >= self.evidence
        if partners := readings.get("partners"):
            found |= partners.detail["count"] > 0
        return found

    @staticmethod
    def _order(score: FloatArray, passed: BoolArray) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
        """Numbers of those who passed, best first; equal scores in the order of the ids."""
        numbers = np.flatnonzero(passed)
        return numbers[np.argsort(-score[numbers], kind="stable")]

    def _suggestion(self, scored: Scored, number: int) -> Suggestion:
        asked, profile = scored.asked, self.pool_.profiles[number]
        found = {name: float(part[number]) for name, part in scored.parts.items()}
        score = sum(found.values(), 0.0)
        case = Case(asked, number, scored.readings)
        reasons = account(case, found)
        km = float(asked.kilometres[number])
        return Suggestion(
            id=profile.id,
            name=profile.name,
            score=score,
            level=scored.cutoffs.level(score),
            signals=tuple(
                Contribution(name, float(scored.readings[name].values[number]), part)
                for name, part in found.items()
            ),
            reasons=chosen(reasons),
            account=reasons,
            you_give=_given(reasons, "you_give", "yours", asked.profile),
            they_give=_given(reasons, "they_give", "theirs", profile),
            chain=self.pool_.network.path(asked.profile.id, profile.id),
            distance_km=None if np.isnan(km) else km,
            shared_languages=tuple(code for code in profile.languages if code in asked.profile.languages),
        )

    def _learn_cutoffs(self) -> dict[Question, Cutoffs]:
        """Cut-offs for each question, from the top scores of a sample of stakeholders."""
        self.cutoffs_ = {}
        profiles = self.pool_.profiles
        asking = [p for p in profiles if p.needs or p.about] or list(profiles)
        some = (
            [asking[i] for i in sorted(set(np.linspace(0, len(asking) - 1, SAMPLE).astype(int)))]
            if asking
            else []
        )
        questions = {
            Question.PROFILE: [Query(profile) for profile in some],
            Question.NEED: [Query(profile, need=profile.needs[0]) for profile in some if profile.needs],
            # What people type is short: a need as somebody wrote it, or how a description begins.
            Question.TEXT: [Query(NOBODY, text=_typed(profile)) for profile in some],
        }
        return {question: self._cutoffs(queries) for question, queries in questions.items()}

    def _cutoffs(self, queries: Iterable[Query]) -> Cutoffs:
        scores: list[float] = []
        for query in queries:
            scored = self._score(query)
            scores += scored.score[self._order(scored.score, scored.allowed)[:TOP]].tolist()
        if not scores:
            return Cutoffs()
        strong, good = np.quantile(scores, [1 - STRONG_SHARE, 1 - GOOD_SHARE]).tolist()
        return Cutoffs(strong, good)


def _typed(profile: Profile) -> str:
    """A text such as this stakeholder could type."""
    if profile.needs:
        return profile.needs[0].text
    first = opening(profile.about)
    return first.text if first else profile.name


def _given(reasons: Iterable[Reason], direction: str, side: str, profile: Profile) -> str:
    """What a side brings: the offer that met the other's need, else the beginning of its first offer."""
    for reason in reasons:
        met = reason.evidence.get(direction) if reason.signal == "exchange" else None
        if isinstance(met, dict) and side in met and met[f"{side}_from"] == "offers":
            return str(met[side])
    first = opening(profile.offers[0].text) if profile.offers else None
    return first.text if first else ""
