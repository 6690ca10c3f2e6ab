from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from hypothesis import given
from hypothesis import strategies as st

from matchmaker.core.cutting import LONGEST, Span, beginnings, clauses, sentences
from matchmaker.core.stretches import ENOUGH, Hit, densest, fullest

WORDS = ("repair", "lamp", "boat", "school", "bread")
WEIGHTS = {word: 0.5 + place / 8 for place, word in enumerate(WORDS)}
SAID = st.lists(
    st.sampled_from([*WORDS, "and", "the", "neighbourhoods, who", "a" * 100]), min_size=1, max_size=40
)


def _hits(text: str) -> list[Hit]:
    return [(m.group(), *m.span()) for m in re.finditer(r"\w+", text) if m.group() in WEIGHTS]


def _worth(hits: Sequence[Hit], weights: Mapping[str, float]) -> float:
    return round(sum(sorted({weights[term]: term for term, _, _ in hits})), 9)


def _stretch(hits: Sequence[Hit]) -> Span:
    """Hits that begin and end with one that is needed: what was said before adds nothing at the end."""
    new = [hit for place, hit in enumerate(hits) if hit[0] not in {before[0] for before in hits[:place]}]
    return Span(hits[0][1], new[-1][2])


def _within(hits: Sequence[Hit], start: int) -> list[Hit]:
    return [hit for hit in hits if start <= hit[1] and hit[2] - start <= LONGEST]


def _by_trying_all(hits: Sequence[Hit]) -> tuple[Span, float]:
    """The definition: from every word of the match on."""
    tried = [_within(hits[place:], hit[1]) or [hit] for place, hit in enumerate(hits)]
    found = [(_worth(one, WEIGHTS), -_stretch(one).length, -place) for place, one in enumerate(tried)]
    best = max(found)
    return _stretch(tried[-best[2]]), best[0]


@given(SAID)
def test_the_fullest_stretch_is_found_by_trying_all(said: list[str]) -> None:
    if hits := _hits(" ".join(said)):
        assert fullest(hits, WEIGHTS) == _by_trying_all(hits)


@given(SAID)
def test_what_stands_near_a_beginning_is_taken_if_it_carries_enough(said: list[str]) -> None:
    text = " ".join(said)
    hits = _hits(text)
    if not hits:
        return
    (sentence,) = sentences(text)
    cuts, (best, most) = clauses(text, sentence), _by_trying_all(hits)
    weights = {term: WEIGHTS[term] for term, _, _ in hits}
    near = [_within(hits, start) for start in (sentence.start, *beginnings(text, cuts))]
    carried = [_worth(one, WEIGHTS) for one in near]
    taken = 0 if carried[0] >= ENOUGH * most else carried.index(max(carried))
    expected = _stretch(near[taken]) if carried[taken] >= ENOUGH * most else best
    assert densest(hits, weights, sentence.start, text, cuts) == expected


def test_a_word_longer_than_a_quote_is_a_stretch_of_its_own() -> None:
    word = "x" * (LONGEST + 1)
    hits = [(word, 0, LONGEST + 1), ("lamp", LONGEST + 2, LONGEST + 6)]
    assert fullest(hits, {word: 2.0, "lamp": 1.0}) == (Span(0, LONGEST + 1), 2.0)
    assert fullest(hits, {word: 1.0, "lamp": 2.0}) == (Span(LONGEST + 2, LONGEST + 6), 2.0)
