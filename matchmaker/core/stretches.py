"""Which stretch of a long sentence is quoted: the one that holds most of a match."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from operator import itemgetter

from matchmaker.core.cutting import LONGEST, Cuts, Span, beginnings

Hit = tuple[str, int, int]
"""A word of the match: its term, and where it stands in its text."""

ROUND = 9
"""Sums over sets come in any order; rounded to so many places, they order the same in every process."""

SLACK = 1e-6
"""More than rounding can add to the worth of a pair of sentences."""

ENOUGH = 0.6
"""A quote from the start of the sentence is taken if it holds so much of what the best stretch holds."""

_starts = itemgetter(1)


def densest(hits: Sequence[Hit], weights: Mapping[str, float], start: int, text: str, cuts: Cuts) -> Span:
    """The stretch of at most `LONGEST` characters that is quoted: in doubt the one that carries most.

    What stands near the `start` of the sentence is taken if it carries enough, else what stands near the
    start of a clause.
    """
    worth, last = _held(hits, weights, 0, start)
    # No stretch carries more than all of it.
    if worth >= ENOUGH * round(sum(weights.values()), ROUND):
        return Span(hits[0][1], hits[last][2])
    best, rank = fullest(hits, weights)
    near = (worth, 0, last)
    if worth < ENOUGH * rank:
        for begin in beginnings(text, cuts):
            first = bisect_left(hits, begin, key=_starts)
            carries, until = _held(hits, weights, first, begin)
            if carries > near[0]:
                near = (carries, first, until)
    worth, first, last = near
    return best if worth < ENOUGH * rank else Span(hits[first][1], hits[last][2])


def fullest(hits: Sequence[Hit], weights: Mapping[str, float]) -> tuple[Span, float]:
    """The stretch of at most `LONGEST` characters that carries most, of equals the shortest, and how much."""
    best, rank = Span(hits[0][1], hits[0][2]), (-1.0, 0)
    # How often each term is between the first word and the one before `until`, and what they all carry.
    times, worth, until = dict[str, int](), 0.0, 0
    for first, (term, begin, end) in enumerate(hits):
        while until < len(hits) and hits[until][2] <= begin + LONGEST:
            met = hits[until][0]
            if not times.get(met):
                worth += weights[met]
            times[met] = times.get(met, 0) + 1
            until += 1
        if until == first:
            # A word alone may be longer than a quote.
            here, until = (round(weights[term], ROUND), begin - end), first + 1
        else:
            carries, last = _held(hits, weights, first, begin) if worth + SLACK >= rank[0] else (-1.0, first)
            here = carries, begin - hits[last][2]
            times[term] -= 1
            if not times[term]:
                worth -= weights[term]
        if here > rank:
            best, rank = Span(begin, begin - here[1]), here
    return best, rank[0]


def _held(hits: Sequence[Hit], weights: Mapping[str, float], first: int, start: int) -> tuple[float, int]:
    """What the hits from one on carry that fit into a quote from `start`, and the last that adds to it."""
    seen, worth, last, most = set[str](), 0.0, first, start + LONGEST
    for place in range(first, len(hits)):
        term, _, end = hits[place]
        if end > most:
            break
        if term not in seen:
            seen.add(term)
            if weights[term] > 0:
                worth += weights[term]
                last = place
    return round(worth, ROUND), last
