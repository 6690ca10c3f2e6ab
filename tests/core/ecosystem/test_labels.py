"""Names in a drawing, placed where they cover nothing."""

from __future__ import annotations

from matchmaker.core.ecosystem.labels import Frame, Letters, beside, square

LETTERS = Letters(wide=7, line=16, longest=12)


def test_a_long_text_is_broken_between_words_and_cut_at_the_end() -> None:
    assert LETTERS.lines("") == []
    assert LETTERS.lines("Food") == ["Food"]
    assert LETTERS.lines("Food and farming") == ["Food and", "farming"]
    assert LETTERS.lines("Food and farming and much more") == ["Food and", "farming and…"]
    assert LETTERS.lines("Wohnungswirtschaft") == ["Wohnungswir…"]


def test_a_label_goes_where_it_covers_nothing_or_is_left_out() -> None:
    frame = Frame(300, 200)
    spots = [("Below", 150.0, 100.0, 10.0), ("Above", 150.0, 130.0, 10.0)]
    frame.take(square(x, y, size) for _, x, y, size in spots)
    labels = list(beside(frame, LETTERS, spots, most=0.1))
    assert [label.text for label in labels] == ["Below", "Above"]
    assert not LETTERS.box(labels[0]).overlap(LETTERS.box(labels[1]))
    frame.take([LETTERS.box(labels[0])._replace(left=0, top=0, right=300, bottom=200)])
    assert not list(beside(frame, LETTERS, spots, most=0.1))


def test_outside_is_worse_than_covered() -> None:
    frame = Frame(300, 200)
    inside = square(20, 20, 10)
    frame.take([inside])
    assert frame.covered(square(305, 20, 10)) > frame.covered(inside)
