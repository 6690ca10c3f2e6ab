"""Names that may mean the same organisation."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from matchmaker.core.alike import CLOSE, FEWEST, likenesses
from matchmaker.core.imports.names import name_key, name_keys

NAMES = ["Werkstatt Neckar gGmbH", "Werkstatt Rems", "Küche am Fluss e.V.", "Rad"]

names = st.lists(st.sampled_from(("rad", "hof", "ra", "d", "Radhof", "Rádhoff", "e.V.")), max_size=3).map(
    " ".join
)


def alike(typed: str) -> list[str]:
    """Whose names are shown to one who types this."""
    scores = likenesses(name_key(typed), name_keys(NAMES))
    return [name for name, score in zip(NAMES, scores, strict=True) if score]


def test_case_accents_legal_form_and_a_slip_of_the_pen_make_no_difference() -> None:
    for typed in ("werkstatt neckar", "Werkstatt Neckar e. V.", "Werkstat Neckar", "Neckar Werkstatt"):
        assert alike(typed) == [NAMES[0]]
    assert alike("KUCHE AM FLUSS") == [NAMES[2]]


def test_other_names_are_not_shown() -> None:
    assert alike("Werkstatt") == []
    assert likenesses("werkstatt", []).tolist() == []


def test_a_very_short_name_must_be_the_same() -> None:
    assert alike("rad") == ["Rad"]
    assert alike("rat") == []
    assert alike("Rade") == []


@given(names, st.lists(names))
def test_many_at_once_are_as_alike_as_one_by_one(wanted: str, others: list[str]) -> None:
    def likeness(one: str, other: str) -> float:
        if min(len(one), len(other)) < FEWEST:
            return 100.0 if one == other else 0.0
        score = fuzz.token_sort_ratio(one, other)
        return score if score >= CLOSE else 0.0

    keys = name_keys(others)
    assert keys == [name_key(one) for one in others]
    assert likenesses(name_key(wanted), keys).tolist() == [likeness(name_key(wanted), key) for key in keys]
