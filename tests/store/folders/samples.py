"""Versions whose every value says of which revision it is, and processes to write and read them."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from matchmaker.store.folders.building import Build
from matchmaker.store.folders.opening import Version, check_version
from matchmaker.store.folders.places import Step
from matchmaker.store.folders.versions import Versions

ROWS = 5_000


def fill(build: Build, revision: int, rows: int = ROWS) -> None:
    """Two arrays, one of them in pieces, full of the revision."""
    with build.column("pieces", np.int64, (3,)) as column:
        for start in range(0, rows, 1_000):
            column.write(np.full((min(1_000, rows - start), 3), revision))
    build.put("whole", np.full(rows, revision, np.float32))


def publish(versions: Versions, revision: int, rows: int = ROWS) -> Version:
    """Build one and open it."""
    with versions.building(wait=30) as build:
        fill(build, revision, rows)
        build.publish(revision=revision, release="1.0", facts={"revision": revision})
    found = versions.current()
    assert found.version is not None
    assert not found.faults
    return found.version


def is_consistent(version: Version) -> bool:
    """Whether all that can be read of a version is of the same revision."""
    told = {version.revision, version.facts["revision"]}
    return told == {int(one) for array in version.arrays.values() for one in np.unique(array)}


def check(version: Version) -> None:
    """Every byte of it is as it was written, whatever a stamp says."""
    check_version(version.folder, version.manifest)
    assert is_consistent(version)


def flip(path: Path, place: int, bit: int = 0) -> None:
    """Turn one bit of a file around; a negative place counts from its end."""
    content = bytearray(path.read_bytes())
    content[place] ^= 1 << bit
    path.write_bytes(content)


@dataclass
class Child:
    """A process forked off this one; `answer` is what its work returned, or the error that ended it."""

    pid: int
    pipe: int

    def kill(self) -> None:
        """kill -9."""
        os.kill(self.pid, signal.SIGKILL)

    def answer(self) -> str:
        """Wait for its end; "" if it was killed."""
        with os.fdopen(self.pipe, "rb") as pipe:
            text = pipe.read().decode()
        os.waitpid(self.pid, 0)
        return text


def in_child(work: Callable[[], object]) -> Child:
    """Do some work in a process of its own; it has all that this one has, and leaves no trace here."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return Child(pid, reading)
    try:
        answer = str(work())
    except BaseException as error:
        answer = f"{type(error).__name__}: {error}"
    os.write(writing, answer.encode())
    os._exit(0)


def killed_at(number: int) -> Step:
    """A step that ends its process by kill -9 when it is the one of this number, counted from 0."""
    left = number

    def step(_name: str) -> None:
        nonlocal left
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1

    return step
