from __future__ import annotations

from dataclasses import replace
from math import log

import networkx as nx
import numpy as np
import pytest

from matchmaker.core.distance import distance_km
from matchmaker.core.entities import Profile
from matchmaker.core.evaluation.baselines import FAR_KM, baselines, standard
from matchmaker.core.evaluation.folder import Past
from matchmaker.core.evaluation.method import Method
from tests.core.evaluation.pasts import STRANGER, small_past

PAST = small_past()
METHODS = {method.name: method for method in baselines(PAST)}


def _of_need(method: Method, number: int) -> list[float]:
    assert method.needs is not None
    return list(method.needs(number))


def test_the_six_have_their_names_and_needs_have_none_of_the_graph() -> None:
    names = ["popularity", "distance", "tfidf", "adamic_adar", "pagerank", "tfidf_popularity_distance"]
    assert list(METHODS) == names
    assert [name for name in names if METHODS[name].needs is None] == ["adamic_adar", "pagerank"]


@pytest.mark.parametrize("name", METHODS)
def test_every_baseline_gives_each_organisation_a_number(name: str) -> None:
    method = METHODS[name]
    for number in (0, 7, STRANGER):
        assert np.isfinite(method.ties(number)).all()
        assert method.ties(number).shape == (13,)
    if method.needs:
        assert np.isfinite(method.needs(0)).all()
        assert method.needs(0).shape == (13,)


def test_popularity_is_the_weight_of_all_ties() -> None:
    # Number 2 is tied to the five others of its circle by .5 each; number 0 lacks one of them.
    found = METHODS["popularity"].ties(3)
    assert (found[2], found[0], found[STRANGER]) == (2.5, 2.0, 0)
    assert _of_need(METHODS["popularity"], 1) == found.tolist()


def test_the_nearest_comes_first_and_an_unknown_place_is_far() -> None:
    found = METHODS["distance"].ties(0)
    assert found[1] == pytest.approx(-distance_km(50.6, 3.0, 50.61, 3.0))
    assert (found[2], found[5], found[STRANGER]) == (-FAR_KM, -FAR_KM, -FAR_KM)
    assert found[7] < -400
    assert METHODS["distance"].ties(STRANGER).tolist() == [-FAR_KM] * 13


def test_for_a_need_distance_is_the_same_country() -> None:
    assert _of_need(METHODS["distance"], 0) == [1.0] * 6 + [0.0] * 7
    assert _of_need(METHODS["distance"], 1) == [0.0] * 13


def test_text_is_compared_by_words_and_pairs_of_words() -> None:
    found = METHODS["tfidf"].ties(7)
    assert found[7] == pytest.approx(1)
    assert found[STRANGER] == 0
    assert found[11] > found[0]
    assert int(np.argmax(_of_need(METHODS["tfidf"], 1))) == 7


def test_adamic_adar_agrees_with_networkx() -> None:
    graph = nx.Graph((link.a, link.b) for link in PAST.ties)
    ((_, _, expected),) = nx.adamic_adar_index(graph, [("o00", "o05")])
    found = METHODS["adamic_adar"].ties(0)
    assert found[5] == pytest.approx(expected)
    # Their common partners are 1 and 4 with four ties, 2 and 3 with five.
    assert expected == pytest.approx(2 / log(4) + 2 / log(5))


def test_pagerank_agrees_with_networkx() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_weighted_edges_from((link.a, link.b, link.weight) for link in PAST.ties)
    expected = nx.pagerank(graph, alpha=0.8, personalization={"o06": 1}, tol=1e-9)
    found = METHODS["pagerank"].ties(6)
    assert found[6:12] == pytest.approx([expected[f"o{n:02}"] for n in range(6, 12)], abs=1e-5)


def test_the_sum_prefers_who_is_near_alike_and_popular() -> None:
    found = METHODS["tfidf_popularity_distance"].ties(0)
    assert min(found[[1, 3, 4]]) > max(found[6:])
    assert standard(np.array([1.0, 3.0])).tolist() == [-1, 1]
    assert standard(np.ones(3)).tolist() == [0, 0, 0]


def test_a_past_without_texts_or_needs_can_be_measured() -> None:
    bare = Past((Profile("a", ""), Profile("b", "")))
    assert [method.ties(0).tolist() for method in baselines(bare) if method.name == "tfidf"] == [[0, 0]]
    assert len(baselines(replace(PAST, needs=()))) == 6
