"""Verbatim quotes: the shortest clause of a text that holds the words of a match, with those words marked."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest
from typing import NamedTuple

from matchmaker.core.stopwords import STOP_WORDS
from matchmaker.core.text import HIDDEN, WORD, Token, tokenise

LONGEST = 140
"""Characters of a quote, without its ellipses."""

SHARE = 0.1
"""A span is marked if it carries at least this much of its signal."""

FAINT = 0.02

LENGTH_POWER = 0.25

# Sums over sets come in any order; rounded, they order the same in every process.
ROUND = 9

LEAD = 45
"""Characters shown before the first word of the match where the clause is too long."""

LOOKED_AT = 4
"""So many sentences of each side are weighed against those of the other."""

_SENTENCE_END = re.compile(r"[.!?…]+[\"”’)]*(?=\s|$)|[\n\r;•·|*]+|\s[–—-]{1,2}\s|:(?=\s)")
_CLAUSE_END = re.compile(r"[,(]\s*|\)\s")
_EDGE = ' \t.,;:–—-*•|"“”„«»'
_STOPS = frozenset().union(*STOP_WORDS.values())


class Span(NamedTuple):
    """A stretch of a text, end excluded."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """Number of characters."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a stakeholder as they wrote them; `marks` are spans of `text`, in order."""

    text: str
    marks: tuple[Span, ...] = ()


@lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of `text`, trimmed; markup and addresses separate them."""
    ends = [match.span() for match in _SENTENCE_END.finditer(text)]
    cuts = sorted(ends + [match.span() for match in HIDDEN.finditer(text)])
    return _pieces(text, Span(0, len(text)), cuts)


def _pieces(text: str, whole: Span, cuts: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    """What lies between the `cuts` within `whole`, trimmed, empty pieces left out."""
    pieces, at = [], whole.start
    for start, end in [*cuts, (whole.end, whole.end)]:
        piece = trim(text, Span(at, max(at, start)))
        if piece.length:
            pieces.append(piece)
        at = max(at, end)
    return tuple(pieces)


def trim(text: str, span: Span) -> Span:
    """`span` without blanks and loose punctuation at its edges."""
    start, end = span
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return Span(start, end)


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
        inside = tuple(hits)
        ease = min(1.0, LONGEST / max(1, sentence.length)) ** LENGTH_POWER
        return cls(text, sentence, inside, frozenset(token.term for token in inside), ease)


def found(texts: Iterable[str], weights: Mapping[str, float]) -> list[Found]:
    """The sentences that carry most of `weights`, the best first."""
    ranked: list[tuple[float, int, Found]] = []
    for text in texts:
        hits = [token for token in tokenise(text) if token.term in weights]
        starts = [token.start for token in hits]
        for sentence in sentences(text) if hits else ():
            inside = hits[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
            if inside:
                place = Found.at(text, sentence, inside)
                worth = weigh(place.terms, weights) * place.ease
                ranked.append((-round(worth, ROUND), len(ranked), place))
    return [place for _, _, place in nsmallest(LOOKED_AT, ranked)]


def quote_pair(
    mine: Iterable[str], theirs: Iterable[str], weights: Mapping[str, float]
) -> tuple[Quote, Quote] | None:
    """The two quotes that carry most of a match together, or None where a side has none of the words.

    Marked are only words that stand in both quotes, so that every stroke has its counterpart.
    """
    total = sum(weights.values())
    # What carries next to nothing decides no quote; leaving it out keeps long texts quick.
    weights = {term: weight for term, weight in weights.items() if weight >= FAINT * total}
    pairs = [(a, b) for a in found(mine, weights) for b in found(theirs, weights)]
    if not pairs:
        return None

    def worth(pair: tuple[Found, Found]) -> float:
        a, b = pair
        return round(weigh(a.terms & b.terms, weights) * (a.ease + b.ease), ROUND)

    first, second = max(pairs, key=worth)
    common = {term: weights[term] for term in first.terms & second.terms}
    own = _cut(first, common)
    other = _cut(second, {term: common[term] for term in own.terms})
    # Cutting to length can lose a word on either side: what is left on the second counts for both.
    left = {term: common[term] for term in other.terms}
    return _marked(own, first.sentence, left, total), _marked(other, second.sentence, left, total)


def _cut(place: Found, weights: Mapping[str, float]) -> Found:
    """A sentence cut to length around those of its words that are in `weights`, else around its beginning."""
    hits = [token for token in place.hits if token.term in weights]
    shown = place.sentence
    if shown.length > LONGEST:
        shown = _widen(place.text, shown, _densest(hits, weights) if hits else Span(shown.start, shown.start))
    return Found.at(place.text, shown, (t for t in hits if shown.start <= t.start and t.end <= shown.end))


def opening(text: str) -> Quote | None:
    """The first sentence of `text` as a quote without marks, or None where there is nothing to quote."""
    pieces = sentences(text)
    return _marked(_cut(Found.at(text, pieces[0], ()), {}), pieces[0], {}, 1.0) if pieces else None


def _densest(hits: list[Token], weights: Mapping[str, float]) -> Span:
    """The stretch of at most `LONGEST` characters that carries most; of equals the shortest."""
    best, rank = Span(hits[0].start, hits[0].end), (-1.0, 0)
    for i, first in enumerate(hits):
        within = [t for t in hits[i:] if t.end - first.start <= LONGEST] or [first]
        # Drop what adds nothing at the end.
        while len(within) > 1 and carried(within[:-1], weights) >= carried(within, weights):
            within.pop()
        stretch = Span(first.start, within[-1].end)
        here = (carried(within, weights), -stretch.length)
        if here > rank:
            best, rank = stretch, here
    return best


def _widen(text: str, sentence: Span, core: Span) -> Span:
    """`core` widened to the clause around it if that is short enough, else by whole words on both sides."""
    cuts = [match.end() for match in _CLAUSE_END.finditer(text, sentence.start, sentence.end)]
    start = max((cut for cut in [sentence.start, *cuts] if cut <= core.start), default=sentence.start)
    end = min((cut for cut in [*cuts, sentence.end] if cut >= core.end), default=sentence.end)
    if end - start <= LONGEST:
        return trim(text, Span(start, end))
    words = [match.span() for match in WORD.finditer(text, sentence.start, sentence.end)]
    # No clause fits: some words before to lead up to the match, and as many after as there is room for.
    lead = [begin for begin, _ in words if max(start, core.end - LONGEST, core.start - LEAD) <= begin]
    start = min([core.start, *lead])
    stops = [stop for _, stop in words if core.end <= stop <= start + LONGEST]
    return trim(text, Span(start, max([core.end, *stops])))


def _marked(shown: Found, sentence: Span, weights: Mapping[str, float], total: float) -> Quote:
    """The quote, with an ellipsis where the sentence goes on, and the spans of `weights` worth a mark."""
    start, end = shown.sentence
    head = "…" if start > sentence.start else ""
    tail = "…" if end < sentence.end else ""
    move = len(head) - start
    hits = [token for token in shown.hits if token.term in weights]
    spans = [
        Span(stretch[0].start + move, stretch[-1].end + move)
        for stretch in _stretches(shown.text, hits)
        if carried(stretch, weights) >= SHARE * total
    ]
    # Blanks of other kinds become plain ones, letter for letter, so that the marks stay where they are.
    body = re.sub(r"\s", " ", shown.text[start:end])
    return Quote(head + body + tail, tuple(spans))


def _stretches(text: str, hits: list[Token]) -> list[list[Token]]:
    """Hits grouped so that only blanks and a few stop words lie between two of one group."""
    groups: list[list[Token]] = []
    for token in hits:
        if groups and _is_gap(text[groups[-1][-1].end : token.start]):
            groups[-1].append(token)
        else:
            groups.append([token])
    return groups


def _is_gap(between: str) -> bool:
    """Whether a marker stroke may run over `between`: at most two stop words and no stop."""
    words = WORD.findall(between)
    loose = not re.search(r"[.,;:!?()\n]", between)
    return loose and len(words) <= 2 and all(word.casefold() in _STOPS for word in words)
