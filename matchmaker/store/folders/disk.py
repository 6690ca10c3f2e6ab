"""Bytes that must be on the disk: written whole, synced, and put into place in one step.

Whatever the system refuses comes out as an error of ours that says where, and what to do.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from matchmaker.errors import MatchmakerError

PIECE = 4 * 1024 * 1024
"""So many bytes are written or read at once: large enough for the disk, small enough for the cache."""

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
"""The disk is full, the quota is used up, or a file may not get so large: all want room."""

LASTING = {errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.ELOOP, errno.EIO, errno.ENXIO}
"""Why a file cannot be read at any other moment; anything else (no descriptor free, no right) may pass."""


class CannotWrite(MatchmakerError):
    """The system refused to write; what was there before is as it was."""


class NoRoom(CannotWrite):
    """The disk, the quota or the limit of a file is too small; `needed` and `free` are in bytes.

    `needed` is at least so much: who writes piece by piece does not know what would have come. `why` is what
    the system said.
    """

    def __init__(self, where: Path, *, needed: int, free: int, why: str = "") -> None:
        super().__init__(
            "There is no room in %(where)s (%(why)s): at least %(needed)s MB are needed, "
            "%(free)s MB are free. Make room there, or move the instance to a larger disk. What was "
            "there before still answers.",
            where=where,
            why=why or "the disk is too small",
            needed=f"{needed / 1e6:,.1f}",
            free=f"{free / 1e6:,.1f}",
        )
        self.where, self.needed, self.free, self.why = where, needed, free, why


def free_bytes(folder: Path) -> int:
    """How many bytes this process may still write where `folder` lies; 0 where nobody can say."""
    try:
        found = os.statvfs(folder)
    except OSError:
        return 0
    return found.f_bavail * found.f_frsize


@contextmanager
def refusals(where: Path, needed: int = 0) -> Iterator[None]:
    """Turn what the system refuses into an error of ours.

    Raises:
        NoRoom: `needed` bytes, the ones not written yet, found no room.
        CannotWrite: anything else: no right to write, a broken disk, a folder that somebody removed.
    """
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            why = error.strerror or ""
            raise NoRoom(where, needed=needed, free=free_bytes(where), why=why) from error
        raise CannotWrite(
            "%(where)s cannot be written: %(why)s.", where=where, why=error.strerror or error
        ) from error


def create(path: Path) -> int:
    """A new file that nobody but its owner reads; the answer is its descriptor.

    Raises:
        NoRoom, CannotWrite: as `refusals` says.
    """
    with refusals(path.parent):
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)


def write_all(descriptor: int, data: memoryview, where: Path, after: int = 0) -> None:
    """Write all bytes at the descriptor's place, however little the system takes at once.

    `after`: how many bytes are known to come after these, for who reads that there was no room.

    Raises:
        NoRoom, CannotWrite: as `refusals` says; then some of the bytes may be written.
    """
    while len(data):
        with refusals(where, len(data) + after):
            data = data[os.write(descriptor, data[:PIECE]) :]


def sync(descriptor: int, where: Path) -> None:
    """Wait until the disk has what was written.

    Raises:
        NoRoom, CannotWrite: as `refusals` says: some systems notice only here that they are full.
    """
    with refusals(where):
        os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Wait until the disk knows the names in a folder.

    Raises:
        NoRoom, CannotWrite: as `refusals` says.
    """
    with refusals(folder):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        sync(descriptor, folder)
    finally:
        os.close(descriptor)


def write_file(path: Path, content: bytes) -> None:
    """A new small file, on the disk before this returns; nothing stays of one that found no room.

    Raises:
        NoRoom, CannotWrite: as `refusals` says.
    """
    descriptor = create(path)
    try:
        write_all(descriptor, memoryview(content), path.parent)
        sync(descriptor, path.parent)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    finally:
        os.close(descriptor)


def move(path: Path, target: Path) -> bool:
    """Give a folder another name in one step; whether it was there (somebody else may have been faster).

    Raises:
        NoRoom, CannotWrite: as `refusals` says.
    """
    with refusals(path.parent):
        try:
            path.rename(target)
        except FileNotFoundError:
            return False
    return True


def remove_tree(folder: Path) -> None:
    """Delete a folder, or a file in its place, that has no name of value any more.

    What the system keeps (a network disk keeps files that are open elsewhere) is left for the next time.
    """
    shutil.rmtree(folder, ignore_errors=True)
    with suppress(OSError):
        folder.unlink(missing_ok=True)
