"""The engine as a method of the evaluation: fitted on what was known at the split, on nothing else."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from matchmaker.core.answers import NOBODY, Query
from matchmaker.core.evaluation.folder import Past
from matchmaker.core.evaluation.method import Method
from matchmaker.core.evaluation.told import told
from matchmaker.core.index import FloatArray
from matchmaker.core.learning.learn import Learnt, learn
from matchmaker.core.matcher import Matcher

NAME = "engine"


def engine(past: Past, *, learnt: Learnt | None = None) -> Method:
    """The engine, its weights learnt from this past, fitted on it.

    In the cold start an organisation asks as if it had no ties.
    """
    profiles, activities = told(past)
    found = learnt or learn(profiles, past.ties, activities, today=past.split)
    matcher = Matcher(learnt=found.weights).fit(
        profiles, past.ties, activities, today=past.split, levels=False
    )
    order = np.array([matcher.pool_.number[one.id] for one in past.organisations], np.intp)

    def scores(query: Query) -> FloatArray:
        found = matcher.score(query)
        ranked = np.where(found.allowed, found.score, found.score - FAR)
        return np.asarray(np.where(found.free, ranked, -np.inf)[order])

    return Method(
        NAME,
        ties=lambda n: scores(Query(profiles[n])),
        needs=lambda n: scores(
            Query(replace(NOBODY, country=past.needs[n].country), text=past.needs[n].text)
        ),
        cold=lambda n: scores(Query(profiles[n], alone=True)),
    )


FAR = 1000.0
"""Who has no evidence comes after everybody who has."""
