"""The names in the folder of an index: the lock, the pointer, versions, and what waits to be deleted.

A folder is never changed or emptied under its own name: it takes another one first, in one step. So whatever
is called a version was whole when it got that name, whoever was killed when.
"""

from __future__ import annotations

import fcntl
import os
import re
import secrets
import time
import zlib
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from matchmaker.errors import Conflict
from matchmaker.store.folders.disk import (
    LASTING,
    CannotWrite,
    move,
    refusals,
    remove_tree,
    sync_folder,
    write_file,
)
from matchmaker.store.folders.manifest import Damaged

FOLDER = "index"
"""Where in the instance folder the index lies."""

LOCK, POINTER, DRAFT, TAG = "lock", "current", "current.new", "CACHEDIR.TAG"

VERSION, BUILD, BROKEN, GONE = "version", "build", "broken", "gone"
"""How the names of folders begin: whole ones, those in the making, those set aside, those being deleted."""

_VERSION = re.compile(r"version-(\d{8})-[0-9a-f]{8}")
_NUMBERED = re.compile(r"[a-z]+-(\d{8})-")
_POINTER = re.compile(r"(version-\d{8}-[0-9a-f]{8}|-) (\d+)")

# Backup programs leave out a folder that holds this (https://bford.info/cachedir/).
_TAG = b"Signature: 8a477f597d28d172789f06886806bc55\n# Made of the database, and made anew when lost.\n"

_POLL = 0.05

Step = Callable[[str], None]
"""Hears the name of each step before it changes the disk; the tests are killed there."""


def quietly(_name: str) -> None:
    """Do nothing at a step."""


class Busy(Conflict):
    """Somebody else builds or clears at this moment."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """Which version answers ("" for none), and the least revision that may: older ones must not any more."""

    name: str = ""
    least: int = 0

    def as_bytes(self) -> bytes:
        """One line with a checksum: half a line, or none, is no pointer."""
        text = f"{self.name or '-'} {self.least}"
        return f"{text} {zlib.crc32(text.encode()):08x}\n".encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> Pointer:
        """The pointer that a file holds.

        Raises:
            Damaged: it is not what was written.
        """
        text, _, crc = content.decode("ascii", "replace").rpartition(" ")
        found = _POINTER.fullmatch(text)
        if found is None or crc != f"{zlib.crc32(text.encode()):08x}\n":
            raise Damaged("the pointer cannot be read")
        return cls("" if found[1] == "-" else found[1], int(found[2]))


def read_pointer(root: Path) -> Pointer | None:
    """The pointer; None where nothing was ever published, or all was taken away.

    Raises:
        Damaged: it is not what was written.
        OSError: it cannot be read just now.
    """
    try:
        return Pointer.from_bytes((root / POINTER).read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        if error.errno not in LASTING:
            raise
        raise Damaged(f"the pointer cannot be read: {error.strerror}") from error


def write_pointer(root: Path, pointer: Pointer, step: Step = quietly) -> None:
    """Replace the pointer in one step, seen on the disk.

    Raises:
        NoRoom, CannotWrite: the disk refuses; then the old pointer holds.
    """
    draft = root / DRAFT
    step("write the pointer")
    remove_tree(draft)
    write_file(draft, pointer.as_bytes())
    step("replace the pointer")
    with refusals(root):
        # Nothing takes the place of a folder, which is no pointer anyway.
        if (root / POINTER).is_dir():
            remove_tree(root / POINTER)
        draft.replace(root / POINTER)
    step("sync the pointer")
    sync_folder(root)


def list_names(root: Path) -> list[str]:
    """The names of all versions, the newest first; none where there is no folder.

    Raises:
        OSError: the folder cannot be read just now.
    """
    try:
        return sorted((one.name for one in root.iterdir() if _VERSION.fullmatch(one.name)), reverse=True)
    except (FileNotFoundError, NotADirectoryError):
        return []


def in_turn(pointer: Pointer | None, names: Collection[str]) -> list[str]:
    """Which versions answer, in turn: the one that the pointer names, then those before it, newest first.

    Without a pointer none does. `names` are those that are there, newest first; the one named may be missing.
    """
    if pointer is None or not pointer.name:
        return []
    return [pointer.name, *(one for one in names if one < pointer.name)]


def new_name(root: Path) -> str:
    """A name for the next version, above all that are there or set aside, and never given twice."""
    numbers = [int(found[1]) for one in root.iterdir() if (found := _NUMBERED.match(one.name))]
    return f"{VERSION}-{max(numbers, default=0) + 1:08d}-{secrets.token_hex(4)}"


def renamed(name: str, prefix: str) -> str:
    """The name of a version under another beginning: `renamed("version-00000003-…", "broken")`."""
    return f"{prefix}-{name.partition('-')[2]}"


def make_root(root: Path) -> None:
    """The folder of the index, if it is missing: nobody but its owner may look into it.

    Raises:
        CannotWrite: the system refuses.
    """
    with refusals(root.parent):
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not (root / TAG).exists():
        with suppress(CannotWrite):
            write_file(root / TAG, _TAG)


@contextmanager
def locked(root: Path, wait: float = 0.0) -> Iterator[None]:
    """Be the only one who builds or clears; the lock goes with the process, however it ends.

    Raises:
        Busy: somebody else still has the lock after `wait` seconds.
        CannotWrite: the folder cannot be made.
    """
    until = time.monotonic() + wait
    while (descriptor := _try_lock(root)) is None:
        if time.monotonic() >= until:
            raise Busy("Somebody else builds or clears the index at this moment. Try again later.")
        time.sleep(_POLL)
    try:
        yield
    finally:
        # By name, not only by closing: a child process may have the same descriptor.
        fcntl.flock(descriptor, fcntl.LOCK_UN)
        os.close(descriptor)


def _try_lock(root: Path) -> int | None:
    make_root(root)
    with refusals(root):
        descriptor = os.open(root / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    taken = False
    try:
        with refusals(root), suppress(BlockingIOError, FileNotFoundError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # Whoever deletes the whole folder deletes the lock: then this one guards nothing any more.
            taken = os.path.samestat(os.fstat(descriptor), (root / LOCK).stat())
    finally:
        if not taken:
            os.close(descriptor)
    return descriptor if taken else None


def set_aside(root: Path, name: str) -> bool:
    """Take a broken version out of the turn, in one step; whether it was there.

    Raises:
        CannotWrite: the system refuses.
    """
    return move(root / name, root / renamed(name, BROKEN))


def clear(root: Path, keep: Collection[str], step: Step = quietly) -> int:
    """Delete all versions but some, and everything that killed builds left; how many versions went.

    Only who holds the lock may. Readers who have a version open keep it until they let go of it.

    Raises:
        CannotWrite: the system refuses to take a version's name away.
    """
    old = [name for name in list_names(root) if name not in keep]
    for name in old:
        step(f"drop a version: {name}")
        move(root / name, root / renamed(name, GONE))
    with refusals(root):
        others = sorted(root.iterdir())
    remove_tree(root / DRAFT)
    for folder in others:
        if folder.name.partition("-")[0] in {BUILD, BROKEN, GONE}:
            step(f"delete {folder.name}")
            remove_tree(folder)
    return len(old)


def drop_all(root: Path, *, wait: float = 0.0, step: Step = quietly) -> int:
    """Take the whole index away, as after an old copy of the database was put back; how many versions it had.

    From the first step on nobody finds a version. It is right to call it again after it was interrupted.

    Raises:
        Busy: somebody builds at this moment.
        CannotWrite: the system refuses.
    """
    if not root.is_dir():
        return 0
    with locked(root, wait):
        return take_away(root, (), step)


def take_away(root: Path, keep: Collection[str], step: Step = quietly) -> int:
    """Remove the pointer and then all versions but some; how many went. Only who holds the lock may.

    Raises:
        CannotWrite: the system refuses.
    """
    step("remove the pointer")
    with refusals(root):
        if (root / POINTER).is_dir():
            remove_tree(root / POINTER)
        (root / POINTER).unlink(missing_ok=True)
    step("sync the folder")
    sync_folder(root)
    return clear(root, keep, step)
