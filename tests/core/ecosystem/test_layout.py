"""Where everybody stands: communities apart, nobody upon another, known ones where they were."""

from __future__ import annotations

from itertools import combinations, pairwise
from math import hypot

import numpy as np
import pytest
from scipy.spatial import cKDTree

from matchmaker.core.ecosystem.layout import ROWS_BELOW, Point, arrange
from matchmaker.core.entities import Link
from matchmaker.core.network import Network
from tests.core.ecosystem.networks import grouped

SIZES = (60, 35, 20, 8, 3, 2)


def nearest(place: dict[str, Point]) -> float:
    """The smallest distance between any two."""
    points = np.array(list(place.values()))
    away, _ = cKDTree(points).query(points, k=2)
    return float(np.asarray(away)[:, 1].min())


def clouds(place: dict[str, Point], network: Network, community: list[int]) -> list[np.ndarray]:
    """The points of each community."""
    return [
        np.array([place[key] for key, number in zip(network.ids, community, strict=True) if number == one])
        for one in range(max(community) + 1)
    ]


def test_an_empty_network_has_no_points() -> None:
    assert arrange(Network((), ()), [], {}) == {}


def test_one_alone_has_a_point() -> None:
    assert set(arrange(Network(("s-1",), ()), [-1], {})) == {"s-1"}


@pytest.mark.parametrize("sizes", [(2,), SIZES, (400, 30)])
def test_no_two_stand_upon_each_other(sizes: tuple[int, ...]) -> None:
    network, community = grouped(sizes, alone=25)
    assert nearest(arrange(network, community, {})) > 0.5


def test_communities_stand_apart() -> None:
    network, community = grouped(SIZES, alone=9)
    place = arrange(network, community, {})
    discs = [
        (*points.mean(axis=0), np.hypot(*(points - points.mean(axis=0)).T).max())
        for points in clouds(place, network, community)
    ]
    for (x, y, r), (across, down, other) in combinations(discs, 2):
        assert hypot(x - across, y - down) > r + other


def test_who_is_alone_stands_below_all_clouds() -> None:
    network, community = grouped(SIZES, alone=30)
    place = arrange(network, community, {})
    bottom = max(place[key][1] for key in network.ids if network.neighbours(key))
    assert min(place[key][1] for key in network.ids if not network.neighbours(key)) >= bottom + ROWS_BELOW


def test_the_whole_is_wider_than_high() -> None:
    network, community = grouped((40, 38, 30, 30, 25, 22, 20, 18, 15), alone=12)
    wide, high = np.ptp(np.array(list(arrange(network, community, {}).values())), axis=0)
    assert 1.1 < wide / high < 2.0


def test_the_same_network_is_arranged_the_same() -> None:
    network, community = grouped(SIZES, alone=5)
    assert arrange(network, community, {}, seed=7) == arrange(network, community, {}, seed=7)


def test_known_ones_stay_and_newcomers_stand_near_their_partners() -> None:
    network, community = grouped(SIZES, alone=5)
    place = arrange(network, community, {})
    links = [Link(a, b) for a, b in network.graph.edges]
    partners = network.ids[3:5]
    more = Network([*network.ids, "s-new", "s-lone"], [*links, *(Link(one, "s-new") for one in partners)])
    later = arrange(more, [*community, 0, -1], place)
    assert {key: later[key] for key in place} == place
    assert nearest(later) > 0.5
    middle = [sum(place[key][axis] for key in partners) / 2 for axis in (0, 1)]
    assert hypot(later["s-new"][0] - middle[0], later["s-new"][1] - middle[1]) < 3
    rows = [place[key][1] for key in network.ids if not network.neighbours(key)]
    assert later["s-lone"][1] >= min(rows)


def test_a_new_community_gets_free_room() -> None:
    network, community = grouped(SIZES, alone=5)
    old = [key for key, number in zip(network.ids, community, strict=True) if number != 1]
    place = arrange(network.within(old), [n for n in community if n != 1], {})
    later = arrange(network, community, place)
    assert {key: later[key] for key in place} == place
    new = clouds(later, network, community)[1]
    middle, r = new.mean(axis=0), np.hypot(*(new - new.mean(axis=0)).T).max()
    assert all(hypot(x - middle[0], y - middle[1]) > r for x, y in place.values())


def test_who_lost_or_found_the_first_tie_stays_too() -> None:
    network, community = grouped((12, 9), alone=4)
    place = arrange(network, community, {})
    first, lone = network.ids[0], network.ids[-1]
    links = [Link(a, b) for a, b in network.graph.edges if first not in (a, b)]
    changed = Network(network.ids, [*links, Link(network.ids[5], lone)])
    numbers = [-1, *community[1:-1], 0]
    assert arrange(changed, numbers, place) == place


def test_a_chain_of_newcomers_follows_its_first_partner() -> None:
    network, community = grouped((30,), alone=0)
    place = arrange(network, community, {})
    chain = [f"s-z-{n}" for n in range(5)]
    links = [Link(a, b) for a, b in network.graph.edges]
    links += [Link(network.ids[0], chain[0]), *(Link(a, b) for a, b in pairwise(chain))]
    later = arrange(Network([*network.ids, *chain], links), [0] * 35, place)
    x, y = place[network.ids[0]]
    assert all(hypot(later[key][0] - x, later[key][1] - y) < 6 for key in chain)
    assert nearest(later) > 0.5
