"""Taking names and addresses out of texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchmaker.core.forgetting import without


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Ute Brandl sees to it.", "… sees to it."),
        ("Dear Ute  Brandl,\nwrite to UTE@example.org.", "Dear …,\nwrite to …."),
        ("Ute\nBrandl", "…"),
        # Parts of other words, and other addresses, stay.
        ("Ute Brandler and Beute Brandl", "Ute Brandler and Beute Brandl"),
        ("beute@example.org, ute@example.organic", "beute@example.org, ute@example.organic"),
        ("Ute", "Ute"),
        ("", ""),
    ],
)
def test_a_full_name_and_an_address_leave_a_gap(text: str, left: str) -> None:
    assert without(text, names=["Ute Brandl"], addresses=["ute@example.org"]) == left


@pytest.mark.parametrize("name", ["", " ", "Jo", "a"])
def test_a_name_that_is_part_of_everything_is_not_looked_for(name: str) -> None:
    assert without("Jo and a joke", names=[name]) == "Jo and a joke"


@given(st.text(), st.text(), st.text(min_size=3).filter(lambda name: len(name.strip()) >= 3))
def test_whatever_a_name_looks_like_it_is_gone(before: str, after: str, name: str) -> None:
    assert without(f"{before} {name.strip()} {after}", names=[name]).count("…") >= 1
