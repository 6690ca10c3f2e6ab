"""One version, opened for reading: arrays mapped into memory, and whether all bytes were checked."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from matchmaker.store.folders.arrays import Array, Mark, check_array, open_array
from matchmaker.store.folders.disk import LASTING, CannotWrite, write_file
from matchmaker.store.folders.manifest import NAME, Damaged, Foreign, Manifest, checksum, from_bytes


@dataclass(frozen=True, slots=True, eq=False)
class Version:
    """A version that answers; it stays readable as long as somebody holds it, whatever is published.

    `arrays` are read-only and lie in the memory of the system, once for all processes. `verified` says
    whether every byte was checked on this machine since it was written.
    """

    name: str
    folder: Path
    manifest: Manifest
    arrays: Mapping[str, Array]
    verified: bool

    @property
    def revision(self) -> int:
        """Of which state of the network it is."""
        return self.manifest.revision

    @property
    def facts(self) -> Mapping[str, Any]:
        """What its builder wrote down beside the arrays."""
        return self.manifest.facts

    def part(self, prefix: str) -> dict[str, Array]:
        """The arrays whose names begin so, by the rest of their names, as `put_all` took them."""
        named = self.arrays.items()
        return {name[len(prefix) :]: array for name, array in named if name.startswith(prefix)}


def read_manifest(folder: Path, layout: int | None) -> Manifest:
    """The manifest of a version of this layout, or of any.

    Raises:
        Damaged: it is missing, or not what was written.
        Foreign: it is of another format or layout.
        OSError: it cannot be read just now.
    """
    try:
        manifest = from_bytes((folder / NAME).read_bytes())
    except OSError as error:
        if error.errno not in LASTING:
            raise
        raise Damaged(f"the manifest cannot be read: {error.strerror}") from error
    if layout is not None and manifest.layout != layout:
        raise Foreign(f"the layout {manifest.layout} is not {layout}")
    return manifest


def open_version(folder: Path, layout: int) -> Version:
    """Open a version by the cheap checks: manifest, sizes and headers of all files, not their values.

    Raises:
        Damaged, Foreign, OSError: as `read_manifest` says, for the manifest and for each array.
    """
    manifest = read_manifest(folder, layout)
    opened = [open_array(folder, entry) for entry in manifest.entries]
    arrays = {entry.name: array for entry, (array, _) in zip(manifest.entries, opened, strict=True)}
    verified = _is_stamped(folder, _stamped(manifest, [mark for _, mark in opened]))
    return Version(folder.name, folder, manifest, MappingProxyType(arrays), verified)


def check_version(folder: Path, manifest: Manifest, *, from_disk: bool = False) -> None:
    """Read every byte of every array, and leave a stamp that says so for this machine.

    Raises:
        Damaged: a byte is not as it was written.
        OSError: a file cannot be read just now.
    """
    marks = [check_array(folder, entry, from_disk=from_disk) for entry in manifest.entries]
    stamp = _stamp(folder)
    # A stamp that cannot be written only means that the next one reads everything again.
    with suppress(OSError, CannotWrite):
        stamp.unlink(missing_ok=True)
        write_file(stamp, _stamped(manifest, marks).encode())


def _is_stamped(folder: Path, expected: str) -> bool:
    """Whether the files are still those that were checked; one written to since then has another time."""
    try:
        return _stamp(folder).read_text("ascii") == expected
    except (OSError, ValueError):
        return False


def _stamp(folder: Path) -> Path:
    return folder / f"verified-{checksum(platform.node().encode())[:8]}"


def _stamped(manifest: Manifest, marks: Sequence[Mark]) -> str:
    """The content of a stamp: all checksums that were found right, and the marks of the files then."""
    return checksum(json.dumps([[entry.crc32 for entry in manifest.entries], marks]).encode())
