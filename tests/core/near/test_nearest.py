"""The nearest, held against a look at everybody."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.core.distance import distances_km
from matchmaker.core.near.moved import Booleans
from matchmaker.core.near.nearest import nearest
from matchmaker.core.near.places import Places
from matchmaker.core.near.tiles import Floats

NAN = float("nan")
# Few values, so that many stand in one point and many points are equally far; poles and the date line.
LATS = st.one_of(st.sampled_from([-90.0, 90.0, 0.0, 48.0, 48.5, 89.9, NAN]), st.floats(-90, 90))
LONS = st.one_of(st.sampled_from([-180.0, 180.0, 179.9, -179.9, 0.0, 2.0, 3.0]), st.floats(-180, 180))
SPOTS = st.tuples(LATS, LONS)


def _looked_at_everybody(
    lat: Floats, lon: Floats, at: tuple[float, float], k: int, allowed: Booleans | None
) -> list[tuple[int, float]]:
    km = distances_km(*at, lat, lon)
    may = np.isfinite(km) if allowed is None else np.isfinite(km) & allowed
    found = np.flatnonzero(may)
    order = found[np.lexsort((found, km[found]))][:k]
    return list(zip(order.tolist(), km[order].tolist(), strict=True))


def _found(
    places: Places, at: tuple[float, float], k: int, allowed: Booleans | None
) -> list[tuple[int, float]]:
    near = nearest(places, *at, k, allowed=allowed)
    return list(zip(near.numbers.tolist(), near.km.tolist(), strict=True))


@settings(max_examples=100)
@given(st.lists(SPOTS, max_size=60), SPOTS, st.integers(1, 12), st.data())
def test_they_are_those_whom_a_look_at_everybody_finds(
    spots: list[tuple[float, float]], at: tuple[float, float], k: int, data: st.DataObject
) -> None:
    lat, lon = np.array(spots, float).reshape(-1, 2).T
    mask = data.draw(st.one_of(st.none(), st.lists(st.booleans(), min_size=len(lat), max_size=len(lat))))
    allowed = None if mask is None else np.array(mask, bool)
    expected = [] if np.isnan(at).any() else _looked_at_everybody(lat, lon, at, k, allowed)
    assert _found(Places.of(lat, lon), at, k, allowed) == expected


@pytest.mark.parametrize("share", [None, 0.9, 0.02])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_in_crowded_towns_and_open_country_they_are_the_same(seed: int, share: float | None) -> None:
    random = np.random.default_rng(seed)
    # Towns by Zipf's law; the largest has more people than are asked for.
    towns = np.stack([random.uniform(36, 70, 300), random.uniform(-10, 30, 300)], axis=1)
    where = np.minimum(random.zipf(1.3, 6000) - 1, 299)
    lat, lon = towns[where].T
    alone = random.random(6000) < 0.2
    lat, lon = (
        np.where(alone, lat + random.normal(0, 1, 6000), lat),
        np.where(random.random(6000) < 0.05, NAN, lon),
    )
    places = Places.of(lat, lon)
    allowed = None if share is None else random.random(6000) < share
    far_away = [(90.0, 0.0), (-48.0, -170.0), (-51.0, 179.0)]
    for at in [*map(tuple, towns[:10].tolist()), *far_away]:
        for k in (1, 30, 500):
            assert _found(places, at, k, allowed) == _looked_at_everybody(lat, lon, at, k, allowed)


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("share", [None, 0.5])
def test_those_who_moved_are_looked_for_where_they_are_now(seed: int, share: float | None) -> None:
    random = np.random.default_rng(seed)
    spots = np.round(np.stack([random.uniform(40, 60, 500), random.uniform(0, 20, 500)], axis=1))
    lat, lon = spots.T.copy()
    places = Places.of(lat[:450], lon[:450])
    allowed = None if share is None else random.random(500) < share
    lat[450:], lon[450:] = NAN, NAN
    for _ in range(4):
        moved = random.choice(500, 30, replace=False)
        changes = {int(n): None if n % 5 == 0 else (spots[n][1] + 40, spots[n][0] - 40) for n in moved}
        places = places.with_changes(changes)
        for number, point in changes.items():
            lat[number], lon[number] = point or (NAN, NAN)
        for at in ((50.0, 10.0), (41.0, 1.0), (0.0, 0.0)):
            for k in (1, 25, 500):
                assert _found(places, at, k, allowed) == _looked_at_everybody(lat, lon, at, k, allowed)


def test_arrays_mapped_from_files_answer_as_those_in_memory(tmp_path: Path) -> None:
    random = np.random.default_rng(1)
    places = Places.of(random.uniform(40, 60, 800), random.uniform(0, 20, 800))
    for name, array in places.arrays().items():
        np.save(tmp_path / f"{name}.npy", array)
    mapped = Places.from_arrays({n: np.load(tmp_path / f"{n}.npy", mmap_mode="r") for n in places.arrays()})
    for one, other in ((places, mapped), (places.with_changes({3: None}), mapped.with_changes({3: None}))):
        assert _found(one, (50.0, 10.0), 90, None) == _found(other, (50.0, 10.0), 90, None)


def test_of_a_crowd_in_one_point_the_smaller_numbers_are_taken() -> None:
    lat, lon = np.full(5000, 48.2), np.full(5000, 16.4)
    lat[:100] = 48.3
    places = Places.of(lat, lon)
    assert nearest(places, 48.2, 16.4, 3).numbers.tolist() == [100, 101, 102]
    only_late = np.arange(5000) >= 4998
    assert nearest(places, 48.2, 16.4, 3, allowed=only_late | (np.arange(5000) == 7)).numbers.tolist() == [
        4998,
        4999,
        7,
    ]


def test_points_equally_far_give_by_number_not_by_point() -> None:
    # West and east of the asker by turns.
    lon = np.where(np.arange(40) % 2, -1.0, 1.0)
    found = nearest(Places.of(np.zeros(40), lon), 0.0, 0.0, 10)
    assert found.numbers.tolist() == list(range(10))
    assert len(set(found.km.tolist())) == 1


@pytest.mark.parametrize("at", [(NAN, 1.0), (1.0, NAN), (np.inf, 0.0)])
def test_nobody_is_near_a_place_that_is_not_known(at: tuple[float, float]) -> None:
    assert nearest(Places.of(np.array([1.0]), np.array([1.0])), *at).numbers.tolist() == []


def test_nobody_is_found_where_none_are_wanted_or_none_are() -> None:
    assert nearest(Places.of(np.array([1.0]), np.array([1.0])), 1.0, 1.0, 0).numbers.tolist() == []
    assert nearest(Places.of(np.zeros(0), np.zeros(0)), 1.0, 1.0).numbers.tolist() == []
    nobody = np.zeros(1, bool)
    assert nearest(Places.of(np.array([1.0]), np.array([1.0])), 1.0, 1.0, allowed=nobody).km.tolist() == []
