"""Several processes that read the same version hold its arrays once."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from matchmaker.store.folders.versions import Versions
from tests.store.folders.samples import in_child

READERS = 4
SIZE = 64_000_000


def memory_of(part: Path) -> dict[str, int]:
    """The memory of this process that is mapped from files below a folder, in bytes, by kind."""
    found: dict[str, int] = {}
    inside = False
    for line in Path("/proc/self/smaps").read_text().splitlines():
        if re.match(r"[0-9a-f]+-[0-9a-f]+ ", line):
            inside = str(part) in line
        elif inside and (match := re.match(r"(\w+): +(\d+) kB", line)):
            found[match[1]] = found.get(match[1], 0) + 1_024 * int(match[2])
    return found


def own_memory() -> int:
    """What this process holds for itself alone, in bytes."""
    text = Path("/proc/self/smaps_rollup").read_text()
    return sum(1_024 * int(kb) for kb in re.findall(r"Private_\w+: +(\d+) kB", text))


@dataclass(frozen=True)
class Gate:
    """Nobody goes on before all readers have come so far."""

    came: tuple[int, int] = field(default_factory=os.pipe)
    go: tuple[int, int] = field(default_factory=os.pipe)

    def wait(self) -> None:
        """A reader has come so far."""
        os.write(self.came[1], b"x")
        os.read(self.go[0], 1)

    def open(self) -> None:
        """Wait for all, then let all go on."""
        for _ in range(READERS):
            os.read(self.came[0], 1)
        os.write(self.go[1], b"x" * READERS)
        for descriptor in (*self.came, *self.go):
            os.close(descriptor)


def read(versions: Versions, all_read: Gate, all_looked: Gate) -> str:
    """The work of a reader: read every value, and say what memory that takes while all others hold it too."""
    before = own_memory()
    version = versions.current().version
    assert version is not None
    total = sum(int(array.sum()) for array in version.arrays.values())
    all_read.wait()
    mapped = memory_of(versions.root)
    grown = own_memory() - before
    all_looked.wait()
    own = mapped["Private_Clean"] + mapped["Private_Dirty"]
    return f"{total} {mapped['Rss']} {mapped['Pss']} {own} {grown}"


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="the system does not tell")
def test_four_readers_hold_the_arrays_once(tmp_path: Path) -> None:
    versions = Versions(tmp_path / "index")
    with versions.building() as build:
        with build.column("ones", np.uint8) as column:
            for _ in range(SIZE // 1_000_000):
                column.write(np.ones(1_000_000, np.uint8))
        build.publish(revision=1)
    all_read, all_looked = Gate(), Gate()
    readers = [in_child(partial(read, versions, all_read, all_looked)) for _ in range(READERS)]
    all_read.open()
    all_looked.open()
    for child in readers:
        total, resident, share, own, grown = (int(one) for one in child.answer().split())
        assert total == SIZE
        assert resident >= SIZE
        assert share < 1.2 * SIZE / READERS
        assert own < SIZE / 20, "nobody has a copy"
        assert grown < SIZE / 4
