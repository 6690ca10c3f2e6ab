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
from matchmaker.core.sharing import attend

NAME = "engine"


def engine(past: Past, *, learnt: Learnt | None = None) -> Method:
    """The engine, its weights learnt from this past, fitted on it, with attention shared out.

    In the cold start an organisation asks as if it had no ties.
    """
    profiles, activities = told(past)
    found = learnt or learn(profiles, past.ties, activities, today=past.split)
    matcher = Matcher(learnt=found.weights)
    matcher.fit(profiles, past.ties, activities, today=past.split, levels=False)
    matcher.share(attend(matcher, without_floor=True))
    places = np.array([matcher.pool_.number[one.id] for one in past.organisations], np.intp)

    def scores(query: Query, *, fair: bool = True) -> FloatArray:
        return _by_order(matcher, query, fair)[places]

    return Method(
        NAME,
        ties=lambda n: scores(Query(profiles[n])),
        needs=lambda n: scores(
            Query(replace(NOBODY, country=past.needs[n].country), text=past.needs[n].text)
        ),
        cold=lambda n: scores(Query(profiles[n], alone=True)),
        plain=lambda n: scores(Query(profiles[n]), fair=False),
    )


def _by_order(matcher: Matcher, query: Query, fair: bool) -> FloatArray:
    """Scores that say the order in which everybody would be shown; -inf for who is not free to be suggested.

    The evidence floor ends the lists of the product; here everybody is ranked, with evidence or without.
    """
    scored = matcher.score(query)
    scored = replace(scored, allowed=scored.free)
    order = matcher.arranged(query, scored, matcher.by_score(scored.score, scored.free), fair=fair)
    found = np.full(len(scored.score), -np.inf)
    found[order] = np.arange(len(order), 0, -1)
    return found
