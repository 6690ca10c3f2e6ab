"""Verbatim quotes: the shortest clause of a text that holds the words of a match, with those words marked."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest
from typing import NamedTuple

from matchmaker.core.stopwords import BEGINNINGS, OPENERS, RELATIVES, STOP_WORDS
from matchmaker.core.text import HIDDEN, WORD, Token, is_compounding, tokenise, tokens_among

LONGEST = 90
"""Characters of a quote, without its ellipses."""

SHARE = 0.1
"""A span is marked if it carries at least this much of its signal."""

FAINT = 0.02

LENGTH_POWER = 0.25

# Sums over sets come in any order; rounded, they order the same in every process.
ROUND = 9

INSIDE = 0.7
"""What is left of the worth of a sentence that follows a colon: alone it reads as half a sentence."""

ENOUGH = 0.6
"""A quote from the start of the sentence is taken if it holds so much of what the best stretch holds."""

PLENTY = 50
"""Characters of a quote that say enough: of whole clauses those are shown that come nearest to it."""

SCANT = 20
"""Characters of a clause that say too little alone ("A team, which …"): then words are counted instead."""

LEAD = 45
"""Characters shown at most before the first word of the match where the clause is too long."""

LOOKED_AT = 4
"""So many sentences of each side are weighed against those of the other."""

_SENTENCE_END = re.compile(r"[.!?…]+[\"”’)]*(?=\s|$)|[\n\r;•·|*]+|\s[–—-]{1,2}\s|:(?=\s)")
_CLAUSE_END = re.compile(
    r"\s*(?:,(?=\s)|[()])\s*|\s(?=(?:and|but|so that|because|und|aber|weil|et|mais|i|ale|oraz)\s)"
)
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


class Pair(NamedTuple):
    """A quote of each side, and the terms that are marked in both."""

    yours: Quote
    theirs: Quote
    terms: frozenset[str]


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


def begins_inside(text: str, span: Span) -> bool:
    """Whether a stretch begins in the middle of a sentence, as what follows a colon does."""
    return text[: span.start].rstrip().endswith(":") and text[span.start].islower()


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
        if begins_inside(text, sentence):
            ease *= INSIDE
        return cls(text, sentence, inside, frozenset(token.term for token in inside), ease)


Parts = Callable[[str], tuple[str, ...]]
"""Tells the words that a compound is made of."""


def found(
    texts: Iterable[str], weights: Mapping[str, float], parts: Parts | None = None, *, again: bool = False
) -> list[Found]:
    """The sentences that carry most of `weights`, the best first; a compound carries its `parts` as well.

    Whose texts are looked at `again` and again is read whole once.
    """
    ranked: list[tuple[float, int, Found]] = []
    for text in texts:
        hits = list(_hits(text, weights, parts, again=again))
        starts = [token.start for token in hits]
        for sentence in sentences(text) if hits else ():
            inside = hits[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
            if inside:
                place = Found.at(text, sentence, inside)
                worth = weigh(place.terms, weights) * place.ease
                ranked.append((-round(worth, ROUND), len(ranked), place))
    return [place for _, _, place in nsmallest(LOOKED_AT, ranked)]


def _hits(text: str, weights: Mapping[str, float], parts: Parts | None, *, again: bool) -> Iterable[Token]:
    """The words of `text` that are in `weights`; a compound stands once for each of its parts, too."""
    if parts is not None and is_compounding(text):
        return _hits_with_parts(text, weights, parts)
    return (
        [token for token in tokenise(text) if token.term in weights] if again else tokens_among(text, weights)
    )


def _hits_with_parts(text: str, weights: Mapping[str, float], parts: Parts) -> Iterator[Token]:
    for token in tokenise(text):
        if token.term in weights:
            yield token
        yield from (token._replace(term=part) for part in parts(token.term) if part in weights)


def quote_pair(
    mine: Iterable[str], theirs: Iterable[str], weights: Mapping[str, float], parts: Parts | None = None
) -> Pair | None:
    """The two quotes that carry most of a match together, or None where a side has none of the words.

    Marked are only words that stand in both quotes, so that every stroke has its counterpart.
    """
    total = sum(weights.values())
    # What carries next to nothing decides no quote; leaving it out keeps long texts quick.
    weights = {term: weight for term, weight in weights.items() if weight >= FAINT * total}
    others = found(theirs, weights, parts)
    pairs = [(a, b) for a in found(mine, weights, parts, again=True) for b in others] if others else []
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
    (yours, some), (other_quote, same) = (
        _marked(own, first.sentence, left, total),
        _marked(other, second.sentence, left, total),
    )
    return Pair(yours, other_quote, some & same)


def _cut(place: Found, weights: Mapping[str, float]) -> Found:
    """A sentence cut to length around those of its words that are in `weights`, else around its beginning."""
    hits = [token for token in place.hits if token.term in weights]
    shown = place.sentence
    if shown.length > LONGEST:
        starts = [shown.start, *_clauses(place.text, shown)]
        core = _densest(hits, weights, starts) if hits else Span(shown.start, shown.start)
        shown = _joined(place.text, shown, _widen(place.text, shown, core))
    return Found.at(place.text, shown, (t for t in hits if shown.start <= t.start and t.end <= shown.end))


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
        shown = _widen(text, shown, Span(shown.start, shown.start), longest - 1)
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


def _clauses(text: str, sentence: Span) -> list[int]:
    """Where clauses begin within a sentence: after a comma or a bracket."""
    cuts = [match.span() for match in _CLAUSE_END.finditer(text, sentence.start, sentence.end)]
    # A quote may end before an "and", but does not begin with one.
    return [end for start, end in cuts if text[start:end].strip()]


def _needed(hits: list[Token], weights: Mapping[str, float]) -> list[Token]:
    """`hits` without those at the end that add nothing."""
    seen: set[str] = set()
    last = 0
    for place, token in enumerate(hits):
        if token.term not in seen and weights[token.term] > 0:
            last = place
        seen.add(token.term)
    return hits[: last + 1]


def _widen(text: str, sentence: Span, core: Span, longest: int = LONGEST) -> Span:
    """`core` widened to the clauses around it that fit, best from the beginning of the sentence on."""
    cuts = [match.span() for match in _CLAUSE_END.finditer(text, sentence.start, sentence.end)]
    begins = [sentence.start, *(begin for begin in _clauses(text, sentence) if begin <= core.start)]
    ends = [*(start for start, _ in cuts if start >= max(core.end, sentence.start + 1)), sentence.end]
    spans = [Span(begin, end) for begin in begins for end in ends if begin < end and end - begin <= longest]
    whole = [_whole(text, trim(text, span), core) for span in spans]
    if fitting := [span for span in whole if span.length >= SCANT]:
        # A sentence reads best from its start, and a few words more say what the match is about.
        return min(fitting, key=lambda span: (span.start != sentence.start, abs(span.length - PLENTY)))
    return _by_words(text, sentence, core, begins, longest)


def _by_words(text: str, sentence: Span, core: Span, begins: list[int], longest: int) -> Span:
    """No clause fits: the beginning of one if that reaches to the match, else some words before the match."""
    words = [match.span() for match in WORD.finditer(text, sentence.start, sentence.end)]
    start = min(
        [begin for begin in begins if core.end - begin <= longest] or [_lead(text, words, core, longest)]
    )
    stops = [(begin, stop) for begin, stop in words if core.end < stop <= start + longest]
    # "We need the" leaves one hanging: the last word must say something.
    while stops and text[slice(*stops[-1])].casefold() in _STOPS:
        stops.pop()
    end = stops[-1][1] if stops else max(core.end, start)
    return _whole(text, trim(text, Span(start, end)), core)


def _joined(text: str, sentence: Span, span: Span) -> Span:
    """`span` from the nearest word before it on that can begin a group of words, if it begins bare.

    "repair days or tests" is half a list; "for courses, repair days or tests" is a whole one.
    """
    first = WORD.match(text, span.start)
    if span.start == sentence.start or not first or first.group().casefold() in BEGINNINGS:
        return span
    earliest = max(sentence.start, span.end - LONGEST, span.start - LEAD)
    before = [match for match in WORD.finditer(text, earliest, span.start) if match.start() > earliest]
    opening_words = [match.start() for match in before if match.group().casefold() in RELATIVES | OPENERS]
    return Span(opening_words[-1], span.end) if opening_words else span


def _lead(text: str, words: list[tuple[int, int]], core: Span, longest: int) -> int:
    """Where a quote begins that starts in the middle of a clause: best where a relative clause does.

    Else with an article or a preposition, else with any word that says something.
    """
    earliest = max(core.end - longest, core.start - LEAD)
    near = [(begin, text[begin:end].casefold()) for begin, end in words if earliest <= begin <= core.start]
    for openers in (RELATIVES, OPENERS):
        if found := [begin for begin, word in near if word in openers]:
            return found[0]
    return min([core.start, *(begin for begin, word in near if word not in _STOPS)])


def _whole(text: str, span: Span, core: Span) -> Span:
    """`span` without half a pair of brackets, unless the match lies behind it."""
    start, end = span
    opened, closed = text.rfind("(", start, end), text.rfind(")", start, end)
    if opened > closed and opened >= core.end:
        end = opened
    first = text.find(")", start, end)
    if first >= 0 and text.find("(", start, first) < 0 and first < core.start:
        start = first + 1
    return trim(text, Span(start, end)) if start < end else span


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
    # Blanks of other kinds become plain ones, letter for letter, so that the marks stay where they are.
    body = re.sub(r"\s", " ", shown.text[start:end])
    terms = frozenset(token.term for stretch in worth for token in stretch)
    return Quote(head + body + tail, tuple(spans)), terms


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
