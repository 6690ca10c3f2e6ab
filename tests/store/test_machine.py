from __future__ import annotations

import mmap
import os
import subprocess
from pathlib import Path

import pytest

from matchmaker.store.machine import read_commit, read_machine, read_memory


def _proc(folder: Path) -> Path:
    (folder / "self").mkdir()
    (folder / "cpuinfo").write_text(
        "processor\t: 0\nmodel name\t: First\n\nprocessor\t: 1\nmodel name\t: Second\n"
    )
    (folder / "meminfo").write_text("MemTotal:       2048 kB\nMemFree:        1 kB\n")
    (folder / "self" / "smaps_rollup").write_text(
        "55f0-7ffd ---p 00000000 00:00 0  [rollup]\nRss: 40 kB\nPss: 30 kB\n"
        "Private_Clean: 10 kB\nPrivate_Dirty: 15 kB\n"
    )
    (folder / "self" / "status").write_text("Name:\tpython\nVmHWM:\t 90 kB\n")
    return folder


def test_a_machine_is_read_from_what_the_system_says(tmp_path: Path) -> None:
    found = read_machine(["numpy", "no-such-library"], proc=_proc(tmp_path))
    assert (found.cpu, found.memory_bytes) == ("First", 2048 * 1024)
    assert set(found.versions) == {"numpy"}
    assert found.cores == os.cpu_count()
    assert found.load_per_core == found.load[0] / found.cores


def test_memory_of_its_own_is_clean_and_dirty(tmp_path: Path) -> None:
    found = read_memory(proc=_proc(tmp_path))
    assert (found.private, found.pss, found.peak) == (25 * 1024, 30 * 1024, 90 * 1024)


def test_a_system_without_such_files_says_nothing(tmp_path: Path) -> None:
    assert read_memory(proc=tmp_path).pss == 0
    assert read_machine([], proc=tmp_path).memory_bytes == 0


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="needs Linux")
def test_what_this_process_writes_to_is_its_own() -> None:
    before, size = read_memory(), 32 * 2**20
    with mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE) as memory:
        for page in range(0, size, mmap.PAGESIZE):
            memory[page] = 1
        after = read_memory()
    assert after.private - before.private > size * 0.9


def test_a_commit_is_told_and_whether_files_differ_from_it(tmp_path: Path) -> None:
    assert read_commit(tmp_path) == ""

    def git(*words: str) -> None:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        subprocess.run(["git", "-C", str(tmp_path), *who, *words], check=True, capture_output=True)

    git("init")
    (tmp_path / "file").write_text("one")
    git("add", "file")
    git("commit", "-m", "first")
    commit = read_commit(tmp_path)
    assert len(commit) == 10
    (tmp_path / "file").write_text("two")
    assert read_commit(tmp_path) == f"{commit}+"
