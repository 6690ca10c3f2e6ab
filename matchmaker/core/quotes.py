"""Verbatim quotes: the shortest clause of a text that holds the words of a match, with those words marked."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import NamedTuple

from matchmaker.core.cutting import (
    LONGEST,
    Span,
    beginnings,
    begins_inside,
    clauses,
    is_gap,
    joined,
    sentences,
    trim,
    widen,
)
from matchmaker.core.text import Token, is_compounding, tokenise, tokens_among

__all__ = ["LONGEST", "Found", "Pair", "Parts", "Quote", "Read", "Span", "carried", "found", "opening"]
__all__ += ["quote_pair", "read", "sentences", "trim", "weigh"]

SHARE = 0.1
"""A span is marked if it carries at least this much of its signal."""

FAINT = 0.02

LENGTH_POWER = 0.25

# Sums over sets come in any order; rounded, they order the same in every process.
ROUND = 9

SLACK = 1e-6
"""More than rounding can add to the worth of a pair of sentences."""

INSIDE = 0.7
"""What is left of the worth of a sentence that follows a colon: alone it reads as half a sentence."""

ENOUGH = 0.6
"""A quote from the start of the sentence is taken if it holds so much of what the best stretch holds."""

LOOKED_AT = 4
"""So many sentences of each side are weighed against those of the other."""

# Blanks of other kinds become plain ones, letter for letter, so that the marks stay where they are.
_OTHER_BLANK = re.compile(r"[^\S ]")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a stakeholder as they wrote them; `marks` are spans of `text`, in order."""

    text: str
    marks: tuple[Span, ...] = ()


class Pair(NamedTuple):
    """A quote of each side, and the terms that are marked in both."""

    yours: Quote
    theirs: Quote
    terms: frozenset[str]


Parts = Callable[[str], tuple[str, ...]]
"""Tells the words that a compound is made of."""


def weigh(terms: Iterable[str], weights: Mapping[str, float]) -> float:
    """The weight of these different terms."""
    return sum([weights[term] for term in terms])


def carried(tokens: Iterable[Token], weights: Mapping[str, float]) -> float:
    """The weight of the different terms among `tokens`, rounded so that their order makes no difference."""
    return round(weigh({token.term for token in tokens}, weights), ROUND)


class Found(NamedTuple):
    """A sentence that holds words of the match, and those words.

    `ease` is one for what is short enough to be quoted whole, and falls slowly with length.
    """

    text: str
    sentence: Span
    hits: tuple[Token, ...]
    terms: frozenset[str]
    ease: float

    @classmethod
    def at(cls, text: str, sentence: Span, hits: Iterable[Token]) -> Found:
        """The `hits` in one sentence of `text`."""
        inside, length = tuple(hits), sentence.end - sentence.start
        ease = (LONGEST / length) ** LENGTH_POWER if length > LONGEST else 1.0
        if begins_inside(text, sentence):
            ease *= INSIDE
        return cls(text, sentence, inside, frozenset([token.term for token in inside]), ease)


class Read(NamedTuple):
    """A text that is quoted again and again: its sentences, its words, and where each term is."""

    text: str
    wholes: tuple[Span, ...]
    words: tuple[Token, ...]
    places: Mapping[str, tuple[int, ...]]

    def among(self, weights: Mapping[str, float]) -> list[Token]:
        """Its words whose terms are in `weights`, in order."""
        met = [place for term in weights for place in self.places.get(term, ())]
        met.sort()
        return [self.words[place] for place in met]


def read(text: str, parts: Parts | None = None) -> Read:
    """`text` read for good; a compound stands once for itself and once for each of its parts."""
    words: Iterable[Token] = tokenise(text)
    if parts is not None and is_compounding(text):
        words = _with_parts(words, parts)
    kept, places = tuple(words), dict[str, list[int]]()
    for place, token in enumerate(kept):
        places.setdefault(token.term, []).append(place)
    return Read(text, sentences(text), kept, {term: tuple(met) for term, met in places.items()})


def found(
    texts: Iterable[str | Read], weights: Mapping[str, float], parts: Parts | None = None
) -> list[Found]:
    """The sentences that carry most of `weights`, the best first; a compound carries its `parts` as well.

    Whose texts are looked at again and again is `read` once, parts included.
    """
    places: list[Found] = []
    for one in texts:
        if isinstance(one, Read):
            places += _by_sentence(one.text, one.wholes, one.among(weights))
        elif hits := _hits(one, weights, parts):
            places += _by_sentence(one, sentences(one), hits)
    if len(places) < 2:
        return places
    ranked = [
        (-round(weigh(place.terms, weights) * place.ease, ROUND), number)
        for number, place in enumerate(places)
    ]
    return [places[number] for _, number in nsmallest(LOOKED_AT, ranked)]


def _by_sentence(text: str, wholes: Sequence[Span], hits: list[Token]) -> Iterator[Found]:
    """The sentences that hold any of the `hits`, which are in order; what stands in none is left out."""
    at = 0
    while at < len(hits):
        number = bisect_right(wholes, (hits[at].start, len(text))) - 1
        first, end = at, wholes[number].end if number >= 0 else 0
        at += 1
        if hits[first].start < end:
            while at < len(hits) and hits[at].start < end:
                at += 1
            yield Found.at(text, wholes[number], hits[first:at])


def _hits(text: str, weights: Mapping[str, float], parts: Parts | None) -> list[Token]:
    """The words of `text` that are in `weights`; a compound stands once for each of its parts, too."""
    if parts is not None and is_compounding(text):
        return [
            token if term == token.term else token._replace(term=term)
            for token in tokenise(text)
            for term in (token.term, *parts(token.term))
            if term in weights
        ]
    return tokens_among(text, weights)


def _with_parts(tokens: Iterable[Token], parts: Parts) -> Iterator[Token]:
    for token in tokens:
        yield token
        for part in parts(token.term):
            yield token._replace(term=part)


def quote_pair(
    mine: Iterable[str | Read],
    theirs: Iterable[str | Read],
    weights: Mapping[str, float],
    parts: Parts | None = None,
) -> Pair | None:
    """The two quotes that carry most of a match together, or None where a side has none of the words.

    Marked are only words that stand in both quotes, so that every stroke has its counterpart.
    """
    total = sum(weights.values())
    # What carries next to nothing decides no quote; leaving it out keeps long texts quick.
    weights = {term: weight for term, weight in weights.items() if weight >= FAINT * total}
    own = found(mine, weights, parts)
    others = found(theirs, weights, parts) if own else []
    if not others:
        return None
    first, second = _best_pair(own, others, weights)
    common = {term: weights[term] for term in first.terms & second.terms}
    cut = _cut(first, common)
    other = _cut(second, {term: common[term] for term in cut.terms})
    # Cutting to length can lose a word on either side: what is left on the second counts for both.
    left = {term: common[term] for term in other.terms}
    (yours, some), (other_quote, same) = (
        _marked(cut, first.sentence, left, total),
        _marked(other, second.sentence, left, total),
    )
    return Pair(yours, other_quote, some & same)


def _best_pair(own: list[Found], others: list[Found], weights: Mapping[str, float]) -> tuple[Found, Found]:
    """The sentences that carry most together, of equals the first; only those are weighed that may."""
    if len(own) == len(others) == 1:
        return own[0], others[0]
    best, most = (own[0], others[0]), -1.0
    whole = [weigh(b.terms, weights) for b in others]
    for a in own:
        mine = weigh(a.terms, weights)
        for b, theirs in zip(others, whole, strict=True):
            ease = a.ease + b.ease
            if min(mine, theirs) * ease + SLACK < most:
                continue
            worth = round(weigh(a.terms & b.terms, weights) * ease, ROUND)
            if worth > most:
                best, most = (a, b), worth
    return best


def _cut(place: Found, weights: Mapping[str, float]) -> Found:
    """A sentence cut to length around those of its words that are in `weights`, else around its beginning."""
    text, shown = place.text, place.sentence
    hits = [token for token in place.hits if token.term in weights]
    if shown.length > LONGEST:
        cuts = clauses(text, shown)
        starts = [shown.start, *beginnings(text, cuts)]
        core = _densest(hits, weights, starts) if hits else Span(shown.start, shown.start)
        shown = joined(text, shown, widen(text, shown, core, cuts))
    elif len(hits) == len(place.hits):
        return place
    return Found.at(text, shown, [t for t in hits if shown.start <= t.start and t.end <= shown.end])


def opening(text: str, longest: int = LONGEST) -> Quote | None:
    """How `text` begins, as a quote without marks: its first sentence, or as much as `longest` holds.

    None where there is nothing to quote.
    """
    pieces = sentences(text)
    if not pieces:
        return None
    shown = pieces[0]
    if shown.length > longest:
        # One character less for the ellipsis.
        core, cuts = Span(shown.start, shown.start), clauses(text, shown)
        shown = widen(text, shown, core, cuts, longest - 1)
    return _marked(Found.at(text, shown, ()), pieces[0], {}, 1.0)[0]


def _densest(hits: list[Token], weights: Mapping[str, float], starts: list[int]) -> Span:
    """The stretch of at most `LONGEST` characters that carries most; of equals the shortest.

    What stands near the first of `starts`, where the sentence begins, is taken if it carries enough, else
    what stands near the start of a clause.
    """
    best, rank = Span(hits[0].start, hits[0].end), (-1.0, 0)
    for i, first in enumerate(hits):
        within = _needed([t for t in hits[i:] if t.end - first.start <= LONGEST] or [first], weights)
        stretch = Span(first.start, within[-1].end)
        here = (carried(within, weights), -stretch.length)
        if here > rank:
            best, rank = stretch, here
    near = [[t for t in hits if start <= t.start and t.end - start <= LONGEST] for start in starts]
    worth = [carried(tokens, weights) for tokens in near]
    taken = 0 if worth[0] >= ENOUGH * rank[0] else worth.index(max(worth))
    if worth[taken] < ENOUGH * rank[0]:
        return best
    return Span(near[taken][0].start, _needed(near[taken], weights)[-1].end)


def _needed(hits: list[Token], weights: Mapping[str, float]) -> list[Token]:
    """`hits` without those at the end that add nothing."""
    seen: set[str] = set()
    last = 0
    for place, token in enumerate(hits):
        if token.term not in seen and weights[token.term] > 0:
            last = place
        seen.add(token.term)
    return hits[: last + 1]


def _marked(
    shown: Found, sentence: Span, weights: Mapping[str, float], total: float
) -> tuple[Quote, frozenset[str]]:
    """The quote, with an ellipsis where the sentence goes on, the spans worth a mark, and their terms."""
    start, end = shown.sentence
    inside = start > sentence.start or begins_inside(shown.text, shown.sentence)
    head = "…" if inside else ""
    tail = "…" if end < sentence.end else ""
    move = len(head) - start
    hits = [token for token in shown.hits if token.term in weights]
    worth = [s for s in _stretches(shown.text, hits) if carried(s, weights) >= SHARE * total]
    spans = [Span(stretch[0].start + move, stretch[-1].end + move) for stretch in worth]
    body = _OTHER_BLANK.sub(" ", shown.text[start:end])
    terms = frozenset(token.term for stretch in worth for token in stretch)
    return Quote(head + body + tail, tuple(spans)), terms


def _stretches(text: str, hits: list[Token]) -> list[list[Token]]:
    """Hits grouped so that only blanks and a few stop words lie between two of one group."""
    groups: list[list[Token]] = []
    for token in hits:
        if groups and is_gap(text[groups[-1][-1].end : token.start]):
            groups[-1].append(token)
        else:
            groups.append([token])
    return groups
