"""A fitted matcher as arrays and facts, and the matcher that answers from them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from matchmaker.core.answers import Cutoffs, Question
from matchmaker.core.candidates import Candidates
from matchmaker.core.fair import Fair
from matchmaker.core.fairness.attention import Attention
from matchmaker.core.kept.columns import pool_arrays, pool_of
from matchmaker.core.kept.packing import packed, unpacked
from matchmaker.core.kept.people import People
from matchmaker.core.matcher import Matcher
from matchmaker.core.signals import SIGNALS
from matchmaker.core.sparse import Array, Arrays, named, part

Facts = Mapping[str, Any]
"""What stands beside the arrays, as JSON knows it."""

BY_ID = ("price", "reach", "community")
"""What attention says of each stakeholder: columns of `Fair`, not facts."""


def arrays(matcher: Matcher, salt: bytes) -> dict[str, Array]:
    """All arrays that a fitted matcher answers from, by names such as `pool.index.offers.starts`.

    Small ones are packed into one (see `packing`).
    `salt` (at most 64 bytes) keys the hashes of words: whoever opens the arrays needs the same. Together
    with `facts` they are all but the profiles, which lie elsewhere in the order of their ids.

    Raises ValueError for what is not kept: activities, signals of one's own, words of the same hash,
    or changes since a fit.
    """
    if tuple(matcher.signals) != SIGNALS:
        raise ValueError("a matcher with signals of its own is not kept")
    if matcher.changes_ is not None:
        raise ValueError("a matcher with changes is not kept: fit one anew")
    found = matcher.candidates_.arrays() if matcher.candidates_ is not None else {}
    pool, fairness = pool_arrays(matcher.pool_, salt), matcher.fairness_.arrays()
    return packed(named(pool=pool, fairness=fairness, candidates=found))


def facts(matcher: Matcher) -> dict[str, Any]:
    """What else a fitted matcher knows: weights, levels, labels, and how attention was shared out."""
    return {
        "weights": None if matcher.weights is None else dict(matcher.weights),
        "learnt": {question.value: dict(own) for question, own in (matcher.learnt or {}).items()},
        "completes": {kind: sorted(answers) for kind, answers in (matcher.completes or {}).items()},
        "labels": dict(matcher.labels or {}),
        "evidence": matcher.evidence,
        "variety": matcher.variety,
        "whole": matcher.whole,
        "cutoffs": {question.value: _told(own) for question, own in matcher.cutoffs_.items()},
        "attention": _shared(matcher.attention),
        "today": matcher.today_.isoformat(),
        "nearest": matcher.candidates_.nearest if matcher.candidates_ is not None else None,
    }


def matcher(arrays: Arrays, facts: Facts, people: People, salt: bytes) -> Matcher:
    """The matcher of such arrays and facts: its answers are those of the one that they were taken from.

    The arrays may be mapped files that nobody may write. Nothing of them is copied, and the work does not
    grow with the network; the loops of a large one are loaded by `candidates_.warm`. It cannot be the
    `earlier` one of a fit.

    Raises KeyError where an array or a fact is missing, ValueError where one cannot be right.
    """
    labels = facts["labels"]
    opened = Matcher(
        weights=facts["weights"],
        learnt={Question(name): own for name, own in facts["learnt"].items()},
        completes={kind: frozenset(answers) for kind, answers in facts["completes"].items()},
        labels=labels,
        evidence=facts["evidence"],
        variety=facts["variety"],
        attention=None if facts["attention"] is None else Attention(**facts["attention"]),
        whole=facts["whole"],
    )
    opened.today_ = date.fromisoformat(facts["today"])
    given = unpacked(arrays)
    pool = pool_of(part(given, "pool"), people, labels, salt)
    candidates = None
    if facts["nearest"] is not None:
        candidates = Candidates.from_arrays(part(given, "candidates"), pool, facts["nearest"])
    cutoffs = {Question(name): _cutoffs(own) for name, own in facts["cutoffs"].items()}
    return opened.over(pool, Fair.from_arrays(part(given, "fairness")), candidates, cutoffs)


def _shared(attention: Attention | None) -> dict[str, float] | None:
    """How attention was shared out as a whole; None where it was not."""
    if attention is None:
        return None
    return {one.name: getattr(attention, one.name) for one in fields(attention) if one.name not in BY_ID}


def _told(cutoffs: Cutoffs) -> list[float | None]:
    """Levels as JSON knows them: null stands for a level that nobody reaches."""
    found = (cutoffs.strong, cutoffs.good, cutoffs.clear)
    return [value if math.isfinite(value) else None for value in found]


def _cutoffs(told: Sequence[float | None]) -> Cutoffs:
    return Cutoffs(*(math.inf if value is None else value for value in told))
