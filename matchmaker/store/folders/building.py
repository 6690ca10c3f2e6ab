"""A version in the making: arrays come one after the other or in pieces, then it is published in one step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from matchmaker.errors import Conflict
from matchmaker.store.folders.arrays import Array, ArrayWriter, write_array
from matchmaker.store.folders.disk import CannotWrite, move, refusals, remove_tree, sync_folder, write_file
from matchmaker.store.folders.manifest import NAME, Damaged, Entry, Foreign, Manifest, as_bytes, checked_name
from matchmaker.store.folders.opening import check_version, open_version
from matchmaker.store.folders.places import (
    BUILD,
    GONE,
    Pointer,
    Step,
    clear,
    in_turn,
    list_names,
    new_name,
    read_pointer,
    renamed,
    write_pointer,
)
from matchmaker.store.folders.texts import BLOB, STARTS, TextWriter


class Outdated(Conflict):
    """What was built is of a state that must not be shown any more; read the network again first."""


class Build:
    """Takes the arrays of a new version; made by `Versions.building`, which holds the lock for it."""

    def __init__(self, root: Path, layout: int, step: Step) -> None:
        self._root, self._layout, self._step = root, layout, step
        with refusals(root):
            self._name = new_name(root)
        self.folder = root / renamed(self._name, BUILD)
        self._entries: dict[str, Entry] = {}
        self._open: dict[str, ArrayWriter] = {}
        self._published = False
        step("make the folder")
        with refusals(root):
            self.folder.mkdir(mode=0o700)

    @property
    def size(self) -> int:
        """Bytes written so far; 0 where somebody removed them."""
        try:
            return sum(one.stat().st_size for one in self.folder.iterdir())
        except FileNotFoundError:
            return 0

    def put(self, name: str, array: Array) -> None:
        """Write a whole array; on return it is on the disk.

        Raises:
            ValueError: the name was given before or cannot be one, or the array holds objects.
            NoRoom, CannotWrite: the disk refuses.
        """
        self._step(f"write {self._new(name)}")
        self._entries[name] = write_array(self.folder, name, array)

    def put_all(self, arrays: Mapping[str, Array], prefix: str = "") -> None:
        """Write several arrays, each under `prefix` and its name.

        Raises:
            ValueError, NoRoom, CannotWrite: as `put` says.
        """
        for name, array in arrays.items():
            self.put(f"{prefix}{name}", array)

    @contextmanager
    def column(self, name: str, dtype: npt.DTypeLike, row: tuple[int, ...] = ()) -> Iterator[ArrayWriter]:
        """Write an array in pieces, as they are made; several may be open at once. `row`: the shape of a row.

        It belongs to the version when the block ends well.

        Raises:
            ValueError, NoRoom, CannotWrite: as `put` says.
        """
        self._step(f"write {self._new(name)}")
        writer = self._open[name] = ArrayWriter(self.folder, name, dtype, row)
        try:
            yield writer
            self._entries[name] = writer.close()
        finally:
            del self._open[name]
            writer.abandon()

    @contextmanager
    def texts(self, name: str) -> Iterator[TextWriter]:
        """Write a column of texts as they come: the arrays `name.blob` and `name.starts`.

        Raises:
            ValueError, NoRoom, CannotWrite: as `put` says.
        """
        blob, starts = self.column(f"{name}.{BLOB}", np.uint8), self.column(f"{name}.{STARTS}", np.int64)
        with blob as blobs, starts as numbers:
            yield TextWriter(blobs, numbers)

    def publish(
        self,
        *,
        revision: int,
        release: str = "",
        facts: Mapping[str, Any] | None = None,
        read_back: bool = True,
    ) -> None:
        """Let the version answer from now on; the one before stays as a fall-back, older ones go.

        `read_back` reads all files again before anybody sees them, from the disk where the system allows.

        Raises:
            Outdated: `revision` is below the least that may be shown.
            NoRoom, CannotWrite: the disk refuses, or gives back other bytes; then the old version answers.
            TypeError: the facts hold something that JSON cannot.
            ValueError: an array is not finished, or the version was published before.
        """
        if self._open or self._published:
            raise ValueError(f"published already, or not finished: {sorted(self._open)}")
        pointer, kept = present(self._root, self._layout)
        if revision < pointer.least:
            raise Outdated(
                "Revision %(revision)s must not be shown any more, only %(least)s or later.",
                revision=revision,
                least=pointer.least,
            )
        manifest = Manifest(
            layout=self._layout,
            revision=revision,
            release=release,
            entries=tuple(self._entries.values()),
            facts=dict(facts or {}),
        )
        self._finish(manifest, read_back)
        self._step("name the version")
        if not move(self.folder, self._root / self._name):
            raise CannotWrite("%(where)s was removed while the index was built.", where=self.folder)
        self.folder = self._root / self._name
        self._step("sync the version")
        sync_folder(self._root)
        write_pointer(self._root, Pointer(self._name, pointer.least), self._step)
        self._published = True
        # What cannot be deleted now goes with the next build: this one answers already.
        with suppress(CannotWrite, OSError):
            clear(self._root, {self._name, *kept[:1]}, self._step)

    def give_up(self) -> None:
        """Remove what was written, unless it answers already; nothing happens where nothing is left."""
        # The disk may have refused right after the pointer had moved: then it answers all the same.
        with suppress(OSError, CannotWrite):
            if not self._answers():
                gone = self._root / renamed(self._name, GONE)
                move(self.folder, gone)
                remove_tree(gone)

    def _answers(self) -> bool:
        try:
            pointer = read_pointer(self._root)
        except Damaged:
            return False
        return pointer is not None and pointer.name == self._name

    def _new(self, name: str) -> str:
        if checked_name(name) in self._entries or name in self._open:
            raise ValueError(f"the array {name} was given before")
        return name

    def _finish(self, manifest: Manifest, read_back: bool) -> None:
        """Manifest, names and, if wanted, the bytes themselves seen on the disk."""
        self._step("write the manifest")
        write_file(self.folder / NAME, as_bytes(manifest))
        self._step("sync the folder")
        sync_folder(self.folder)
        if read_back:
            self._step("read back")
            try:
                check_version(self.folder, manifest, from_disk=True)
            except (Damaged, OSError) as error:
                raise CannotWrite(
                    "%(where)s gives back other bytes than were written: %(why)s.",
                    where=self._root,
                    why=error,
                ) from error


def in_order(root: Path) -> tuple[Pointer, list[str]]:
    """The pointer, and the versions that answer in turn under it; only for who holds the lock.

    Where the pointer cannot be read, all versions count.

    Raises:
        CannotWrite: the folder cannot be read.
    """
    with refusals(root):
        names = list_names(root)
        try:
            pointer = read_pointer(root) or Pointer()
        except Damaged:
            return Pointer(), names
    return pointer, in_turn(pointer, names)


def present(root: Path, layout: int) -> tuple[Pointer, list[str]]:
    """The same, but only versions of this layout that open.

    Raises:
        CannotWrite: the folder cannot be read.
    """
    pointer, names = in_order(root)
    return pointer, [name for name in names if _opens(root / name, layout)]


def _opens(folder: Path, layout: int) -> bool:
    try:
        open_version(folder, layout)
    except (Damaged, Foreign, OSError):
        return False
    return True
