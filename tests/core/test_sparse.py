"""Matrices come back from arrays as they were, cell by cell."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_array, random_array

from matchmaker.core.sparse import cells, named, of_cells, part

UNSORTED = csr_array((np.array([1.0, 2.0, 3.0]), np.array([2, 0, 0]), np.array([0, 2, 3])), shape=(2, 3))
TWICE = csr_array((np.array([1.0, 2.0]), np.array([1, 1]), np.array([0, 2, 2])), shape=(2, 3))
SOME = csr_array(random_array((20, 30), density=0.2, rng=np.random.default_rng(1)))
MATRICES = {"some": SOME, "empty": csr_array((0, 5)), "no columns": csr_array((4, 0))}
MATRICES |= {"unsorted": UNSORTED, "twice": TWICE}


@pytest.mark.parametrize("name", MATRICES)
def test_a_matrix_is_what_it_was_and_nothing_is_copied(name: str) -> None:
    matrix, arrays = MATRICES[name], cells(MATRICES[name])
    found = of_cells(arrays)
    assert found.shape == matrix.shape
    assert (found.toarray() == matrix.toarray()).all()
    for own in ("data", "indices", "indptr"):
        assert getattr(found, own).tolist() == getattr(matrix, own).tolist()
        assert not getattr(found, own).flags.writeable
        assert np.shares_memory(getattr(found, own), arrays[own]) or not arrays[own].size
    assert (found.has_sorted_indices, found.has_canonical_format) == (name != "unsorted", not _odd(name))


def _odd(name: str) -> bool:
    return name in ("unsorted", "twice")


def test_numbers_of_64_bits_are_narrowed_where_they_can_be() -> None:
    wide = csr_array(SOME)
    wide.indices, wide.indptr = wide.indices.astype(np.int64), wide.indptr.astype(np.int64)
    arrays = cells(wide)
    assert [str(arrays[name].dtype) for name in ("indices", "indptr")] == ["int32", "int32"]
    assert (of_cells(arrays).toarray() == SOME.toarray()).all()


def test_parts_are_taken_out_by_their_whole_name() -> None:
    one, other = {"a": np.zeros(1)}, {"a": np.ones(1), "b.c": np.ones(2)}
    arrays = named(first=one, first_of_all=other)
    assert sorted(arrays) == ["first.a", "first_of_all.a", "first_of_all.b.c"]
    assert part(arrays, "first").keys() == {"a"}
    assert part(part(arrays, "first_of_all"), "b").keys() == {"c"}
