"""The matcher: who could be a partner of whom, how strongly, and why.

A suggestion is *strong* if its score is among the best three tenths of the top tens of this network, its
evidence is clear and it can be shown in words that both use: one side's offer meets the other's need at least
as well as in the best match of six stakeholders in ten (or the two descriptions are half as near again). It
is *good* if its score is among the best six tenths; the rest are worth a look. The three numbers behind this
are learnt at fit, for each kind of question, and published.
"""

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
    Order,
    Query,
    Question,
    Suggestion,
)
from matchmaker.core.candidates import Candidates
from matchmaker.core.entities import Activity, Link, Profile
from matchmaker.core.evidence import EVIDENCE, clearness, evident
from matchmaker.core.fair import Fair
from matchmaker.core.fairness.attention import Attention
from matchmaker.core.few import places_among
from matchmaker.core.index import TextIndex, Texts
from matchmaker.core.levels import learn_levels
from matchmaker.core.naming import Naming
from matchmaker.core.narrowing import Scored, facets, filters, passing
from matchmaker.core.network import Network
from matchmaker.core.ordering import ordered
from matchmaker.core.reader import FloatArray, Reader
from matchmaker.core.record import Record
from matchmaker.core.signals import SIGNALS, Asked, Pool, Signal, contributed, total
from matchmaker.core.signals.pool import BoolArray
from matchmaker.core.suggesting import prove, suggestions
from matchmaker.core.variety import FIRST, VARIETY, Numbers, varied

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

TOP = 10

WHOLE = 5_000
"""In a network of so many everybody is scored, in a larger one the union of three lists (`candidates`)."""

Among = Numbers | Pool | None
"""Whom a question is about: everybody (None), those with these ascending numbers, or a pool of them."""


class Matcher:
    """Suggests partners. The constructor only stores; `fit` learns; names that end in `_` are learnt.

    `weights` overrides weights of the table by name (0 switches a signal off); `completes` says which kinds
    of offer answer a kind of need; `labels` gives the English label for a theme's key.
    `variety` moves near-identical profiles apart in the order (0 leaves the order to the score alone);
    `attention` shares out the first places over everybody (see `core.fairness`); `whole` is up to how many
    stakeholders everybody is scored.
    """

    def __init__(
        self,
        *,
        signals: Sequence[Signal] = SIGNALS,
        weights: Mapping[str, float] | None = None,
        learnt: Mapping[Question, Mapping[str, float]] | None = None,
        completes: Mapping[str, Collection[str]] | None = None,
        labels: Mapping[str, str] | None = None,
        evidence: float = EVIDENCE,
        variety: float = VARIETY,
        attention: Attention | None = None,
        whole: int = WHOLE,
    ) -> None:
        self.signals = signals
        self.weights = weights
        self.learnt = learnt
        self.completes = completes
        self.labels = labels
        self.evidence = evidence
        self.variety = variety
        self.attention = attention
        self.whole = whole
        self.reader, self.name_reader = Reader(), Reader()

    def fit(
        self,
        profiles: Iterable[Profile],
        links: Iterable[Link],
        activities: Iterable[Activity] = (),
        *,
        today: date,
        cutoffs: Mapping[Question, Cutoffs] | None = None,
        earlier: Matcher | None = None,
        apart: bool = False,
        levels: bool = True,
    ) -> Self:
        """Learn a network.

        Give the `cutoffs_` of an earlier fit to keep the levels as they were. After a change give the
        `earlier` matcher, which goes on answering meanwhile: what it knows of the same profiles and ties is
        taken over, so that only what changed is read. One thread at a time may do so, unless the two go
        `apart`: then this one has a reader of its own, which knows the words of these profiles alone.
        """
        known, self.today_ = sorted(profiles, key=lambda profile: profile.id), today
        self.links_ = tuple(sorted(links, key=lambda link: (link.a, link.b, link.kind)))
        if earlier is not None:
            readers = earlier.reader, earlier.name_reader
            self.reader, self.name_reader = (one.apart() for one in readers) if apart else readers
        ids = [profile.id for profile in known]
        deeds = sorted(activities, key=lambda one: one.id)
        record = Record(ids, deeds, self.links_, today)
        texts = self._texts(known, earlier)
        index = TextIndex(self.reader).fit(texts, [one.text for one in deeds], record.part)
        network, naming = self._network(ids, earlier), Naming(known, self.name_reader)
        before: Pool | None = earlier.pool_ if earlier is not None else None
        self.pool_: Pool = Pool.of(known, texts, index, network, record, naming, today=today, earlier=before)
        fairness = Fair.of(self.pool_, self.attention or Attention())
        self.over(self.pool_, fairness, Candidates(self.pool_) if len(known) > self.whole else None, cutoffs)
        if levels and not cutoffs:
            self.cutoffs_ = learn_levels(self.pool_.profiles, self.looked_at)
        return self

    def over(
        self,
        pool: Pool,
        fairness: Fair,
        candidates: Candidates | None,
        cutoffs: Mapping[Question, Cutoffs] | None,
    ) -> Self:
        """Answer about a network that was fitted before (`core.kept` opens one); its ties are not listed."""
        self.pool_, self.fairness_, self.candidates_ = pool, fairness, candidates
        self.changes_: object = None
        self.weights_by_ = {question: self._weights(question) for question in Question}
        self.weights_ = self.weights_by_[Question.PROFILE]
        self.cutoffs_ = dict(cutoffs or {})
        return self

    def _weights(self, question: Question) -> dict[str, float]:
        """The weights that were set, else those that were learnt, else those of the table."""
        learnt = (self.learnt or {}).get(question, {})
        return self.shipped(question) | dict(learnt) | dict(self.weights or {})

    def shipped(self, question: Question) -> dict[str, float]:
        """The weight of each signal in the table."""
        return {s.name: s.weight if question is Question.PROFILE else s.for_needs for s in self.signals}

    def acquainted(self, key: str) -> frozenset[str]:
        """Who is a partner of a stakeholder already, or did something together with it."""
        ids = self.pool_.network.ids
        return frozenset(ids[number] for number in self._acquainted(key).tolist()) - {key}

    def _acquainted(self, key: str) -> Numbers:
        """Their numbers, and one's own if one did anything together with others."""
        return np.unique(np.concatenate(self._known(key)))

    def _known(self, key: str) -> list[Numbers]:
        """The same by the way in which they are known: some may be named twice."""
        pool = self.pool_
        partners, own = pool.network.partner_numbers(key), pool.number.get(key)
        return [partners] if own is None else [partners, pool.record.acquainted(own)]

    def _texts(self, known: Sequence[Profile], earlier: Matcher | None) -> list[Texts]:
        """The passages of each profile, those of unchanged profiles as they were."""
        labels = self.labels or {}
        if earlier is None or earlier.labels != self.labels:
            return [Texts.of(profile, labels) for profile in known]
        pool = earlier.pool_
        before = {id(one): texts for one, texts in zip(pool.profiles, pool.texts, strict=True)}
        return [before.get(id(profile)) or Texts.of(profile, labels) for profile in known]

    def _network(self, ids: Sequence[str], earlier: Matcher | None) -> Network:
        """The ties; those of an earlier fit where neither a stakeholder nor a tie has changed."""
        if earlier is not None and earlier.links_ == self.links_ and earlier.pool_.network.ids == tuple(ids):
            return earlier.pool_.network
        network = Network(ids, self.links_)
        network.prepare()
        return network

    def suggest(self, query: Query, *, top: int = TOP) -> list[Suggestion]:
        """The best `top` suggestions, the strongest first, ties by id."""
        return list(self.answer(query, top=top).suggestions)

    def facets(self, query: Query) -> Facets:
        """The counts beside the filters."""
        return self.answer(query, top=0).facets

    def answer(self, query: Query, *, top: int = TOP, skip: int = 0, among: Among = None) -> Answer:
        """Suggestions from place `skip` on, with the total and the counts beside the filters.

        `among` are those whom it asks about (see `score`): the answer is that of a question which excludes
        all others. If they are not given they are everybody, or in a large network the candidates.
        """
        scored = self.score(query, among) if among is not None else self.looked_at(query)
        prove(scored)
        masks = filters(query, scored)
        passed = passing(scored, masks)
        if query.order is Order.MATCH:
            order = self.arranged(query, scored.score, passed, pool=scored.asked.pool)
        else:
            order = ordered(query.order, scored.asked, self.by_score(scored.score, passed))
        order = order[skip : skip + top]
        scored.asked.will_show(order.tolist())
        return Answer(
            suggestions(scored, order),
            int(passed.sum()),
            facets(scored, masks),
            len(scored.asked.pool),
        )

    def share(self, attention: Attention) -> None:
        """Fill the first places of lists so from now on."""
        self.attention, self.fairness_ = attention, Fair.of(self.pool_, attention)

    def arranged(
        self,
        query: Query,
        score: FloatArray,
        allowed: BoolArray,
        *,
        fair: bool = True,
        pool: Pool | None = None,
    ) -> Numbers:
        """Everybody who is allowed, best first, the first places filled with an eye to fairness and variety.

        Readers' own weights come before fairness, and a need or a typed text asks for who can help, whoever
        that is. `pool` holds the candidates where they are not all.
        """
        pool = pool or self.pool_
        order = self._in_turn(self.by_score(score, allowed), score, pool)
        if not fair or self.attention is None or query.weights or query.question is not Question.PROFILE:
            return varied(order, score, pool.whole.index, self.variety, among=pool.numbers)
        own = None if query.alone else self.pool_.number.get(query.profile.id)
        found = self.fairness_.arranged(own, score, allowed, order, pool.numbers)
        head = varied(found[:FIRST], score, pool.whole.index, self.variety, among=pool.numbers)
        return np.concatenate([head, found[FIRST:]])

    def one(self, query: Query, other: str) -> Suggestion | None:
        """The suggestion of one certain stakeholder, allowed or not; None if nobody has the id."""
        return next(iter(self.some(query, [other])), None)

    def some(self, query: Query, others: Iterable[str]) -> list[Suggestion]:
        """The suggestions of certain stakeholders, allowed or not; ids that nobody has are passed over."""
        numbers = [self.pool_.number[key] for key in others if key in self.pool_.number]
        among = np.unique(np.array(numbers, np.int64))
        scored = self.score(query, among) if numbers else None
        return list(suggestions(scored, np.searchsorted(among, numbers))) if scored else []

    def score(self, query: Query, among: Among = None) -> Scored:
        """Everybody's score for a query, and who may be suggested at all; or those of a few.

        `among` are the few, by ascending number in the pool of all, or a pool taken out of it: what is found
        of each is what is found among everybody, and takes as long as they are many.
        """
        return self._scored(query, self.asked(query, self.pool_.present if among is None else among))

    def looked_at(self, query: Query) -> Scored:
        """The scores of all who are looked at: everybody, or the candidates of a large network."""
        asked = self.asked(query)
        if self.candidates_ is not None:
            asked = asked.put_to(self.pool_.take(self.candidates_.among(asked, query)))
        return self._scored(query, asked)

    def _scored(self, query: Query, asked: Asked) -> Scored:
        weights = self.weights_by_[query.question]
        used = [signal for signal in self.signals if weights[signal.name] > 0]
        readings = {signal.name: signal.measure(asked) for signal in used}
        table = contributed(used, readings, weights, len(asked.pool))
        unshifted = score = total(table)
        if query.weights:
            table *= np.array([query.weights.get(signal.name, 1.0) for signal in used])[:, None]
            score = total(table)
        parts = {signal.name: row for signal, row in zip(used, table, strict=True)}
        free = self._open(asked, query.exclude)
        allowed = free & evident(asked, readings, self.evidence)
        cutoffs = self.cutoffs_.get(query.question, Cutoffs())
        clear = clearness(readings, len(asked.pool))
        return Scored(asked, cutoffs, readings, parts, score, clear, allowed, unshifted, free)

    def asked(self, query: Query, among: Among = None) -> Asked:
        """The query against the fitted network, or a few of it (see `score`), as signals take it."""
        pool = among if isinstance(among, Pool) else self.pool_ if among is None else self.pool_.take(among)
        asks = query.profile, query.need, query.text
        return Asked(pool, *asks, self.completes or {}, self.labels or {}, query.alone)

    def _open(self, asked: Asked, exclude: frozenset[str]) -> BoolArray:
        """Who is neither oneself, nor a partner, nor somebody one has met, nor hidden, nor out of reach."""
        pool, own = asked.pool, asked.profile.id
        given = [number for key in {own, *exclude} if (number := self.pool_.number.get(key)) is not None]
        closed = [np.array(given, np.int64), *self._known(own)]
        free = pool.rankable.copy()
        free[places_among(np.concatenate(closed), pool.numbers)] = False
        if asked.need is not None:
            free &= asked.nearness <= asked.needs_reach
        return free

    @staticmethod
    def by_score(score: FloatArray, passed: BoolArray) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
        """Numbers of those who passed, best first; equal scores in the order of the ids."""
        numbers = np.flatnonzero(passed)
        return numbers[np.argsort(-score[numbers], kind="stable")]

    @staticmethod
    def _in_turn(order: Numbers, score: FloatArray, pool: Pool) -> Numbers:
        """The same order, equal scores by id where numbers do not ascend with ids."""
        if pool.turns is None:
            return order
        numbers = order if pool.numbers is None else pool.numbers[order]
        return order[np.lexsort((pool.turns.of(numbers), -score[order]))]
