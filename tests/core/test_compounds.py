from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchmaker.core.compounds import SHORTEST, split

USED = {
    "fahrrad": 9, "werkstatt": 7, "wohnung": 5, "gemeind": 4, "zentrum": 6, "partner": 30, "skap": 2,
    "plan": 5, "raum": 3, "raumplan": 1, "asunto": 3, "hank": 8, "projekt": 20, "bau": 3,
}  # fmt: skip


@pytest.mark.parametrize(
    ("term", "parts"),
    [
        ("fahrradwerkstatt", ("fahrrad", "werkstatt")),
        # The stem of the first part has lost its ending, or an s stands between the two.
        ("gemeindezentrum", ("gemeind", "zentrum")),
        ("wohnungsplan", ("wohnung", "plan")),
        ("asuntohank", ("asunto", "hank")),
        ("raumplanprojekt", ("raum", "plan", "projekt")),
    ],
)
def test_a_compound_is_cut_where_both_sides_are_words_of_the_network(
    term: str, parts: tuple[str, ...]
) -> None:
    assert split(term, USED) == parts


@pytest.mark.parametrize(
    "term",
    [
        "fahrrad",
        "werkstatt",
        # Nobody uses one of the sides, or it is too short to be told from an ending.
        "fahrradkeller",
        "wohnungsbau",
        "partnerskap",
        "",
    ],
)
def test_any_other_word_stays_whole(term: str) -> None:
    assert split(term, USED) == ()


def test_a_word_used_more_often_than_its_parts_stays_whole() -> None:
    # Koehn and Knight (2003): the geometric mean of the parts, here the root of 9 times 7, decides.
    assert split("fahrradwerkstatt", USED | {"fahrradwerkstatt": 7}) == ("fahrrad", "werkstatt")
    assert split("fahrradwerkstatt", USED | {"fahrradwerkstatt": 8}) == ()


@given(
    st.dictionaries(st.text("abns", min_size=1, max_size=6), st.integers(1, 9)), st.text("abns", max_size=20)
)
def test_parts_are_used_words_of_some_length_in_their_order(used: Mapping[str, int], term: str) -> None:
    parts = split(term, used)
    assert all(part in used and len(part) >= SHORTEST for part in parts)
    assert len(parts) != 1
    at = 0
    for part in parts:
        at = term.index(part, at) + len(part)
