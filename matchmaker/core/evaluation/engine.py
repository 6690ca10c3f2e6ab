"""The engine as a method of the evaluation: fitted on what was known at the split, on nothing else."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from matchmaker.core.answers import NOBODY, Query
from matchmaker.core.evaluation.folder import Past
from matchmaker.core.evaluation.method import Method
from matchmaker.core.evaluation.told import told
from matchmaker.core.learning.learn import Learnt, learn
from matchmaker.core.matcher import Matcher
from matchmaker.core.reader import FloatArray
from matchmaker.core.sharing import attend
from matchmaker.core.signals.pool import BoolArray
from matchmaker.core.variety import FIRST

NAME = "engine"


def engine(past: Past, *, learnt: Learnt | None = None) -> Method:
    """The engine, its weights learnt from this past, fitted on it, with attention shared out.

    In the cold start an organisation asks as if it had no ties.
    """
    profiles, activities = told(past)
    found = learnt or learn(profiles, past.ties, activities, today=past.split)
    matcher = Matcher(learnt=found.weights)
    matcher.fit(profiles, past.ties, activities, today=past.split, levels=False)
    places = np.array([matcher.pool_.number[one.id] for one in past.organisations], np.intp)
    memory = Memory(matcher)
    matcher.share(attend(matcher, memory.ask))

    def scores(query: Query, *, fair: bool = True) -> FloatArray:
        scored = matcher.score(query)
        return _shown(matcher, query, scored.score, scored.free, fair)[places]

    return Method(
        NAME,
        ties=lambda n: scores(Query(profiles[n])),
        needs=lambda n: scores(
            Query(replace(NOBODY, country=past.needs[n].country), text=past.needs[n].text)
        ),
        cold=lambda n: scores(Query(profiles[n], alone=True)),
        plain=lambda n: scores(Query(profiles[n]), fair=False),
        again=lambda n: _shown(matcher, Query(profiles[n]), *memory.ask(int(places[n])), True)[places],
    )


class Memory:
    """What everybody asked for once was answered; halved in precision, for it holds all pairs."""

    def __init__(self, matcher: Matcher) -> None:
        self.matcher = matcher
        self._kept: dict[int, tuple[npt.NDArray[np.float32], BoolArray]] = {}

    def ask(self, asker: int) -> tuple[FloatArray, BoolArray]:
        """The scores of all for one asker, by its number in the pool, and who is free to be suggested."""
        if asker not in self._kept:
            scored = self.matcher.score(Query(self.matcher.pool_.profiles[asker]))
            self._kept[asker] = scored.score.astype(np.float32), scored.free
        score, free = self._kept[asker]
        return score.astype(float), free


def _shown(matcher: Matcher, query: Query, score: FloatArray, free: BoolArray, fair: bool) -> FloatArray:
    """The scores, those of the first ten raised into the order in which they are shown.

    Who is not free to be suggested is -inf. The evidence floor ends the lists of the product; here all are
    ranked, with evidence or without. Whoever has the score of one of the ten has its value too: equals count
    against the engine.
    """
    head = matcher.arranged(query, score, free, fair=fair)[:FIRST]
    found = np.where(free, score, -np.inf)
    top = float(found.max(initial=0.0)) + 1.0
    for place, number in reversed(list(enumerate(head.tolist()))):
        found[free & (score == score[number])] = top + FIRST - place
    return found
