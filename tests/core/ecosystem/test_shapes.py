"""The outlines are those of img/kinds.svg."""

from __future__ import annotations

import re

import pytest

from matchmaker.core.ecosystem.shapes import outline
from matchmaker.core.entities import Kind


@pytest.mark.parametrize("kind", [*Kind, None])
def test_an_outline_is_closed_and_inside_its_box(kind: Kind | None) -> None:
    path = outline(kind, 100, 50, 16)
    first = re.match(r"M(-?[\d.]+) (-?[\d.]+)", path)
    assert first is not None
    assert abs(float(first[1]) - 100) <= 8
    assert abs(float(first[2]) - 50) <= 8
    assert path.endswith(("z", " 0"))


def test_each_kind_has_a_shape_of_its_own() -> None:
    assert len({outline(kind, 8, 8, 16) for kind in (*Kind, None)}) == 5


def test_the_square_is_that_of_the_drawing() -> None:
    assert outline(Kind.POLICYMAKER, 8, 8, 16) == "M2.0 2.0h12.0v12.0h-12.0z"


def test_who_is_of_no_known_kind_is_a_ring_with_a_dot_and_so_no_letter() -> None:
    assert outline(None, 8, 8, 16).count("M") == 3
    assert "M6.0 8.0" in outline(None, 8, 8, 16)
