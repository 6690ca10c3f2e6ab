from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from matchmaker.core.directory.inverted import Inverted

KEYS = ["b", "a", "ab", "c"]

rows = st.lists(st.lists(st.integers(0, 3), min_size=4, max_size=4), max_size=6)


def made(rows: list[list[int]]) -> Inverted:
    return Inverted.of(KEYS, csr_array(np.array(rows, np.float32).reshape(len(rows), 4)))


def read(index: Inverted) -> list[Counter[str]]:
    """The documents of an index as counts by key."""
    found: list[Counter[str]] = [Counter() for _ in range(index.size)]
    for key in range(len(index.keys)):
        documents, times = index.row(key)
        assert documents.tolist() == sorted(set(documents.tolist()))
        for document, often in zip(documents.tolist(), times.tolist(), strict=True):
            found[document][index.keys.text(key)] = int(often)
    return found


def counted(row: list[int]) -> Counter[str]:
    return Counter({key: n for key, n in zip(KEYS, row, strict=True) if n})


@given(rows)
def test_every_document_is_found_by_its_keys(rows: list[list[int]]) -> None:
    index = made(rows)
    assert list(index.keys) == sorted(index.keys)
    assert read(index) == [counted(row) for row in rows]
    assert read(Inverted.from_arrays(index.arrays(), index.size)) == read(index)


@given(rows, rows, st.data())
def test_joined_indexes_are_that_of_all_who_stay(
    one: list[list[int]], other: list[list[int]], data: st.DataObject
) -> None:
    everybody = [*one, *other]
    kept = [place for place in range(len(everybody)) if data.draw(st.booleans())]
    order = data.draw(st.permutations(kept))
    # Within each part the order stays, as that of names does.
    order = sorted(order, key=lambda place: (place >= len(one), place)) if data.draw(st.booleans()) else kept
    place = np.full(len(everybody), -1, np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    joined = Inverted.merged([made(one), made(other)], [place[: len(one)], place[len(one) :]], len(order))
    assert read(joined) == [counted(everybody[i]) for i in order]
    assert len(joined.keys) == len({key for i in order for key in counted(everybody[i])})


@pytest.mark.parametrize(
    ("span", "total"), [((0, 0), [0, 0, 0]), ((0, 2), [1, 5, 0]), ((0, 4), [4, 5, 9]), ((2, 3), [3, 0, 0])]
)
def test_a_range_of_keys_is_added_up(span: tuple[int, int], total: list[int]) -> None:
    index = made([[3, 1, 0, 0], [0, 2, 3, 0], [0, 0, 0, 9]])
    assert index.total(span).tolist() == total
    assert index.postings(span) == sum(len(index.row(key)[0]) for key in range(*span))


def test_keys_are_counted_over_a_choice_of_documents() -> None:
    index = made([[1, 1, 0, 0], [0, 1, 1, 0], [1, 1, 0, 1]])
    counts = index.tally(np.array([True, False, True]))
    assert dict(zip(index.keys.texts(range(4)), counts.tolist(), strict=True)) == {
        "a": 2, "ab": 0, "b": 2, "c": 1,
    }  # fmt: skip
