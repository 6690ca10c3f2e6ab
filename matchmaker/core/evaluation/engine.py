"""The engine as a method of the evaluation: fitted on what was known at the split, on nothing else."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from matchmaker.core.answers import NOBODY, Query
from matchmaker.core.evaluation.folder import Past
from matchmaker.core.evaluation.method import Method
from matchmaker.core.index import FloatArray
from matchmaker.core.matcher import Matcher

NAME = "engine"


def engine(past: Past) -> Method:
    """The engine with its shipped settings, fitted on a past.

    In the cold start an organisation asks as a stranger with the same profile, so that no tie of its own
    counts.
    """
    matcher = Matcher().fit(past.organisations, past.ties, today=past.split)
    order = np.array([matcher.pool_.number[one.id] for one in past.organisations], np.intp)

    def scores(query: Query) -> FloatArray:
        found = matcher._score(query)
        return np.asarray(np.where(found.allowed, found.score, -np.inf)[order])

    return Method(
        NAME,
        ties=lambda n: scores(Query(past.organisations[n])),
        needs=lambda n: scores(
            Query(replace(NOBODY, country=past.needs[n].country), text=past.needs[n].text)
        ),
        cold=lambda n: scores(Query(replace(past.organisations[n], id=""))),
    )
