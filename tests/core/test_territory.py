"""Places that work together: values worked by hand, and what must hold for any network."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.core.entities import Link
from matchmaker.core.few import SMALL
from matchmaker.core.network import Network
from matchmaker.core.reader import FloatArray
from matchmaker.core.territory import MOST_CELLS, SCALE_KM, Territory, combined, located

# So far apart that e^(-km/80) is nothing: Lisbon, Helsinki, Nicosia.
FAR = [(38.7, -9.1), (60.2, 24.9), (35.2, 33.4)]


def _network(size: int, ties: list[tuple[int, int, float]]) -> Network:
    ids = [f"{i:03}" for i in range(size)]
    return Network(ids, [Link(ids[a], ids[b], weight=w) for a, b, w in ties])


def _territory(places: list[tuple[float, float]], ties: list[tuple[int, int, float]]) -> Territory:
    lat, lon = np.array(places, float).reshape(-1, 2).T
    return Territory(lat, lon, _network(len(places), ties).weights)


def test_two_ties_among_three_places() -> None:
    # Two in Lisbon (0, 1), one in Helsinki (2), one in Nicosia (3); ties 0-2 of weight 1 and 1-3 of weight 2.
    territory = _territory([FAR[0], FAR[0], FAR[1], FAR[2]], [(0, 2, 1.0), (1, 3, 2.0)])
    lisbon, helsinki, nicosia = territory.cell[[0, 2, 3]].tolist()
    assert territory.cell[1] == lisbon
    assert territory.ties.toarray()[lisbon, [lisbon, helsinki, nicosia]].tolist() == [0, 1, 2]
    assert territory.heads[[lisbon, helsinki, nicosia]] == pytest.approx([2, 1, 1], abs=1e-9)
    # All weights, in both directions: 6 in 4² pairs, so 6/16 is usual. Somebody of Lisbon has 1/2 tie with
    # Helsinki, per head 1/2, and 1 with Nicosia: lifts 1/2 / (6/16) = 4/3 and 8/3.
    assert territory.lift(territory.of_place(lisbon)) == pytest.approx([0, 0, 4 / 3, 8 / 3], abs=1e-9)
    # From Helsinki one tie to two in Lisbon, 1/2 per head: the same lift as the other way round.
    assert territory.lift(territory.of_place(helsinki)) == pytest.approx([4 / 3, 4 / 3, 0, 0], abs=1e-9)
    # A group of half the first and half the third.
    people = np.array([0.5, 0, 0.5, 0])
    # Per head that is 1/4 of what Lisbon has and 1/2 of what Helsinki has: for Lisbon 1/2 · 1 / 2 = 1/4, for
    # Helsinki 1/4 · 1, for Nicosia 1/4 · 2.
    expected = np.array([1 / 4, 1 / 4, 1 / 4, 1 / 2]) / (6 / 16)
    assert territory.lift(territory.of_people(people)) == pytest.approx(expected, abs=1e-9)


def test_one_place_speaks_for_another_less_the_farther_it_is() -> None:
    # One degree of latitude is 6371 · π/180 = 111.2 km.
    territory = _territory([(50.0, 10.0), (51.0, 10.0)], [])
    beside = np.exp(-6371.0088 * np.pi / 180 / SCALE_KM)
    assert territory.kernel == pytest.approx(np.array([[1, beside], [beside, 1]]), rel=1e-3)
    assert territory.heads == pytest.approx([1 + beside, 1 + beside], rel=1e-3)


def test_around_is_one_where_people_live_as_everybody_does() -> None:
    territory = _territory([FAR[0], FAR[0], FAR[1], FAR[2]], [])
    assert territory.around(np.full(4, 0.25)) == pytest.approx(np.ones(4), abs=1e-9)
    # All of them in Helsinki, where one in four lives.
    assert territory.around(np.array([0, 0, 1.0, 0])) == pytest.approx([0, 0, 4, 0], abs=1e-9)


def test_who_has_no_place_is_nowhere() -> None:
    territory = _territory([FAR[0], (np.nan, np.nan), FAR[1]], [(0, 1, 1.0), (0, 2, 1.0)])
    assert territory.cell[1] == -1
    assert territory.lift(territory.of_place(int(territory.cell[0])))[1] == 0
    assert territory.around(np.array([0.5, 0.5, 0]))[1] == 0


@pytest.mark.parametrize("places", [[], [(np.nan, np.nan)] * 3])
def test_a_territory_of_no_place_answers(places: list[tuple[float, float]]) -> None:
    territory = _territory(places, [(0, 1, 1.0)] if places else [])
    nobody = np.zeros(len(places))
    assert not territory.lift(territory.of_people(nobody)).any()
    assert territory.around(nobody).shape == (len(places),)


def test_without_ties_nothing_is_lifted() -> None:
    territory = _territory(FAR, [])
    assert territory.lift(territory.of_place(0)).tolist() == [0, 0, 0]


def test_the_same_points_are_known_again() -> None:
    lat, lon = np.array([1.0, np.nan]), np.array([2.0, np.nan])
    territory = Territory(lat, lon, _network(2, []).weights)
    assert territory.same_places(lat.copy(), lon.copy())
    assert not territory.same_places(lat + 1, lon)


def test_too_many_places_are_joined_with_their_neighbours() -> None:
    side = int(np.sqrt(MOST_CELLS)) + 2
    places = [(40 + 0.06 * (i // side), 5 + 0.06 * (i % side)) for i in range(side**2)]
    territory = _territory(places, [])
    assert len(territory.heads) <= MOST_CELLS < side**2
    assert len(territory.kernel) == territory.cell.max() + 1


def test_gaps_are_filled_from_the_narrowest_group() -> None:
    nan = np.nan
    lat, lon = np.array([10.0, 20.0, 40.0, nan, nan, nan]), np.array([1.0, 3.0, 5.0, nan, nan, nan])
    narrow, wide = np.array([0, 0, 1, 0, -1, -1]), np.array([0, 0, 0, 0, 0, -1])
    found = located(lat, lon, (narrow, wide))
    # The fourth is where the first two are on the average, the fifth where the first three are; the last
    # belongs nowhere, and what was filled in fills in nothing else.
    assert found[0].tolist()[:5] == pytest.approx([10, 20, 40, 15, 70 / 3])
    assert found[1].tolist()[:5] == pytest.approx([1, 3, 5, 2, 3])
    assert np.isnan(found[0][5])
    assert np.isnan(lat[3]), "the columns given stay as they are"


def test_a_group_where_nobody_has_a_place_fills_nothing() -> None:
    nothing = np.array([np.nan, np.nan])
    assert np.isnan(located(nothing, nothing, (np.array([0, -1]),))[0]).all()


coordinate = st.one_of(
    st.just((np.nan, np.nan)),
    st.tuples(st.floats(35, 65), st.floats(-10, 30)),
)


@st.composite
def networks(draw: st.DrawFn) -> tuple[list[tuple[float, float]], list[tuple[int, int, float]]]:
    """Some places, the first of them known, and ties between any of them."""
    first = draw(st.tuples(st.floats(35, 65), st.floats(-10, 30)))
    places = [first, *draw(st.lists(coordinate, min_size=1, max_size=7))]
    number = st.integers(0, len(places) - 1)
    tie = st.tuples(number, number, st.floats(0.1, 3)).filter(lambda one: one[0] < one[1])
    return places, draw(st.lists(tie, max_size=12, unique_by=lambda one: one[:2]))


@settings(max_examples=60)
@given(networks())
def test_hiding_ones_own_ties_is_the_same_as_not_having_them(
    given_: tuple[list[tuple[float, float]], list[tuple[int, int, float]]],
) -> None:
    places, ties = given_
    lat, lon = np.array(places, float).T
    network = _network(len(places), ties)
    territory = Territory(lat, lon, network.weights)
    others = Territory(lat, lon, _network(len(places), [one for one in ties if 0 not in one[:2]]).weights)
    where = territory.of_place(int(territory.cell[0]))
    found = territory.lift(where, territory.part_of(0, *network.tied(0)))
    assert found == pytest.approx(others.lift(where), rel=1e-6, abs=1e-6)


@settings(max_examples=30)
@given(networks())
def test_a_group_of_one_is_its_place_and_one_of_several_their_mean(
    given_: tuple[list[tuple[float, float]], list[tuple[int, int, float]]],
) -> None:
    territory = _territory(*given_)
    people = np.eye(len(territory.cell))
    known = np.flatnonzero(territory.cell >= 0)
    lifts = [territory.lift(territory.of_place(int(territory.cell[i]))) for i in known]
    assert territory.lift(territory.of_people(people[known[0]])) == pytest.approx(lifts[0])
    everybody = people[known].mean(axis=0)
    assert territory.lift(territory.of_people(everybody)) == pytest.approx(np.mean(lifts, axis=0))


@settings(max_examples=60)
@given(networks())
def test_two_places_lift_each_other_alike(
    given_: tuple[list[tuple[float, float]], list[tuple[int, int, float]]],
) -> None:
    territory = _territory(*given_)
    known = np.flatnonzero(territory.cell >= 0)
    lifts = np.array([territory.lift(territory.of_place(int(territory.cell[i])))[known] for i in known])
    assert (lifts >= 0).all()
    assert lifts == pytest.approx(lifts.T, rel=1e-6, abs=1e-9)


def test_a_few_are_told_what_they_are_told_among_all_and_what_was_worked_out_is_remembered() -> None:
    territory = _territory([FAR[0], FAR[0], FAR[1], FAR[2]], [(0, 2, 1.0), (1, 3, 2.0)])
    few, numbers = territory.take(np.array([0, 3])), np.array([0, 2])
    people = np.array([0.25, 0, 0.75, 0])
    expected = territory.around(people)
    assert territory.around(people[numbers], numbers).tolist() == expected.tolist()
    assert few.around(people[numbers], numbers) == pytest.approx(expected[[0, 3]], rel=1e-12)
    cell, asked = int(territory.cell[2]), list[int]()

    def where() -> FloatArray:
        asked.append(cell)
        return territory.of_place(cell)

    plain = territory.lift(territory.of_place(cell))
    assert few.lift_of(cell, where).tolist() == plain[[0, 3]].tolist()
    assert territory.lift_of(cell, where).tolist() == plain.tolist()
    assert asked == [cell]


def test_what_each_place_lifts_is_written_down_with_it() -> None:
    territory = _territory([FAR[0], FAR[0], FAR[1], FAR[2]], [(0, 2, 1.0), (1, 3, 2.0)])
    opened = Territory.from_arrays(territory.arrays())
    for cell in range(len(territory.heads)):
        expected = territory.lift(territory.of_place(cell))
        # Nothing is worked out anew, so nobody is asked where it begins.
        assert opened.lift_of(cell, lambda: pytest.fail("asked")).tolist() == expected.tolist()


@pytest.mark.parametrize("size", [SMALL - 1, SMALL])
def test_some_rows_of_a_full_matrix_are_added_up_by_weight(size: int) -> None:
    matrix, rows = np.random.default_rng(3).random((6, 5)), np.array([2, 5, 2])
    weights = np.array([0.5, 0.25, 1.0])
    expected = 1.5 * matrix[2] + 0.25 * matrix[5]
    np.testing.assert_allclose(combined(matrix, rows, weights, size), expected, rtol=1e-15)
    assert combined(matrix, rows[:0], weights[:0], size).tolist() == [0.0] * 5
