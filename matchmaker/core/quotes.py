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
    begins_inside,
    clauses,
    is_gap,
    joined,
    sentences,
    trim,
    widen,
)
from matchmaker.core.stretches import ROUND, SLACK, Hit, densest
from matchmaker.core.text import Token, is_compounding, tokenise, tokens_among

__all__ = ["LONGEST", "Found", "Pair", "Parts", "Quote", "Read", "Span", "carried", "found", "opening"]
__all__ += ["quote_pair", "read", "sentences", "trim", "weigh"]

SHARE = 0.1
"""A span is marked if it carries at least this much of its signal."""

FAINT = 0.02

LENGTH_POWER = 0.25

INSIDE = 0.7
"""What is left of the worth of a sentence that follows a colon: alone it reads as half a sentence."""

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


def carried(hits: Iterable[Hit], weights: Mapping[str, float]) -> float:
    """The weight of the different terms among `hits`, rounded so that their order makes no difference."""
    return round(weigh({hit[0] for hit in hits}, weights), ROUND)


class Found(NamedTuple):
    """A sentence that holds words of the match, and those words.

    `ease` is one for what is short enough to be quoted whole, and falls slowly with length.
    """

    text: str
    sentence: Span
    hits: Sequence[Hit]
    terms: frozenset[str]
    ease: float

    @classmethod
    def at(cls, text: str, sentence: Span, hits: Sequence[Hit]) -> Found:
        """The `hits` in one sentence of `text`."""
        length = sentence.end - sentence.start
        ease = (LONGEST / length) ** LENGTH_POWER if length > LONGEST else 1.0
        if begins_inside(text, sentence):
            ease *= INSIDE
        return cls(text, sentence, hits, frozenset([hit[0] for hit in hits]), ease)


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


def _by_sentence(text: str, wholes: Sequence[Span], hits: Sequence[Hit]) -> list[Found]:
    """The sentences that hold any of the `hits`, which are in order; what stands in none is left out."""
    if len(wholes) == 1 and hits and wholes[0][0] <= hits[0][1] and hits[-1][1] < wholes[0][1]:
        return [Found.at(text, wholes[0], hits)]
    places, at = list[Found](), 0
    while at < len(hits):
        number = bisect_right(wholes, (hits[at][1], len(text))) - 1
        first, end = at, wholes[number][1] if number >= 0 else 0
        at += 1
        if hits[first][1] < end:
            while at < len(hits) and hits[at][1] < end:
                at += 1
            places.append(Found.at(text, wholes[number], hits[first:at]))
    return places


def _hits(text: str, weights: Mapping[str, float], parts: Parts | None) -> Sequence[Hit]:
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
    cut, hits = _cut(first, common)
    other, same = _cut(second, {hit[0]: common[hit[0]] for hit in hits})
    # Cutting to length can lose a word on either side: what is left on the second counts for both.
    left = {hit[0]: common[hit[0]] for hit in same}
    yours, some = _marked(first, cut, hits, left, total)
    others_quote, others_terms = _marked(second, other, same, left, total)
    return Pair(yours, others_quote, frozenset(some & others_terms))


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


def _cut(place: Found, weights: Mapping[str, float]) -> tuple[Span, Sequence[Hit]]:
    """A sentence cut to length around those of its words that are in `weights`, else around its beginning."""
    text, shown, hits = place.text, place.sentence, place.hits
    if len(weights) < len(place.terms):
        hits = [hit for hit in hits if hit[0] in weights]
    if shown.end - shown.start <= LONGEST:
        return shown, hits
    cuts = clauses(text, shown)
    core = densest(hits, weights, shown.start, text, cuts) if hits else Span(shown.start, shown.start)
    start, end = shown = joined(text, shown, widen(text, shown, core, cuts))
    return shown, [hit for hit in hits if start <= hit[1] and hit[2] <= end]


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
    return _quote(text, shown, pieces[0], ())


def _marked(
    place: Found, shown: Span, hits: Sequence[Hit], weights: Mapping[str, float], total: float
) -> tuple[Quote, set[str]]:
    """The quote of what is `shown` of a sentence, and the terms that are marked in it."""
    spans, terms, least = list[Span](), set[str](), SHARE * total
    for stretch in _stretches(place.text, [hit for hit in hits if hit[0] in weights]):
        first, last = stretch[0], stretch[-1]
        held = {first[0]} if first is last else {hit[0] for hit in stretch}
        if round(weights[first[0]] if first is last else weigh(held, weights), ROUND) >= least:
            spans.append(Span(first[1], last[2]))
            terms |= held
    return _quote(place.text, shown, place.sentence, spans), terms


def _quote(text: str, shown: Span, sentence: Span, spans: Iterable[Span]) -> Quote:
    """What is `shown` of a sentence, with an ellipsis where that goes on, and marks at these `spans`."""
    start, end = shown
    head = "…" if start > sentence.start or begins_inside(text, shown) else ""
    body, tail = text[start:end], "…" if end < sentence.end else ""
    if not body.isprintable():
        body = _OTHER_BLANK.sub(" ", body)
    move = len(head) - start
    return Quote(head + body + tail, tuple([Span(first + move, last + move) for first, last in spans]))


def _stretches(text: str, hits: Iterable[Hit]) -> list[list[Hit]]:
    """Hits grouped so that only blanks and a few stop words lie between two of one group."""
    groups: list[list[Hit]] = []
    for hit in hits:
        if groups and is_gap(text[groups[-1][-1][2] : hit[1]]):
            groups[-1].append(hit)
        else:
            groups.append([hit])
    return groups
