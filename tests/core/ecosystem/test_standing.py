"""The nearest free point."""

from __future__ import annotations

from itertools import combinations
from math import dist

from matchmaker.core.ecosystem.standing import NEAREST, Standing


def test_a_free_point_is_taken_as_it_is() -> None:
    standing = Standing({"a": (0.0, 0.0)})
    standing.put_near("b", (3.0, 4.0))
    assert standing.points == {"a": (0.0, 0.0), "b": (3.0, 4.0)}


def test_many_at_one_point_stand_close_but_not_upon_each_other() -> None:
    standing = Standing({})
    for number in range(80):
        standing.put_near(str(number), (-0.9, 7.1))
    points = list(standing.points.values())
    assert min(dist(one, other) for one, other in combinations(points, 2)) >= NEAREST
    assert max(dist(one, (-0.9, 7.1)) for one in points) < 6


def test_rows_pass_over_what_is_taken_and_later_ones_stand_in_line() -> None:
    standing = Standing({"a": (1.0, 3.0)})
    standing.put_in_rows("bcd", 0.4, 2.6, 2)
    assert [standing.points[key] for key in "bcd"] == [(2.0, 3.0), (1.0, 4.0), (2.0, 4.0)]
    standing.put_in_rows("e", 0.9, 2.2, 2)
    assert standing.points["e"] == (1.0, 5.0)
