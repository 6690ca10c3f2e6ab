"""What benchmarks keep on disk: a corpus for the next run, arrays that several processes map, drawings."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from matchmaker.core.benchmarks.corpus import Corpus, Shape

Arrays = Mapping[str, npt.NDArray[Any]]
PARTS = ("data", "indices", "indptr")


def write_arrays(folder: Path, arrays: Arrays) -> None:
    """Each array as a file of its own below `folder`, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array, allow_pickle=False)


def open_arrays(folder: Path) -> Arrays:
    """The arrays of a folder, read-only and mapped, so that processes share them."""
    return {
        path.stem: np.load(path, mmap_mode="r", allow_pickle=False) for path in sorted(folder.glob("*.npy"))
    }


def corpus_name(shape: Shape, size: int, seed: int) -> str:
    """The name of a kept corpus: it carries the seed and everything that the corpus is made from."""
    lengths, weights = ("-".join(f"{one:g}" for one in many) for many in (shape.lengths, shape.weights))
    rest = f"{shape.words}-{shape.topics}-{shape.vocabulary}-{shape.shift:g}-{shape.topic_shift:g}"
    return f"corpus-{size}-seed-{seed}-{rest}-{shape.topical:g}-{lengths}-{shape.spread:g}-{weights}"


def read_corpus(folder: Path, shape: Shape, size: int, seed: int) -> Corpus | None:
    """A corpus that was kept; None where there is none, or no whole one."""
    place = folder / corpus_name(shape, size, seed)
    if not all((place / f"{part}.npy").is_file() for part in PARTS):
        return None
    data, indices, starts = (np.load(place / f"{part}.npy", allow_pickle=False) for part in PARTS)
    matrix = csr_array((data, indices, starts), shape=(size, shape.width))
    matrix.has_sorted_indices = matrix.has_canonical_format = True
    return Corpus(matrix, shape, seed)


def keep_corpus(folder: Path, corpus: Corpus) -> None:
    """Keep a corpus for the next run; it appears under its name only when it is whole."""
    place = folder / corpus_name(corpus.shape, corpus.size, corpus.seed)
    part = place.with_name(f"{place.name}.{os.getpid()}")
    write_arrays(part, {name: getattr(corpus.matrix, name) for name in PARTS})
    part.rename(place)


def write_drawing(folder: Path, name: str, text: str) -> Path:
    """One drawing or document; where it was written."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def bytes_below(folder: str) -> int:
    """The bytes that the files below a folder take on disk; files with holes count what they hold."""
    return sum(path.stat().st_blocks * 512 for path in Path(folder).rglob("*") if path.is_file())
