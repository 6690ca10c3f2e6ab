"""Forward push: what it promises, held against whole walks and against networkx."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path as Folder
from typing import get_args

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.core import network as by_id
from matchmaker.core.graph import push as module
from matchmaker.core.graph.adjacency import Floats
from matchmaker.core.graph.push import RESTART, WHOLE, Path, Ranks, nearest, push
from matchmaker.core.graph.ties import Ties
from tests.core.graph.networks import Edge, drawn, edges, network_of, row_of, ties_of

SIZE = 15
PATHS: tuple[Path, ...] = get_args(Path)
ROUNDING = 1e-12

starts = st.lists(
    st.tuples(st.integers(0, SIZE - 1), st.sampled_from([0.2, 0.3, 0.5])), min_size=1, max_size=4
)


def _pushed(ties: Ties, start: list[tuple[int, float]], path: Path | None = None, **how: float) -> Ranks:
    numbers, weights = zip(*start, strict=True)
    return push(ties, np.array(numbers), np.array(weights), path=path, **how)


def _dense(found: Ranks, size: int) -> Floats:
    return found.of(np.arange(size))


def _walked(size: int, found: list[Edge], start: list[tuple[int, float]]) -> Floats:
    """All but a billionth of the walk as `Network` walks it, over everybody in every round."""
    held = np.zeros(size)
    for number, weight in start:
        held[number] += weight
    return network_of(size, found).walk(held, tolerance=1e-9)


def test_numba_is_not_loaded_before_somebody_asks_for_ranks() -> None:
    code = "import sys, matchmaker.core.graph.push; sys.exit('numba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_both_kinds_of_network_begin_again_as_often() -> None:
    assert RESTART == by_id.RESTART


@pytest.mark.parametrize("path", PATHS)
@settings(max_examples=60)
@given(found=edges(SIZE), start=starts, epsilon=st.sampled_from([0.0, 1e-3, 0.02, 0.3]))
def test_all_ranks_are_too_low_by_no_more_than_what_is_left_and_too_high_by_less(
    path: Path, found: list[Edge], start: list[tuple[int, float]], epsilon: float
) -> None:
    ties = ties_of(SIZE, found)
    pushed = _pushed(ties, start, path, epsilon=epsilon)
    short = _walked(SIZE, found, start) - _dense(pushed, SIZE)
    whole = sum(weight for _, weight in start)
    # The walk that it is held against leaves a billionth of the whole.
    spread = 0.8 * pushed.left * ties.degrees(np.arange(SIZE)) / max(ties.entries, 1)
    assert (short >= -spread - 1e-9 * whole - ROUNDING).all()
    assert short[short > 0].sum() <= pushed.left + ROUNDING
    assert pushed.left <= whole
    if epsilon == 0:
        assert pushed.left <= 1e-3 * whole


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("epsilon", [1e-4, 1e-3, 1e-2])
@pytest.mark.parametrize("seed", [1, 2])
def test_where_all_ties_weigh_the_same_no_rank_is_short_by_more_than_epsilon_per_tie(
    path: Path, epsilon: float, seed: int
) -> None:
    found = [(a, b, 1.0) for a, b in {(min(e[:2]), max(e[:2])) for e in drawn(seed, 80, 240)}]
    ties = ties_of(80, found)
    short = _walked(80, found, [(5, 1.0)]) - _dense(_pushed(ties, [(5, 1.0)], path, epsilon=epsilon), 80)
    assert (short <= epsilon * ties.degrees(np.arange(80)) + 1e-9).all()


@settings(max_examples=60)
@given(edges(SIZE), starts, st.sampled_from([0.0, 1e-3, 0.02, 0.3]))
def test_both_paths_give_the_same_ranks_to_the_last_bit(
    found: list[Edge], start: list[tuple[int, float]], epsilon: float
) -> None:
    one, other = (_pushed(ties_of(SIZE, found), start, path, epsilon=epsilon) for path in PATHS)
    assert np.array_equal(one.numbers, other.numbers)
    assert np.array_equal(one.ranks, other.ranks)
    assert one.left == other.left


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_it_agrees_with_networkx(path: Path, seed: int) -> None:
    graph = nx.gnm_random_graph(60, 150, seed=seed)
    graph.remove_nodes_from([node for node in graph if not graph[node]])
    weights = np.random.default_rng(seed).uniform(0.1, 2, graph.number_of_edges())
    for (a, b), weight in zip(graph.edges, weights, strict=True):
        graph[a][b]["weight"] = float(weight)
    ties = ties_of(60, [(a, b, float(w)) for a, b, w in graph.edges(data="weight")])
    first = min(graph)
    # Expected values: networkx.pagerank with the same restart.
    expected = nx.pagerank(graph, alpha=1 - RESTART, personalization={first: 1}, tol=1e-10)
    found = _pushed(ties, [(first, 1.0)], path, tolerance=1e-8)
    assert found.of(np.array(list(graph))) == pytest.approx([expected[node] for node in graph], abs=1e-7)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("seed", [1, 2])
def test_ties_changed_since_are_pushed_along_as_if_the_arrays_were_made_anew(path: Path, seed: int) -> None:
    found = drawn(seed, 90, 260)
    anew = ties_of(90, found)
    ties = ties_of(85, [edge for edge in found if max(edge[:2]) < 85 and min(edge[:2]) > 4])
    for number in [*range(5), *range(85, 90)]:
        ties = ties.with_changes({number: row_of(anew, number)})
    assert len(ties.changes.numbers) < 90
    for number in range(0, 90, 18):
        for epsilon in (1e-4, 1e-2):
            one = _pushed(ties, [(number, 1.0)], path, epsilon=epsilon)
            other = _pushed(anew, [(number, 1.0)], path, epsilon=epsilon)
            assert np.array_equal(one.numbers, other.numbers)
            assert np.array_equal(one.ranks, other.ranks)


@pytest.mark.parametrize("path", PATHS)
def test_arrays_mapped_from_files_give_the_ranks_of_those_in_memory(path: Path, tmp_path: Folder) -> None:
    ties = ties_of(90, drawn(1, 90, 260))
    for name, array in ties.arrays().items():
        np.save(tmp_path / f"{name}.npy", array)
    mapped = Ties.from_arrays({n: np.load(tmp_path / f"{n}.npy", mmap_mode="r") for n in ties.arrays()})
    for one, other in (
        (ties, mapped),
        (ties.with_changes({1: {2: 1.0}}), mapped.with_changes({1: {2: 1.0}})),
    ):
        first, second = (_pushed(found, [(7, 1.0)], path, epsilon=1e-3) for found in (one, other))
        assert np.array_equal(first.numbers, second.numbers)
        assert np.array_equal(first.ranks, second.ranks)


@pytest.mark.parametrize("path", PATHS)
def test_a_push_reaches_only_those_near_by(path: Path) -> None:
    # A ring of 2,000: what one passes on falls below epsilon within a few steps.
    ring = ties_of(2000, [(n, (n + 1) % 2000, 1.0) for n in range(2000)])
    found = _pushed(ring, [(0, 1.0)], path, epsilon=1e-3)
    assert len(found.numbers) < 60
    assert found.numbers.tolist() == sorted(found.numbers.tolist())
    assert found.ranks[found.numbers < 20].tolist() == sorted(found.ranks[found.numbers < 20], reverse=True)


@pytest.mark.parametrize("path", PATHS)
def test_a_hub_is_passed_through_though_a_share_of_it_is_next_to_nothing(path: Path) -> None:
    hub = ties_of(3000, [(0, n, 1.0) for n in range(1, 3000)])
    found = _pushed(hub, [(1, 1.0)], path, epsilon=1e-5)
    # From the leaf to the hub, and back to each leaf alike.
    assert found.of(np.array([0]))[0] > 0.3
    assert len(found.numbers) == 3000
    assert len(np.unique(found.of(np.arange(2, 3000)))) == 1


def test_a_small_network_is_pushed_through_as_a_whole_and_a_large_one_is_not() -> None:
    found = drawn(4, 300, 900)
    assert _pushed(ties_of(300, found), [(0, 1.0)]).left <= 1e-3
    large = drawn(5, 20_000, WHOLE)
    assert ties_of(20_000, large).entries > WHOLE
    assert _pushed(ties_of(20_000, large), [(0, 1.0)]).left > 1e-3


@pytest.mark.parametrize("path", PATHS)
def test_who_has_no_ties_is_where_one_stays_and_from_nobody_one_gets_nowhere(path: Path) -> None:
    ties = ties_of(3, [(0, 1, 1.0)])
    assert _dense(_pushed(ties, [(2, 1.0)], path), 3).tolist() == [0, 0, RESTART]
    nobody = push(ties, np.array([], np.int64), np.array([]), path=path)
    assert nobody.of(np.arange(3)).tolist() == [0, 0, 0]
    assert _pushed(ties, [(1, 0.0)], path).numbers.tolist() == []


@pytest.mark.parametrize("weight", [-1.0, np.nan, np.inf])
def test_a_start_of_no_sense_is_refused(weight: float) -> None:
    with pytest.raises(ValueError, match="weights of 0 or more"):
        _pushed(ties_of(2, [(0, 1, 1.0)]), [(0, weight)])


@pytest.mark.parametrize("number", [-1, 2])
def test_a_start_from_nobody_of_the_network_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="not in the network"):
        _pushed(ties_of(2, [(0, 1, 1.0)]), [(number, 1.0)])


@settings(max_examples=60)
@given(st.lists(st.sampled_from([0.1, 0.2, 0.3]), max_size=12), st.integers(-1, 14), st.data())
def test_the_top_are_the_highest_and_of_equals_the_smaller_numbers(
    values: list[float], k: int, data: st.DataObject
) -> None:
    numbers = np.arange(len(values)) * 2
    allowed = np.array(data.draw(st.lists(st.booleans(), min_size=25, max_size=25)))
    ranks = Ranks(numbers, np.array(values), 0.5)
    best = sorted(zip(values, numbers.tolist(), strict=True), key=lambda one: (-one[0], one[1]))
    assert ranks.top(k).numbers.tolist() == [n for _, n in best][: max(k, 0)]
    may = [n for _, n in best if allowed[n]]
    assert ranks.top(k, allowed=allowed).numbers.tolist() == may[: max(k, 0)]
    assert ranks.top(k).left == 0.5
    but = np.array(data.draw(st.lists(st.integers(0, 24), max_size=5)), np.int32)
    may = [n for n in may if n not in but]
    assert sorted(ranks.highest(k, but=but, allowed=allowed).tolist()) == sorted(may[: max(k, 0)])
    others = [n for _, n in best if n not in but]
    assert sorted(ranks.highest(k, but=but).tolist()) == sorted(others[: max(k, 0)])


def test_the_nearest_are_the_top_of_a_push() -> None:
    ties = ties_of(80, drawn(1, 80, 240))
    top = nearest(ties, np.array([3]), np.array([1.0]), 10)
    assert np.array_equal(top.numbers, _pushed(ties, [(3, 1.0)]).top(10).numbers)
    assert len(top.numbers) == 10


def test_many_threads_push_at_once_without_getting_into_each_others_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_IDLE", type(module._IDLE)(maxlen=2))
    networks = [ties_of(size, drawn(size, size, 3 * size)) for size in (40, 400, 90)]
    tasks = [(ties, number) for number in range(12) for ties in networks]
    alone = [_pushed(ties, [(number, 1.0)]) for ties, number in tasks]
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda task: _pushed(task[0], [(task[1], 1.0)]), tasks))
    for one, other in zip(alone, together, strict=True):
        assert np.array_equal(one.numbers, other.numbers)
        assert np.array_equal(one.ranks, other.ranks)
    assert all(not room.rest.any() and not room.rank.any() for room in module._IDLE)
