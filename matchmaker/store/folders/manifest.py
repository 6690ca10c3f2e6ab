"""The manifest of a version: what lies in its folder, with a checksum of each file and of itself."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

NAME = "manifest.json"
FORMAT = 1
"""Raised when files or manifest are written in another way; folders of another format are left alone."""

_NAME = re.compile(r"[a-z0-9_]+([.-][a-z0-9_]+)*")
_CHECKSUM = re.compile(r"[0-9a-f]{8}")


class Damaged(Exception):
    """What lies on the disk is not what was written; the text says what is wrong. Caught in this package."""


class Foreign(Exception):
    """It is whole, as far as one can tell, but of another format or layout. Caught in this package."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One array: its name (the file is called so, with .npy), dtype as numpy writes it, shape, checksum.

    `size` is that of the whole file in bytes; `crc32` is that of the values, as eight hexadecimal digits.
    """

    name: str
    dtype: str
    shape: tuple[int, ...]
    size: int
    crc32: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """All about one version; `facts` are the builder's own, anything that JSON can hold.

    `layout` numbers the meaning of the arrays, `revision` says of which state of the network they are.
    """

    layout: int
    revision: int
    release: str = ""
    entries: tuple[Entry, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """The bytes of all arrays together."""
        return sum(entry.size for entry in self.entries)


def checked_name(name: str) -> str:
    """The name of an array, if it can be that of a file.

    Raises:
        ValueError: it has other signs than small letters, digits, _ and single . or - between them.
    """
    if not _NAME.fullmatch(name) or len(name) > 100:
        raise ValueError(f"{name!r} cannot be the name of an array")
    return name


def checksum(content: bytes) -> str:
    """The checksum of small texts: BLAKE2b of 128 bits, in hexadecimal digits."""
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def as_bytes(manifest: Manifest) -> bytes:
    """The manifest as a JSON file, with its own checksum beside it.

    Raises:
        TypeError: the facts hold something that JSON cannot.
    """
    body = asdict(manifest)
    outer = {"format": FORMAT, "checksum": checksum(_plain(body)), "manifest": body}
    return json.dumps(outer, ensure_ascii=False, indent=1).encode()


def from_bytes(content: bytes) -> Manifest:
    """The manifest that a file holds.

    Raises:
        Damaged: it is no manifest, or not the one that was written.
        Foreign: it is of another format.
    """
    try:
        outer = json.loads(content)
        # The format first: how the rest is checked depends on it.
        if outer["format"] != FORMAT:
            raise Foreign(f"the format {outer['format']!r} is not {FORMAT}")
        body = outer["manifest"]
        if outer["checksum"] != checksum(_plain(body)):
            raise Damaged("the checksum of the manifest does not fit")
        entries = tuple(_entry(one) for one in body["entries"])
        return Manifest(**{**body, "entries": entries})
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise Damaged(f"the manifest cannot be read: {error!r}") from error


def _plain(body: Any) -> bytes:
    """The same bytes for the same content, however a file is indented."""
    return json.dumps(body, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode()


def _entry(row: Mapping[str, Any]) -> Entry:
    entry = Entry(**{**row, "shape": tuple(int(one) for one in row["shape"])})
    checked_name(entry.name)
    if min((*entry.shape, entry.size)) < 0 or not _CHECKSUM.fullmatch(entry.crc32):
        raise ValueError(entry.name)
    return entry
