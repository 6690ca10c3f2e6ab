from __future__ import annotations

import multiprocessing
import os
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from matchmaker.core.benchmarks.approach import Arrays, Built
from matchmaker.services.benchmarks.workers import _work, ask_all, share
from matchmaker.store.benchmarks import write_arrays
from tests.core.benchmarks.shapes import small
from tests.services.benchmarks.test_running import Kept, opened

pytestmark = pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="needs Linux")

MB = 2**20


@dataclass(slots=True)
class Holding(Kept):
    """An index with more arrays than it reads for an answer."""

    held: Arrays = field(default_factory=dict)


def read_all(arrays: Arrays) -> Built:
    """Reads every page of what is mapped."""
    assert not arrays["ballast"].flags.writeable
    assert arrays["ballast"].sum() == 0
    built = opened(arrays)
    assert isinstance(built, Kept)
    return Holding(0, built.corpus, [], held=arrays)


def die(_arrays: Arrays) -> Built:
    """Ends the worker at once, as a crash does."""
    os._exit(3)


def _arrays(ballast: int) -> dict[str, np.ndarray]:
    matrix = small().matrix
    parts = {"data": matrix.data, "indices": matrix.indices, "indptr": matrix.indptr}
    return {**parts, "ballast": np.zeros(ballast, np.uint8)}


def test_workers_that_map_an_index_hold_it_once_together() -> None:
    few = share(read_all, _arrays(MB), [small().question(1)], count=2)
    many = share(read_all, _arrays(64 * MB), [small().question(1)], count=2)
    assert few is not None
    assert many is not None
    # 63 MB more lie in both, and are counted once: half in each.
    assert 50 * MB < many.together - few.together < 80 * MB
    assert 25 * MB < many.pss - few.pss < 40 * MB
    assert many.private - few.private < 16 * MB


def test_a_worker_that_dies_does_not_hold_up_the_run() -> None:
    assert share(die, {"none": np.zeros(1)}, [], count=2) is None


def test_every_question_is_asked() -> None:
    matrix = small().matrix
    built = opened({"data": matrix.data, "indices": matrix.indices, "indptr": matrix.indptr})
    ask_all(built, [small().question(1), small().question(2)])


def test_a_worker_tells_its_memory_before_and_after(tmp_path: Path) -> None:
    matrix = small().matrix
    write_arrays(tmp_path, {"data": matrix.data, "indices": matrix.indices, "indptr": matrix.indptr})
    mine, theirs = multiprocessing.Pipe(duplex=False)
    _work(opened, str(tmp_path), [small().question(1)], multiprocessing.Barrier(1), theirs)
    bare, memory = mine.recv()
    assert bare.private > 0
    assert memory.pss >= memory.private > 0
