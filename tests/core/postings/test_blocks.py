from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from scipy.sparse import csr_array

from matchmaker.core.postings import building
from matchmaker.core.postings.blocks import Postings
from matchmaker.core.postings.heads import as_float
from matchmaker.core.postings.layout import FRONT, LANES, MOST_SLOTS, STEP_BITS, STEPS, TYPES, UNCOMMON
from matchmaker.core.postings.search import top
from tests.core.postings.corpora import dense, same, zipf


def test_rows_come_back_as_they_were_given() -> None:
    values = dense(4)
    index = Postings.of(csr_array(values))
    assert (index.size, index.width) == values.shape
    assert index.nnz == np.count_nonzero(values)
    for number in range(index.size):
        terms, found = index.row(number)
        assert terms.tolist() == np.flatnonzero(values[number]).tolist()
        assert found.tolist() == values[number][terms].tolist()


def test_an_index_lives_in_files_that_are_mapped_into_memory(tmp_path: Path) -> None:
    index = Postings.of(zipf(5000, 300, 10))
    for name, array in index.arrays().items():
        np.save(tmp_path / name, array)
    mapped = {name: np.load(tmp_path / f"{name}.npy", mmap_mode="r") for name in TYPES}
    opened = Postings.from_arrays(mapped)
    assert np.shares_memory(opened.words, mapped["words"])
    assert not opened.words.flags.writeable
    for way in ("plain", "compiled"):
        assert same(top(opened, index.row(7), 20, path=way), top(index, index.row(7), 20, path="plain"))


def test_the_arrays_are_made_where_the_builder_says() -> None:
    made: dict[str, npt.NDArray[Any]] = {}

    def room(name: str, shape: tuple[int, ...], dtype: npt.DTypeLike) -> npt.NDArray[Any]:
        made[name] = np.full(shape, 7, dtype)
        return made[name]

    matrix = zipf(3000, 200, 10)
    index, plain = Postings.of(matrix, room=room), Postings.of(matrix)
    for name, array in index.arrays().items():
        assert np.array_equal(array, plain.arrays()[name]), name
        assert name in {"limits", "means"} or array.size == 0 or np.shares_memory(array, made[name])


def test_progress_is_told_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    Postings.of(zipf(70_000, 50, 2), progress=lambda done, of: told.append((done, of)))
    assert told == [(65_536, 70_000), (70_000, 70_000)]


def test_unordered_repeated_and_zero_cells_are_put_right_without_touching_the_given() -> None:
    given = csr_array(
        (np.array([1.0, 2.0, 3.0, 0.0], np.float32), np.array([2, 0, 2, 1]), np.array([0, 4])), shape=(1, 3)
    )
    index = Postings.of(given)
    assert index.row(0)[0].tolist() == [0, 2]
    assert index.row(0)[1].tolist() == [2.0, 4.0]
    assert given.data.tolist() == [1.0, 2.0, 3.0, 0.0]


@pytest.mark.parametrize("value", [-1.0, np.nan, np.inf, 2.0**-61, 2.0**61])
def test_values_that_no_sum_could_hold_are_refused(value: float) -> None:
    with pytest.raises(ValueError, match="positive, finite"):
        Postings.of(csr_array(np.array([[0.5, value]], np.float32)))


def test_more_cells_than_can_be_numbered_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "MOST_CELLS", 3)
    with pytest.raises(ValueError, match="at most 3 cells"):
        Postings.of(csr_array(np.ones((2, 2), np.float32)))


def test_every_document_has_a_place_in_its_block(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "FEWEST", 0)
    index = Postings.of(zipf(70_000, 100, 3))
    for first in range(0, index.size, 65_536):
        numbers, places = index.numbers[first : first + 65_536], index.places[first : first + 65_536]
        assert np.array_equal(numbers[places], np.arange(len(numbers)))


def test_no_bound_of_common_terms_is_too_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "FEWEST", 0)
    index = Postings.of(zipf(3000, 300, 12))
    assert (np.diff(index.limits) >= 0).all()
    for level, limit in enumerate(index.limits.tolist()):
        for number in range(index.size):
            terms, values = index.row(number)
            part = values[index.slots[terms] < limit].astype(float)
            bound = float(index.bounds[level, int(index.places[number]) // LANES])
            assert bound >= float(np.linalg.norm(part))


@pytest.mark.parametrize("words", [5, 12, 60])
def test_heads_bound_what_common_terms_bring_from_both_sides(
    monkeypatch: pytest.MonkeyPatch, words: int
) -> None:
    monkeypatch.setattr(building, "FEWEST", 0)
    matrix = zipf(300, 60, words).tolil()
    matrix[[0, 5, 299]] = 0  # texts without a word at either end and between
    index = Postings.of(csr_array(matrix))
    assert index.heads.shape[1] == {5: 8, 12: 16, 60: 32}[words]
    for number in range(index.size):
        terms, values = index.row(number)
        common = index.slots[terms] != UNCOMMON
        slots, exact = index.slots[terms][common], values[common].astype(float)
        head = index.heads[int(index.places[number])]
        scale, rest = as_float(head[:FRONT])
        kept = {int(cell) >> STEP_BITS: int(cell) & STEPS for cell in head[FRONT:]}
        kept.pop(MOST_SLOTS, None)
        left = [value for slot, value in zip(slots.tolist(), exact.tolist(), strict=True) if slot not in kept]
        assert kept.keys() <= set(slots.tolist())
        assert rest >= np.linalg.norm(left)
        assert len(left) == max(0, len(slots) - (len(head) - FRONT))
        for slot, value in zip(slots.tolist(), exact.tolist(), strict=True):
            if slot in kept:
                assert scale * (kept[slot] - 1) <= value <= scale * kept[slot]
                assert value >= max(left, default=0.0)


def test_arrays_that_cannot_be_an_index_are_refused() -> None:
    good = Postings.of(zipf(30, 20, 5)).arrays()
    with pytest.raises(KeyError):
        Postings.from_arrays({name: array for name, array in good.items() if name != "words"})
    with pytest.raises(ValueError, match="another type: words"):
        Postings.from_arrays(good | {"words": good["words"].astype(np.int64)})
    with pytest.raises(ValueError, match="do not fit"):
        Postings.from_arrays(good | {"words": good["words"][1:]})
