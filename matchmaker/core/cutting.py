"""Where a quote may begin and end: the sentences, clauses and words of a text.

The patterns begin with a set of characters, so that the search passes over letters at full speed, and look
back at what they have met.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from matchmaker.core.stopwords import BEGINNINGS, OPENERS, RELATIVES, STOP_WORDS
from matchmaker.core.text import WORD, hidden_spans, words_of

LONGEST = 90
"""Characters of a quote, without its ellipses."""

PLENTY = 50
"""Characters of a quote that say enough: of whole clauses those are shown that come nearest to it."""

SCANT = 20
"""Characters of a clause that say too little alone ("A team, which …"): then words are counted instead."""

LEAD = 45
"""Characters shown at most before the first word of the match where the clause is too long."""

STOPS = frozenset().union(*STOP_WORDS.values())
"""The stop words of all languages."""

_OPENING = RELATIVES | OPENERS

_SAYS_SOMETHING, _SAYS_NOTHING = 2, 3
_LEADS = dict.fromkeys(STOPS, _SAYS_NOTHING) | dict.fromkeys(OPENERS, 1) | dict.fromkeys(RELATIVES, 0)
"""With which words a quote may begin in the middle of a clause, the best lowest; others say something."""

_DASH = "–—-"
_SENTENCE_END = re.compile(
    rf"[.!?…\n\r;•·|*:{_DASH}](?:"
    r"(?<=[.!?…])[.!?…]*[\"”’)]*(?=\s|$)"
    r"|(?<=[\n\r;•·|*])[\n\r;•·|*]*"
    rf"|(?<=\s[{_DASH}])[{_DASH}]?(?=\s)"
    r"|(?<=:)(?=\s))"
)
_CLAUSE_END = re.compile(
    r"[\s,()](?:"
    r"(?<=\s)\s*(?:,(?=\s)|[()])\s*"
    r"|(?<=,)(?=\s)\s*"
    r"|(?<=[()])\s*"
    r"|(?<=\s)(?=(?:and|but|so that|because|und|aber|weil|et|mais|i|ale|oraz)\s))"
)
_EDGE = ' \t.,;:–—-*•|"“”„«»'

Cuts = Sequence[tuple[int, int]]
"""Where clauses of a sentence end, and where the next begin."""


class Span(NamedTuple):
    """A stretch of a text, end excluded."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """Number of characters."""
        return self.end - self.start


@lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of `text`, trimmed; markup and addresses separate them."""
    cuts, at = [], 0
    for match in _SENTENCE_END.finditer(text):
        start, end = match.span()
        if text[start] in _DASH:
            # A dash takes the blanks around it along, of which two dashes cannot share one.
            start, end = start - 1, end + 1
            if start < at:
                continue
        cuts.append((start, end))
        at = end
    if hidden := hidden_spans(text):
        cuts = sorted(cuts + hidden)
    return _pieces(text, Span(0, len(text)), cuts)


def _pieces(text: str, whole: Span, cuts: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    """What lies between the `cuts` within `whole`, trimmed, empty pieces left out."""
    pieces, at = [], whole.start
    for start, end in [*cuts, (whole.end, whole.end)]:
        if start > at:
            piece = trim(text, Span(at, start))
            if piece.end > piece.start:
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
    return span if span == (start, end) else Span(start, end)


def begins_inside(text: str, span: Span) -> bool:
    """Whether a stretch begins in the middle of a sentence, as what follows a colon does."""
    return text[span.start : span.start + 1].islower() and text[: span.start].rstrip().endswith(":")


@lru_cache(maxsize=1024)
def clauses(text: str, sentence: Span) -> Cuts:
    """Where the clauses of a sentence end: each time the end, and the beginning of what follows."""
    return tuple([match.span() for match in _CLAUSE_END.finditer(text, sentence.start, sentence.end)])


def beginnings(text: str, cuts: Cuts) -> list[int]:
    """Where clauses begin: after a comma or a bracket; a quote may end before an "and", but not begin so."""
    return [end for start, end in cuts if text[start:end].strip()]


def widen(text: str, sentence: Span, core: Span, cuts: Cuts, longest: int = LONGEST) -> Span:
    """`core` widened to the clauses around it that fit, best from the beginning of the sentence on.

    `cuts` are the clauses of the sentence.
    """
    begins = [sentence.start]
    if cuts:
        begins += [begin for begin in beginnings(text, cuts) if begin <= core.start]
    behind = max(core.end, sentence.start + 1)
    ends = [*(start for start, _ in cuts if start >= behind), sentence.end]
    fitting: list[Span] = []
    for begin in begins:
        for end in ends:
            if begin < end <= begin + longest:
                whole = _whole(text, Span(begin, end), core)
                if whole.end - whole.start >= SCANT:
                    fitting.append(whole)
        # A sentence reads best from its start: nothing else is looked at where that fits.
        if begin == sentence.start and any(span.start == begin for span in fitting):
            break
    if fitting:
        # A few words more say what the match is about.
        return min(fitting, key=lambda span: (span.start != sentence.start, abs(span.length - PLENTY)))
    return _by_words(text, sentence, core, begins, longest)


def _by_words(text: str, sentence: Span, core: Span, begins: list[int], longest: int) -> Span:
    """No clause fits: the beginning of one if that reaches to the match, else some words before the match."""
    word = words_of(text)
    start = begins[bisect_left(begins, core.end - longest) :][:1] or [
        _lead(text, word, sentence, core, longest)
    ]
    begin, most, end = start[0], start[0] + longest, core.end
    # "We need the" leaves one hanging: the last word must say something.
    for match in word.finditer(text, core.end, _blank_from(text, most, sentence)):
        if core.end < match.end() <= most and match.group().casefold() not in STOPS:
            end = match.end()
    return _whole(text, Span(begin, max(end, begin)), core)


def _blank_from(text: str, at: int, sentence: Span) -> int:
    """Where the first blank from a place on is: no word goes over it."""
    found = text.find(" ", at, sentence.end) if at < sentence.end else -1
    return found if found >= 0 else sentence.end


def joined(text: str, sentence: Span, span: Span) -> Span:
    """`span` from the nearest word before it on that can begin a group of words, if it begins bare.

    "repair days or tests" is half a list; "for courses, repair days or tests" is a whole one.
    """
    if span.start == sentence.start:
        return span
    first = WORD.match(text, span.start)
    if not first or first.group().casefold() in BEGINNINGS:
        return span
    earliest, opened = max(sentence.start, span.end - LONGEST, span.start - LEAD), -1
    for match in WORD.finditer(text, earliest, span.start):
        if match.start() > earliest and match.group().casefold() in _OPENING:
            opened = match.start()
    return Span(opened, span.end) if opened >= 0 else span


def _lead(text: str, word: re.Pattern[str], sentence: Span, core: Span, longest: int) -> int:
    """Where a quote begins that starts in the middle of a clause: best where a relative clause does.

    Else with an article or a preposition, else with any word that says something.
    """
    earliest = max(core.end - longest, core.start - LEAD)
    # Words are told apart from a blank on as from the beginning of the sentence on.
    blank = text.rfind(" ", sentence.start, max(earliest, sentence.start))
    found, best = core.start, _SAYS_NOTHING
    for match in word.finditer(text, blank + 1 if blank >= 0 else sentence.start, core.end):
        begin = match.start()
        if begin > core.start:
            break
        rank = _LEADS.get(match.group().casefold(), _SAYS_SOMETHING)
        if rank < best and begin >= earliest:
            found, best = begin, rank
    return found


def _whole(text: str, span: Span, core: Span) -> Span:
    """`span` trimmed, and without half a pair of brackets, unless the match lies behind it."""
    start, end = span = trim(text, span)
    opened, closed = text.rfind("(", start, end), text.rfind(")", start, end)
    if opened < 0 > closed:
        return span
    if opened > closed and opened >= core.end:
        end = opened
    first = text.find(")", start, end)
    if first >= 0 and text.find("(", start, first) < 0 and first < core.start:
        start = first + 1
    return trim(text, Span(start, end)) if start < end else span


def is_gap(between: str) -> bool:
    """Whether a marker stroke may run over `between`: at most two stop words and no stop."""
    if between == " ":
        return True
    if _STOP.search(between):
        return False
    words = WORD.findall(between)
    return len(words) <= 2 and all(word.casefold() in STOPS for word in words)


_STOP = re.compile(r"[.,;:!?()\n]")
