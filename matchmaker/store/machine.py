"""Facts about this machine and about the memory of this process, as Linux tells them in files."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from matchmaker.paths import PACKAGE

PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Machine:
    """What a benchmark was run on; `load` are the averages of the last 1, 5 and 15 minutes."""

    cpu: str
    cores: int
    memory_bytes: int
    kernel: str
    python: str
    versions: dict[str, str]
    commit: str
    load: tuple[float, float, float]

    @property
    def load_per_core(self) -> float:
        """How many processes wanted each core in the last minute."""
        return self.load[0] / max(self.cores, 1)


@dataclass(frozen=True, slots=True)
class Memory:
    """Bytes of this process: what it shares with no other, its even share of all, the most it ever held."""

    private: int
    pss: int
    peak: int


def read_machine(libraries: Sequence[str], *, proc: Path = PROC) -> Machine:
    """What this machine is, with the versions of those libraries that are installed."""
    memory = _lines(proc / "meminfo")
    return Machine(
        cpu=_lines(proc / "cpuinfo").get("model name", platform.machine()),
        cores=os.cpu_count() or 1,
        memory_bytes=_kilobytes(memory.get("MemTotal", "0")),
        kernel=platform.release(),
        python=platform.python_version(),
        versions={name: found for name in libraries if (found := _version(name))},
        commit=read_commit(PACKAGE.parent),
        load=os.getloadavg(),
    )


def read_memory(*, proc: Path = PROC) -> Memory:
    """The memory of this process; zeros where the system does not say."""
    found = _lines(proc / "self" / "smaps_rollup")
    private = sum(_kilobytes(found.get(name, "0")) for name in ("Private_Clean", "Private_Dirty"))
    peak = _lines(proc / "self" / "status").get("VmHWM", "0")
    return Memory(private, _kilobytes(found.get("Pss", "0")), _kilobytes(peak))


def read_commit(folder: Path) -> str:
    """The commit that is checked out, with a plus where files differ from it; "" outside a repository."""
    try:
        commit = _git(folder, "rev-parse", "--short=10", "HEAD")
        return commit + ("+" if _git(folder, "status", "--porcelain", "--untracked-files=no") else "")
    except (OSError, subprocess.CalledProcessError):
        return ""


def _git(folder: Path, *words: str) -> str:
    # S603, S607: the words are our own, and git is whichever the machine has.
    command = ["git", "-C", str(folder), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - the words are our own
    return done.stdout.strip()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _lines(path: Path) -> dict[str, str]:
    """Name and value of each line; the first of a name counts, as that of the first processor."""
    found: dict[str, str] = {}
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError:
        return found
    for line in lines:
        name, _, value = line.partition(":")
        found.setdefault(name.strip(), value.strip())
    return found


def _kilobytes(words: str) -> int:
    """Bytes of "123 kB"."""
    return int(words.split()[0]) * 1024
