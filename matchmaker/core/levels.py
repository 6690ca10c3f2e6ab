"""From which score a suggestion is strong, and from which good: learnt from what a network suggests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from matchmaker.core.answers import NOBODY, Cutoffs, Query, Question
from matchmaker.core.entities import Profile
from matchmaker.core.narrowing import Scored
from matchmaker.core.quotes import opening

SAMPLE = 24
"""So many stakeholders are asked, spread evenly over the ids."""

STRONG_SHARE, GOOD_SHARE = 0.3, 0.6
"""Of the top tens of a sample three tenths may be strong and six tenths are at least good."""

CLEAR_SHARE = 0.6
"""So many of the sample have a best match with clear evidence."""

TOP = 10


def learn_levels(profiles: Sequence[Profile], ask: Callable[[Query], Scored]) -> dict[Question, Cutoffs]:
    """Cut-offs for each question, from the top scores of a sample of stakeholders."""
    asking = [one for one in profiles if one.needs or one.about] or list(profiles)
    places = sorted(set(np.linspace(0, len(asking) - 1, SAMPLE).astype(int))) if asking else []
    some = [asking[place] for place in places]
    questions = {
        Question.PROFILE: [Query(profile) for profile in some],
        Question.NEED: [Query(profile, need=profile.needs[0]) for profile in some if profile.needs],
        # What people type is short: a need as somebody wrote it, or how a description begins.
        Question.TEXT: [Query(NOBODY, text=_typed(profile)) for profile in some],
    }
    return {question: _cutoffs(map(ask, queries)) for question, queries in questions.items()}


def _cutoffs(answers: Iterable[Scored]) -> Cutoffs:
    scores: list[float] = []
    clear: list[float] = []
    for scored in answers:
        allowed = np.flatnonzero(scored.allowed)
        top = allowed[np.argsort(-scored.score[allowed], kind="stable")][:TOP]
        scores += scored.score[top].tolist()
        clear += [float(scored.evidence[top].max())] if len(top) else []
    if not scores:
        return Cutoffs()
    strong, good = np.quantile(scores, [1 - STRONG_SHARE, 1 - GOOD_SHARE]).tolist()
    return Cutoffs(strong, good, float(np.quantile(clear, 1 - CLEAR_SHARE)))


def _typed(profile: Profile) -> str:
    """A text such as this stakeholder could type."""
    if profile.needs:
        return profile.needs[0].text
    first = opening(profile.about)
    return first.text if first else profile.name
