"""One array as a .npy file: written in pieces, mapped into memory, checked.

The header is always of the same length and of the same bytes for the same dtype and shape, so a reader
compares it instead of parsing it, and a writer puts it in when it knows how many rows came. numpy's own
`load` reads these files too.
"""

from __future__ import annotations

import mmap
import os
import zlib
from functools import cache
from math import prod
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from matchmaker.store.folders.disk import LASTING, PIECE, create, refusals, sync, write_all
from matchmaker.store.folders.manifest import Damaged, Entry

HEADER = 128
"""Bytes before the values: a multiple of 64, so that mapped values are aligned."""

SUFFIX = ".npy"

READING = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
"""A link leads out of the folder, and a pipe in the place of a file would let a reader wait."""

Array = npt.NDArray[Any]

Mark = tuple[int, int, int]
"""What changes when a file is replaced or written to: its number on the disk, its time, its size."""


def header(dtype: np.dtype[Any], shape: tuple[int, ...]) -> bytes:
    """What stands before the values (NEP 1, version 1.0 of the format): C order, padded to `HEADER` bytes.

    Raises:
        ValueError: the dtype holds objects or fields, or the shape is too long for the header.
    """
    if dtype.hasobject or dtype.names is not None:
        raise ValueError(f"arrays of {dtype} are not kept in files")
    text = f"{{'descr': {dtype.str!r}, 'fortran_order': False, 'shape': {shape!r}, }}"
    if len(text) > HEADER - 11:
        raise ValueError(f"the shape {shape} is too long for the header")
    length = (HEADER - 10).to_bytes(2, "little")
    return b"\x93NUMPY\x01\x00" + length + text.ljust(HEADER - 11).encode("ascii") + b"\n"


class ArrayWriter:
    """A new file for one array that comes in pieces, row by row; nothing is held back in memory.

    `row` is the shape of one row: () for a plain list of numbers. Pieces are neither copied nor cast.
    """

    def __init__(self, folder: Path, name: str, dtype: npt.DTypeLike, row: tuple[int, ...] = ()) -> None:
        self._dtype, self._row, self._rows, self._crc = np.dtype(dtype), row, 0, 0
        header(self._dtype, (0, *row))  # says at once what cannot be kept
        self._folder, self._name = folder, name
        self._descriptor = create(folder / f"{name}{SUFFIX}")
        try:
            write_all(self._descriptor, memoryview(bytes(HEADER)), folder)
        except BaseException:
            self.abandon()
            raise

    @property
    def size(self) -> int:
        """Bytes so far, the header among them."""
        return HEADER + self._rows * prod(self._row) * self._dtype.itemsize

    def write(self, piece: Array) -> None:
        """Add rows.

        Raises:
            TypeError: the piece is of another dtype, or its rows of another shape.
            NoRoom, CannotWrite: the disk refuses.
        """
        if piece.dtype != self._dtype or piece.ndim == 0 or piece.shape[1:] != self._row:
            raise TypeError(f"{self._name}: {piece.dtype} {piece.shape} instead of {self._dtype} {self._row}")
        # Only what is not in order in memory is copied, and by the caller's pieces.
        self._put(np.ascontiguousarray(piece))
        self._rows += piece.shape[0]

    def _put(self, whole: Array) -> None:
        if not whole.size:
            return
        data = whole.reshape(-1).view(np.uint8).data
        for start in range(0, len(data), PIECE):
            part = data[start : start + PIECE]
            # Reckoned on what was given, right before it is written: the part is in the cache only once.
            self._crc = zlib.crc32(part, self._crc)
            write_all(self._descriptor, part, self._folder, len(data) - start - len(part))

    def close(self, shape: tuple[int, ...] | None = None) -> Entry:
        """Write the header, wait for the disk, and say what the file holds.

        `shape` may say the same number of values in another shape (an array without dimensions).

        Raises:
            NoRoom, CannotWrite: the disk refuses.
        """
        shape = (self._rows, *self._row) if shape is None else shape
        try:
            with refusals(self._folder, HEADER):
                os.lseek(self._descriptor, 0, os.SEEK_SET)
            write_all(self._descriptor, memoryview(header(self._dtype, shape)), self._folder)
            sync(self._descriptor, self._folder)
        finally:
            self.abandon()
        return Entry(self._name, self._dtype.str, shape, self.size, f"{self._crc:08x}")

    def abandon(self) -> None:
        """Let go of the file as it is; once more does no harm."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def write_array(folder: Path, name: str, array: Array) -> Entry:
    """A whole array as a new file, seen on the disk.

    Raises:
        ValueError: an array of objects or of fields.
        NoRoom, CannotWrite: the disk refuses.
    """
    rows = array.reshape(1) if array.ndim == 0 else array
    writer = ArrayWriter(folder, name, array.dtype, rows.shape[1:])
    try:
        writer.write(rows)
        return writer.close(array.shape)
    finally:
        writer.abandon()


def open_array(folder: Path, entry: Entry) -> tuple[Array, Mark]:
    """The array mapped into memory, for reading only, and the mark of its file.

    Size and header are checked, the values are not read.

    It stays readable after the file has lost its name; the memory is the system's, shared by all processes.

    Raises:
        Damaged: the file is missing, or is not such an array.
        OSError: it cannot be opened just now.
    """
    dtype, shape = _dtype(entry.dtype), entry.shape
    if entry.size != HEADER + prod(shape) * dtype.itemsize:
        raise Damaged(f"{entry.name}: the manifest says {entry.size} bytes for {dtype} {shape}")
    descriptor, mark = _opened(folder, entry)
    try:
        mapped = mmap.mmap(descriptor, entry.size, access=mmap.ACCESS_READ)
    finally:
        os.close(descriptor)
    if mapped[:HEADER] != header(dtype, shape):
        raise Damaged(f"{entry.name}: the header is not that of {dtype} {shape}")
    return np.ndarray(shape, dtype, buffer=mapped, offset=HEADER), mark


def check_array(folder: Path, entry: Entry, *, from_disk: bool = False) -> Mark:
    """Read the whole file and compare header and checksum; the mark is that from before it was read.

    `from_disk`: what the system still remembers of it is forgotten first, where the system does that.

    Raises:
        Damaged: a byte of it is not as it was written.
        OSError: it cannot be read just now.
    """
    descriptor, mark = _opened(folder, entry)
    try:
        if from_disk:
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        if os.read(descriptor, HEADER) != header(_dtype(entry.dtype), entry.shape):
            raise Damaged(f"{entry.name}: the header is not that of {entry.dtype} {entry.shape}")
        found = _checksum(descriptor)
    except OSError as error:
        raise _judged(entry, error) from error
    finally:
        os.close(descriptor)
    if found != entry.crc32:
        raise Damaged(f"{entry.name}: the checksum is {found} instead of {entry.crc32}")
    return mark


@cache
def _dtype(text: str) -> np.dtype[Any]:
    try:
        dtype = np.dtype(text)
        header(dtype, ())
    except (TypeError, ValueError) as error:
        raise Damaged(f"no array can be of {text!r}") from error
    return dtype


def _opened(folder: Path, entry: Entry) -> tuple[int, Mark]:
    """A descriptor of a file of the right length; reading behind the end of a mapped one ends the process."""
    try:
        descriptor = os.open(f"{folder}/{entry.name}{SUFFIX}", READING)
    except OSError as error:
        raise _judged(entry, error) from error
    found = os.fstat(descriptor)
    if found.st_size != entry.size:
        os.close(descriptor)
        raise Damaged(f"{entry.name}: the file has {found.st_size} bytes instead of {entry.size}")
    return descriptor, (found.st_ino, found.st_mtime_ns, found.st_size)


def _judged(entry: Entry, error: OSError) -> Exception:
    return Damaged(f"{entry.name}: {error.strerror}") if error.errno in LASTING else error


def _checksum(descriptor: int) -> str:
    """CRC-32 of the rest of a file. At 3.5 GB/s (BLAKE2b: 0.76) one waits for the disk."""
    buffer, crc = memoryview(bytearray(PIECE)), 0
    while count := os.readv(descriptor, [buffer]):
        crc = zlib.crc32(buffer[:count], crc)
    return f"{crc:08x}"
