from __future__ import annotations

from collections.abc import Iterable

from matchmaker.core.directory.layers import MOST_CHANGES, STEP, Layers
from matchmaker.core.directory.reading import read_columns
from matchmaker.core.entities import Profile


def some(numbers: Iterable[int]) -> list[Profile]:
    return [Profile(f"s-{i}", f"Name {i:05}", about=f"word{i}") for i in numbers]


def ids(layers: Layers) -> list[str]:
    return layers.ids(layers.sequence().tolist())


def test_those_on_top_take_their_place_by_name() -> None:
    layers = Layers((read_columns(some([1, 3, 5])),)).on_top(read_columns(some([0, 2, 4, 6, 7])))
    assert ids(layers) == [f"s-{i}" for i in range(8)]
    assert [layers.find(f"s-{i}") for i in (1, 0, 7, 9)] == [0, 3, 7, None]


def test_who_goes_is_found_no_more_and_who_is_not_there_may_go() -> None:
    layers = Layers((read_columns(some(range(4))),))
    less = layers.without(["s-1", "s-unknown"])
    assert ids(less) == ["s-0", "s-2", "s-3"]
    assert less.find("s-1") is None
    assert len(layers) == 4
    assert layers.without(["s-unknown"]) is layers
    assert layers.on_top(read_columns([])) is layers


def test_layers_stay_few_and_each_much_larger_than_the_next() -> None:
    layers = Layers((read_columns(some(range(100))),))
    for i in range(100, 400):
        layers = layers.on_top(read_columns(some([i]))).tidied()
        sizes = [len(own) for own in layers.columns]
        assert all(sizes[k] >= STEP * sum(sizes[k + 1 :]) for k in range(1, len(sizes) - 1))
    assert len(layers.columns) <= 4
    assert ids(layers) == [f"s-{i}" for i in range(400)]


def test_all_are_joined_when_much_has_changed() -> None:
    layers = Layers((read_columns(some(range(10))),)).on_top(read_columns(some(range(10, MOST_CHANGES + 9))))
    assert len(layers.tidied().columns) == 2
    joined = layers.without(["s-3", "s-5"]).tidied()
    assert len(joined.columns) == 1
    assert (joined.alive, joined.order) == (None, None)
    assert len(joined) == len(layers) - 2
    keys = joined.columns[0].words.keys
    assert len(range(*keys.find("word3"))) == 0, "what only the gone have said is gone"


def test_one_layer_in_force_is_its_own_join() -> None:
    layers = Layers((read_columns(some(range(3))),))
    assert layers.joined(0) is layers
    assert layers.tidied() is layers
