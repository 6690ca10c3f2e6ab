"""The evaluation itself: asks the engine and the baselines the same questions and counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from matchmaker.core.evaluation import intervals
from matchmaker.core.evaluation.exposure import bridging, communities, exposure
from matchmaker.core.evaluation.folder import Past
from matchmaker.core.evaluation.measures import MEASURES, NDCG, Mask, Numbers, measure, ranks, top
from matchmaker.core.evaluation.method import Method, Scores
from matchmaker.core.evaluation.questions import Asked, Partners, need_questions, tie_questions
from matchmaker.core.evaluation.report import Fairness, Report, Result
from matchmaker.core.reader import FloatArray

Progress = Callable[[int, int, str], None]
"""Is told how much of what is done: queries done, queries in all, what is measured."""

Timer = Callable[[], float]
"""Seconds on a clock that only goes forward."""

SEED = 1


def silent(_done: int, _total: int, _what: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Evaluation:
    """What a run needs beside the methods."""

    past: Past
    partners: Partners
    timer: Timer
    progress: Progress
    seed: int

    def ask(self, name: str, what: str, scores: Scores, asked: Sequence[Asked]) -> tuple[Result, FloatArray]:
        """The result of one method, and the measures of each query."""
        values, seconds = np.zeros((len(asked), len(MEASURES))), np.zeros(len(asked))
        for row, question in enumerate(asked):
            begun = self.timer()
            found = scores(question.number)
            seconds[row] = self.timer() - begun
            values[row] = measure(ranks(found, question.right, self._candidates(what, question)))
            self.progress(row + 1, len(asked), f"{what}: {name}")
        return self._result(name, values, seconds), values

    def lists(self, scores: Scores) -> list[Numbers]:
        """The first ten that each organisation would be shown."""
        size, found = self.partners.size, []
        for number in range(size):
            found.append(top(scores(number), self.partners.candidates(number)))
            self.progress(number + 1, size, "lists of all")
        return found

    def _candidates(self, what: str, question: Asked) -> Mask:
        """A need may be answered by anybody, an organisation by who is not its partner yet."""
        if what == "needs":
            return np.ones(self.partners.size, bool)
        return self.partners.candidates(question.number)

    def _result(self, name: str, values: FloatArray, seconds: FloatArray) -> Result:
        if not len(values):
            return Result(name, 0, {}, {}, 0.0)
        means = dict(zip(MEASURES, values.mean(axis=0).tolist(), strict=True))
        bounds = intervals.intervals(values, seed=self.seed).tolist()
        spans = {measure: (low, high) for measure, (low, high) in zip(MEASURES, bounds, strict=True)}
        return Result(name, len(values), means, spans, float(np.median(seconds)))


def evaluate(
    past: Past,
    engine: Method,
    baselines: Sequence[Method] = (),
    *,
    timer: Timer,
    progress: Progress = silent,
    seed: int = SEED,
) -> Report:
    """Measure the engine on a past, beside the baselines.

    Its own partners are never candidates for an organisation, in the cold start neither. Exposure and
    bridging are those of the engine's first ten for every organisation.
    """
    if engine.needs is None:
        raise ValueError("The engine must answer needs as well.")
    run = Evaluation(past, Partners(past), timer, progress, seed)
    ties, needs = tie_questions(past, run.partners), need_questions(past)
    methods = (engine, *baselines)
    of_ties = [run.ask(one.name, "ties", one.ties, ties) for one in methods]
    of_needs = [run.ask(one.name, "needs", one.needs, needs)[0] for one in methods if one.needs]
    lists = run.lists(engine.again or engine.ties)
    return Report(
        ties=tuple(result for result, _ in of_ties),
        needs=tuple(of_needs),
        cold=run.ask(engine.name, "cold start", engine.cold, ties)[0] if engine.cold else None,
        exposure=exposure(lists, run.partners.size),
        bridging=bridging(lists, communities(run.partners.known, seed=seed)),
        fairness=_fairness(run, engine, of_ties[0][1], ties) if engine.plain and ties else None,
        seed=seed,
    )


def _fairness(run: Evaluation, engine: Method, fair: FloatArray, ties: Sequence[Asked]) -> Fairness:
    """The engine once more with fairness off."""
    assert engine.plain is not None
    off, plain = run.ask(engine.name, "fairness off", engine.plain, ties)
    value, low, high = intervals.loss(plain[:, NDCG], fair[:, NDCG], seed=run.seed)
    return Fairness(off, value, (low, high))
