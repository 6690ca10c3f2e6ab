"""Two texts side by side, the words that differ marked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from matchmaker.core.differing import MOST_WORDS, Piece, compare

TEXTS = st.text(alphabet="ab \n", max_size=40)


def marked(pieces: tuple[Piece, ...]) -> list[str]:
    return [one.text.strip() for one in pieces if one.changed]


def test_only_the_words_that_differ_are_marked() -> None:
    before, after = compare("We mend bicycles in Ulm.", "We mend old bicycles in Stuttgart.")
    assert (marked(before), marked(after)) == (["Ulm."], ["old", "Stuttgart."])


def test_the_last_word_is_the_same_where_more_follows() -> None:
    before, after = compare("We mend.", "We mend. And teach.")
    assert (marked(before), marked(after)) == ([], ["And teach."])


def test_an_empty_side_has_no_pieces() -> None:
    assert compare("", "New words") == ((), (Piece("New words", True),))
    assert compare("", "") == ((), ())


def test_very_long_texts_count_as_different_in_whole() -> None:
    long = "word " * (MOST_WORDS + 1)
    assert compare(long, "short") == (
        (Piece(long.rstrip(), True), Piece(" ")),
        (Piece("short", True),),
    )


@given(TEXTS, TEXTS)
def test_the_pieces_are_the_texts(one: str, other: str) -> None:
    before, after = compare(one, other)
    assert "".join(piece.text for piece in before) == one
    assert "".join(piece.text for piece in after) == other


@given(TEXTS)
def test_the_same_text_has_nothing_marked(text: str) -> None:
    assert not [one for side in compare(text, text) for one in side if one.changed]
