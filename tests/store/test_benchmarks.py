from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from matchmaker.core.benchmarks.corpus import Shape
from matchmaker.store.benchmarks import (
    bytes_below,
    corpus_name,
    keep_corpus,
    open_arrays,
    read_corpus,
    write_arrays,
    write_drawing,
)
from tests.core.benchmarks.shapes import SMALL, small


def test_a_kept_corpus_comes_back_as_it_was(tmp_path: Path) -> None:
    keep_corpus(tmp_path, small())
    found = read_corpus(tmp_path, SMALL, 300, 5)
    assert found is not None
    assert np.array_equal(found.matrix.data, small().matrix.data)
    assert np.array_equal(found.matrix.indices, small().matrix.indices)
    assert (found.seed, found.shape, found.size) == (5, SMALL, 300)
    assert found.matrix.indptr.dtype == np.int32
    assert [path.name for path in tmp_path.iterdir()] == [corpus_name(SMALL, 300, 5)]


def test_another_seed_size_or_shape_is_another_corpus(tmp_path: Path) -> None:
    keep_corpus(tmp_path, small())
    assert read_corpus(tmp_path, SMALL, 300, 6) is None
    assert read_corpus(tmp_path, SMALL, 301, 5) is None
    assert read_corpus(tmp_path, Shape(), 300, 5) is None


def test_a_corpus_with_a_part_missing_is_none(tmp_path: Path) -> None:
    keep_corpus(tmp_path, small())
    (tmp_path / corpus_name(SMALL, 300, 5) / "indices.npy").unlink()
    assert read_corpus(tmp_path, SMALL, 300, 5) is None


def test_arrays_are_mapped_and_cannot_be_written_to(tmp_path: Path) -> None:
    write_arrays(tmp_path / "made", {"numbers": np.arange(5, dtype=np.uint16)})
    found = open_arrays(tmp_path / "made")["numbers"]
    assert isinstance(found, np.memmap)
    assert found.tolist() == [0, 1, 2, 3, 4]
    with pytest.raises(ValueError, match="read-only"):
        found[0] = 1


def test_a_drawing_is_written_into_a_folder_that_need_not_exist(tmp_path: Path) -> None:
    path = write_drawing(tmp_path / "new", "a.svg", "<svg>ä</svg>")
    assert path.read_text("utf-8") == "<svg>ä</svg>"


def test_files_with_holes_count_what_they_hold(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "full").write_bytes(os.urandom(2**16))
    with (tmp_path / "hole").open("wb") as file:
        file.truncate(2**30)
    assert 2**16 <= bytes_below(str(tmp_path)) < 2**20
