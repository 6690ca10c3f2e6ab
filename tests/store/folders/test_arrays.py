"""One array in one file: what is written comes back, and what is not what was written is found."""

from __future__ import annotations

import errno
import os
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from matchmaker.store.folders.arrays import (
    HEADER,
    Array,
    ArrayWriter,
    check_array,
    header,
    open_array,
    write_array,
)
from matchmaker.store.folders.disk import PIECE, CannotWrite
from matchmaker.store.folders.manifest import Damaged, Entry
from tests.store.folders.samples import flip

SAMPLES: list[Array] = [
    np.arange(7, dtype=np.float32),
    np.arange(24, dtype=np.uint16).reshape(2, 3, 4),
    np.zeros(0, np.int64),
    np.zeros((0, 5), np.float64),
    np.array(3.5),
    np.array([True, False]),
    np.array(["Köln", "Łódź"]),
    np.array(["2026-11-28"], "datetime64[D]"),
    np.arange(4, dtype=">i4"),
]


def kept(folder: Path, array: Array, name: str = "one") -> Entry:
    """Write an array into a folder."""
    return write_array(folder, name, array)


def read(folder: Path, entry: Entry) -> Array:
    """The array alone, without the mark of its file."""
    return open_array(folder, entry)[0]


@pytest.mark.parametrize("array", SAMPLES, ids=lambda one: f"{one.dtype}{one.shape}")
def test_an_array_comes_back_as_it_was(tmp_path: Path, array: Array) -> None:
    entry = kept(tmp_path, array)
    for found in (read(tmp_path, entry), np.load(tmp_path / "one.npy")):
        assert found.dtype == array.dtype
        assert found.shape == array.shape
        np.testing.assert_array_equal(found, array)
    check_array(tmp_path, entry, from_disk=True)


# Each example waits for the disk, which may have other work.
@settings(max_examples=60)
@given(array=arrays.arrays(arrays.scalar_dtypes(), arrays.array_shapes(min_dims=0, min_side=0)))
def test_any_array_comes_back_bit_by_bit(tmp_path_factory: pytest.TempPathFactory, array: Array) -> None:
    folder = tmp_path_factory.mktemp("any")
    entry = kept(folder, array)
    found = read(folder, entry)
    assert (found.dtype, found.shape, found.tobytes()) == (array.dtype, array.shape, array.tobytes())
    check_array(folder, entry)


def test_nobody_writes_into_a_mapped_array_and_its_values_are_aligned(tmp_path: Path) -> None:
    found = read(tmp_path, kept(tmp_path, np.arange(9.0)))
    assert not found.flags.writeable
    with pytest.raises(ValueError, match="read-only"):
        found[0] = 1.0
    assert found.ctypes.data % 64 == 0
    assert (tmp_path / "one.npy").stat().st_mode & 0o777 == 0o600


def test_a_mapped_array_outlives_the_name_of_its_file(tmp_path: Path) -> None:
    found = read(tmp_path, kept(tmp_path, np.arange(100_000)))
    (tmp_path / "one.npy").unlink()
    np.testing.assert_array_equal(found, np.arange(100_000))


@settings(max_examples=60)
@given(sizes=st.lists(st.integers(0, 40)))
def test_pieces_make_the_same_file_as_the_whole(
    tmp_path_factory: pytest.TempPathFactory, sizes: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("pieces")
    whole = np.arange(3 * sum(sizes), dtype=np.uint16).reshape(-1, 3)
    writer = ArrayWriter(folder, "pieces", np.uint16, (3,))
    for piece in np.split(whole, np.cumsum(sizes)[:-1]) if sizes else []:
        writer.write(piece)
    entry, other = writer.close(), kept(folder, whole, "whole")
    assert (entry.shape, entry.crc32, entry.size) == (other.shape, other.crc32, other.size)
    assert (folder / "pieces.npy").read_bytes() == (folder / "whole.npy").read_bytes()


def test_what_is_larger_than_a_piece_of_writing_is_written_whole(tmp_path: Path) -> None:
    array = np.arange(2 * PIECE + 17, dtype=np.uint8)
    entry = kept(tmp_path, array)
    assert entry.crc32 == f"{zlib.crc32(array.tobytes()):08x}"
    assert entry.size == HEADER + 2 * PIECE + 17
    np.testing.assert_array_equal(read(tmp_path, entry), array)
    check_array(tmp_path, entry)


def test_pieces_in_any_order_of_memory_are_taken(tmp_path: Path) -> None:
    table = np.arange(24.0).reshape(4, 6)
    writer = ArrayWriter(tmp_path, "one", np.float64, (4,))
    writer.write(table.T[:3])
    writer.write(table.T[3:])
    np.testing.assert_array_equal(read(tmp_path, writer.close()), table.T)


@pytest.mark.parametrize(
    "piece", [np.zeros((2, 3), np.float32), np.zeros((2, 4)), np.zeros(3), np.array(1.0)]
)
def test_a_piece_that_does_not_fit_is_refused(tmp_path: Path, piece: Array) -> None:
    writer = ArrayWriter(tmp_path, "one", np.float64, (3,))
    with pytest.raises(TypeError, match="instead of float64"):
        writer.write(piece)
    assert writer.close().shape == (0, 3)


@pytest.mark.parametrize("dtype", [object, [("a", np.int32)]])
def test_objects_and_fields_are_not_kept(tmp_path: Path, dtype: npt.DTypeLike) -> None:
    with pytest.raises(ValueError, match="not kept in files"):
        ArrayWriter(tmp_path, "one", dtype)
    with pytest.raises(ValueError, match="too long"):
        header(np.dtype(np.int8), (1,) * 40)
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    kept(tmp_path, np.arange(3))
    with pytest.raises(CannotWrite, match="File exists"):
        kept(tmp_path, np.arange(4))
    assert len(np.load(tmp_path / "one.npy")) == 3


def test_every_flipped_bit_of_a_header_is_found_at_once(tmp_path: Path) -> None:
    entry = kept(tmp_path, np.arange(5))
    for place in range(HEADER):
        flip(tmp_path / "one.npy", place, place % 8)
        with pytest.raises(Damaged, match="header"):
            open_array(tmp_path, entry)
        with pytest.raises(Damaged, match="header"):
            check_array(tmp_path, entry)
        flip(tmp_path / "one.npy", place, place % 8)
    check_array(tmp_path, entry)


def test_every_flipped_bit_of_the_values_is_found_by_the_checksum(tmp_path: Path) -> None:
    entry = kept(tmp_path, np.arange(5, dtype=np.float32))
    for place in range(HEADER, entry.size):
        for bit in range(8):
            flip(tmp_path / "one.npy", place, bit)
            open_array(tmp_path, entry)
            with pytest.raises(Damaged, match="checksum"):
                check_array(tmp_path, entry)
            flip(tmp_path / "one.npy", place, bit)
    check_array(tmp_path, entry)


def shorter(path: Path) -> None:
    """One byte less."""
    os.truncate(path, path.stat().st_size - 1)


def longer(path: Path) -> None:
    """One byte more."""
    path.write_bytes(path.read_bytes() + b"\0")


def emptied(path: Path) -> None:
    """Nothing in it."""
    path.write_bytes(b"")


def linked(path: Path) -> None:
    """The same content, but outside of the folder."""
    path.rename(path.with_suffix(".moved"))
    path.symlink_to(path.with_suffix(".moved"))


def as_folder(path: Path) -> None:
    """A folder in its place."""
    path.unlink()
    path.mkdir()


def as_pipe(path: Path) -> None:
    """A pipe in its place, that nobody writes to."""
    path.unlink()
    os.mkfifo(path)


def other_type(path: Path) -> None:
    """As long, but of another dtype."""
    path.unlink()
    write_array(path.parent, "one", np.arange(5, dtype=np.float64))


def other_shape(path: Path) -> None:
    """As long, but of another shape."""
    path.unlink()
    write_array(path.parent, "one", np.arange(5).reshape(5, 1))


@pytest.mark.parametrize(
    "harm",
    [Path.unlink, shorter, longer, emptied, linked, as_folder, as_pipe, other_type, other_shape],
    ids=lambda one: one.__name__,
)
def test_a_damaged_file_is_found_without_reading_its_values(tmp_path: Path, harm: Any) -> None:
    entry = kept(tmp_path, np.arange(5))
    harm(tmp_path / "one.npy")
    with pytest.raises(Damaged, match="one"):
        open_array(tmp_path, entry)
    with pytest.raises(Damaged, match="one"):
        check_array(tmp_path, entry)


@pytest.mark.parametrize(("number", "kind"), [(errno.EIO, Damaged), (errno.ENOMEM, OSError)])
def test_a_disk_that_cannot_be_read_is_damage_and_a_lack_of_memory_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, kind: type[Exception]
) -> None:
    entry = kept(tmp_path, np.arange(5))

    def fail(*_arguments: object) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "readv", fail)
    with pytest.raises(kind, match=os.strerror(number)):
        check_array(tmp_path, entry)


@pytest.mark.parametrize(
    ("dtype", "shape", "size"),
    [("<i8", (6,), 168), ("nonsense", (5,), 168), ("|O", (5,), 168), ("<i8", (), 168)],
)
def test_a_manifest_that_lies_about_a_file_is_found(
    tmp_path: Path, dtype: str, shape: tuple[int, ...], size: int
) -> None:
    entry = kept(tmp_path, np.arange(5))
    with pytest.raises(Damaged):
        open_array(tmp_path, Entry("one", dtype, shape, size, entry.crc32))
