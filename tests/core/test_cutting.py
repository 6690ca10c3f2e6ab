from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchmaker.core.cutting import Span, beginnings, begins_inside, clauses, is_gap, joined, sentences, widen
from matchmaker.core.text import HIDDEN

SENTENCE_END = r"[.!?…]+[\"”’)]*(?=\s|$)|[\n\r;•·|*]+|\s[–—-]{1,2}\s|:(?=\s)"
CLAUSE_END = r"\s*(?:,(?=\s)|[()])\s*|\s(?=(?:and|but|so that|because|und|aber|weil|et|mais|i|ale|oraz)\s)"
EDGE = ' \t.,;:–—-*•|"“”„«»'
"""The rules as one would write them down; those of the module look for the same at a higher speed."""

texts = st.lists(
    st.sampled_from(
        [*'ab.,!?…\n;•:–--  \t\xa0\u2003()"”<>@', " and ", " i ", "www.x.org", " so that ", "&amp;"]
    ),
    max_size=30,
).map("".join)


@given(texts)
def test_sentences_are_what_lies_between_the_ends_of_sentences(text: str) -> None:
    ends = [match.span() for match in re.finditer(SENTENCE_END, text)]
    cuts = sorted(ends + [match.span() for match in HIDDEN.finditer(text)])
    pieces, at = [], 0
    for start, end in [*cuts, (len(text), len(text))]:
        pieces.append(text[at : max(at, start)].strip(EDGE))
        at = max(at, end)
    assert [text[start:end] for start, end in sentences(text)] == [piece for piece in pieces if piece]


@given(texts, st.integers(0, 30), st.integers(0, 30))
def test_clauses_end_at_commas_brackets_and_conjunctions(text: str, start: int, end: int) -> None:
    expected = [match.span() for match in re.compile(CLAUSE_END).finditer(text, start, end)]
    assert list(clauses(text, Span(start, end))) == expected


def test_a_clause_does_not_begin_with_a_conjunction() -> None:
    text = "We cook, bake and sing (on Mondays)"
    begins = beginnings(text, clauses(text, Span(0, len(text))))
    assert [text[at:] for at in begins] == ["bake and sing (on Mondays)", "on Mondays)", ""]


def test_two_dashes_cannot_share_a_blank() -> None:
    text = "We repair - - machines"
    assert [text[start:end] for start, end in sentences(text)] == ["We repair", "machines"]


@pytest.mark.parametrize(
    ("between", "gap"),
    [(" ", True), (" of the ", True), (" in and of ", False), (" old ", False), (", ", False), ("", True)],
)
def test_a_stroke_runs_over_blanks_and_two_stop_words(between: str, gap: bool) -> None:
    assert is_gap(between) is gap


def test_what_follows_a_colon_begins_inside_a_sentence() -> None:
    text = "We do: repair. Cooking"
    assert begins_inside(text, Span(7, 13))
    assert not begins_inside(text, Span(15, 22))
    assert not begins_inside(text, Span(len(text), len(text)))


def test_a_stretch_is_widened_to_whole_clauses_or_to_words() -> None:
    text = "We repair old machines, which we find in cellars, and sell them to schools of the whole valley"
    sentence = Span(0, len(text))
    core = Span(text.index("machines"), text.index("machines") + 8)
    found = widen(text, sentence, core, clauses(text, sentence))
    assert text[slice(*found)] == "We repair old machines, which we find in cellars"
    short = widen(text, sentence, core, (), 30)
    assert text[slice(*short)] == "We repair old machines"


def test_a_stretch_that_begins_bare_is_joined_to_the_word_that_opens_its_group() -> None:
    text = "Volunteers for courses, repair days or tests"
    start = text.index("repair")
    assert text[joined(text, Span(0, len(text)), Span(start, len(text))).start :] == text[11:]
    assert joined(text, Span(start, len(text)), Span(start, len(text))).start == start
