from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.core.near.places import Places

NAN = float("nan")


def _of(places: Places) -> dict[int, tuple[float, float]]:
    """Where everybody is."""
    arrays = places.arrays()
    counts = np.diff(arrays["starts"])
    points = zip(np.repeat(arrays["lat"], counts), np.repeat(arrays["lon"], counts), strict=True)
    return dict(zip(arrays["members"].tolist(), points, strict=True))


def test_each_point_is_kept_once_with_those_who_stand_there() -> None:
    places = Places.of(np.array([50.0, 40.0, 50.0, NAN, 50.0]), np.array([4.0, 3.0, 4.0, 4.0, 5.0]))
    assert len(places.lat) == 3
    assert _of(places) == {0: (50, 4), 1: (40, 3), 2: (50, 4), 4: (50, 5)}
    town = np.flatnonzero((places.lat == 50) & (places.lon == 4))[0]
    assert places.members[places.starts[town] : places.starts[town + 1]].tolist() == [0, 2]


def test_whoever_lacks_either_degree_is_nowhere() -> None:
    assert _of(Places.of(np.array([1.0, NAN, np.inf]), np.array([NAN, 1.0, 1.0]))) == {}


def test_arrays_are_taken_as_they_lie_without_a_copy() -> None:
    random = np.random.default_rng(1)
    places = Places.of(random.uniform(30, 70, 400), random.uniform(-10, 30, 400))
    stored: dict[str, npt.NDArray[np.generic]] = {n: array.copy() for n, array in places.arrays().items()}
    again = Places.from_arrays(stored)
    assert _of(again) == _of(places)
    assert np.shares_memory(again.members, stored["members"])
    assert not again.lat.flags.writeable
    assert all(np.array_equal(array, stored[name]) for name, array in again.arrays().items())


points = st.one_of(
    st.none(),
    st.tuples(st.sampled_from([48.0, 49.0, 50.5]), st.sampled_from([2.0, 3.0, 179.9])),
    st.just((NAN, 1.0)),
)


@settings(max_examples=60)
@given(
    st.lists(points, max_size=8),
    st.lists(st.dictionaries(st.integers(0, 11), points, max_size=4), max_size=3),
)
def test_changes_end_where_the_last_of_them_says(
    first: list[tuple[float, float] | None], later: list[dict[int, tuple[float, float] | None]]
) -> None:
    lat, lon = np.array([point or (NAN, NAN) for point in first], float).reshape(-1, 2).T
    places, expected = Places.of(lat, lon), dict(enumerate(first))
    for changes in later:
        before, old = places, _of(places)
        places = places.with_changes(changes)
        expected |= changes
        assert _of(before) == old
    assert _of(places) == {n: point for n, point in expected.items() if point and np.isfinite(point[0])}
    assert _of(places.compacted()) == _of(places)


def test_no_changes_change_nothing_and_nobody_is_below_0() -> None:
    places = Places.of(np.array([1.0]), np.array([1.0]))
    assert places.with_changes({}) is places
    with pytest.raises(ValueError, match="below 0"):
        places.with_changes({-1: (1.0, 1.0)})
