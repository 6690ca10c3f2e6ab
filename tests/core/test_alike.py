"""Names that may mean the same organisation."""

from __future__ import annotations

from matchmaker.core.alike import list_alike

NAMES = [
    ("s-1", "Werkstatt Neckar gGmbH"),
    ("s-2", "Werkstatt Rems"),
    ("s-3", "Küche am Fluss e.V."),
    ("s-4", "Rad"),
]


def test_case_accents_legal_form_and_a_slip_of_the_pen_make_no_difference() -> None:
    for typed in ("werkstatt neckar", "Werkstatt Neckar e. V.", "Werkstat Neckar", "Neckar Werkstatt"):
        assert list_alike(typed, NAMES) == ["s-1"]
    assert list_alike("KUCHE AM FLUSS", NAMES) == ["s-3"]


def test_other_names_are_not_shown() -> None:
    assert list_alike("Werkstatt", NAMES) == []
    assert list_alike("", NAMES) == []


def test_a_very_short_name_must_be_the_same() -> None:
    assert list_alike("rad", NAMES) == ["s-4"]
    assert list_alike("rat", NAMES) == []


def test_the_likeliest_stands_first_and_there_are_few() -> None:
    many = [(f"s-{number}", "Boote am Neckar") for number in range(9)]
    assert list_alike("Boote am Neckar", many) == ["s-0", "s-1", "s-2", "s-3", "s-4"]
