"""Building: what is published answers, what is not leaves nothing, and a disk that is full hurts nobody."""

from __future__ import annotations

import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest

from matchmaker.store.folders.building import Outdated
from matchmaker.store.folders.disk import CannotWrite, NoRoom
from matchmaker.store.folders.places import list_names, read_pointer
from matchmaker.store.folders.versions import Found, Versions
from tests.store.folders.samples import check, fill, flip, in_child, publish


@pytest.fixture
def versions(tmp_path: Path) -> Versions:
    """The versions in a folder that does not exist yet."""
    return Versions(tmp_path / "index")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 4 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=4m,mode=0700", "none", str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as error:
        pytest.skip(f"no disk can be made here: {error}")
    if done.returncode:
        pytest.skip(f"a disk can be mounted by an administrator only: {done.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def folders(root: Path) -> list[str]:
    """How the names of all folders in it begin."""
    return sorted(one.name.partition("-")[0] for one in root.iterdir() if one.is_dir())


def use_up(filler: Path) -> None:
    """Leave no room on a disk."""
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))


def test_arrays_come_one_by_one_together_or_in_pieces(versions: Versions) -> None:
    with versions.building() as build:
        build.put("one", np.arange(4))
        build.put_all({"values": np.ones(3), "empty": np.zeros((0, 2))}, prefix="about.")
        with build.column("a", np.int8) as first, build.column("b", np.int16, (2,)) as second:
            first.write(np.ones(5, np.int8))
            second.write(np.ones((2, 2), np.int16))
            first.write(np.zeros(0, np.int8))
        assert build.size == sum(one.stat().st_size for one in build.folder.iterdir())
        assert build.folder.stat().st_mode & 0o777 == 0o700
        build.publish(revision=3, release="1.2", facts={"stakeholders": 4, "words": ["a"]})
    version = versions.current().version
    assert version is not None
    shapes = {name: array.shape for name, array in version.arrays.items()}
    assert shapes == {"one": (4,), "about.values": (3,), "about.empty": (0, 2), "a": (5,), "b": (2, 2)}
    assert (version.revision, version.manifest.release) == (3, "1.2")
    assert version.facts == {"stakeholders": 4, "words": ["a"]}
    assert version.verified, "it was read back before it was published"
    assert all(one.stat().st_mode & 0o777 == 0o600 for one in version.folder.iterdir())
    assert version.folder.stat().st_mode & 0o777 == 0o700


def test_what_is_not_published_leaves_nothing(versions: Versions) -> None:
    old = publish(versions, 1)
    with versions.building() as build:
        fill(build, 2)
    with pytest.raises(ZeroDivisionError), versions.building() as build, build.column("a", np.int8):
        _ = 1 / 0
    assert folders(versions.root) == ["version"]
    assert versions.current(old).version is old


def test_a_build_is_published_once_and_whole(versions: Versions) -> None:
    with versions.building() as build:
        fill(build, 1)
        with pytest.raises(ValueError, match="given before"):
            build.put("whole", np.ones(1))
        with pytest.raises(ValueError, match="cannot be the name"):
            build.put("../whole", np.ones(1))
        with build.column("late", np.int8), pytest.raises(ValueError, match="late"):
            build.publish(revision=1)
        with pytest.raises(TypeError, match="JSON"):
            build.publish(revision=1, facts={"set": {1}})
        build.publish(revision=1, facts={"revision": 1})
        with pytest.raises(ValueError, match="published already"):
            build.publish(revision=1)
    assert len(list_names(versions.root)) == 1


def test_the_last_version_stays_as_a_fall_back_and_older_ones_go(versions: Versions) -> None:
    made = [publish(versions, revision).name for revision in range(4)]
    assert list_names(versions.root) == [made[3], made[2]]


def test_a_fall_back_that_is_broken_is_no_fall_back(versions: Versions) -> None:
    first, second = publish(versions, 1), publish(versions, 2)
    os.truncate(second.folder / "whole.npy", 5)
    third = publish(versions, 3)
    assert list_names(versions.root) == [third.name, first.name]
    assert folders(versions.root) == ["version", "version"], "what was set aside is deleted"


def test_a_revision_below_the_least_is_refused(versions: Versions) -> None:
    versions.drop_older(5)
    with pytest.raises(Outdated, match="only 5 or later"):
        publish(versions, 4)
    assert folders(versions.root) == []
    assert publish(versions, 5).revision == 5
    with pytest.raises(Outdated):
        publish(versions, 4)


def test_a_pointer_that_is_damaged_is_written_anew(versions: Versions) -> None:
    old = publish(versions, 1)
    (versions.root / "current").write_text("nonsense")
    new = publish(versions, 2)
    assert list_names(versions.root) == [new.name, old.name]


def test_every_file_and_name_is_on_the_disk_before_the_pointer_moves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    really = os.fsync

    def noted(descriptor: int) -> None:
        really(descriptor)
        seen.append(Path(f"/proc/self/fd/{descriptor}").readlink().name.partition("-")[0])

    monkeypatch.setattr(os, "fsync", noted)
    versions = Versions(tmp_path / "index", step=seen.append)
    with versions.building() as build:
        fill(build, 1)
        build.publish(revision=1, read_back=False)
    assert [one for one in seen if not one.startswith("CACHEDIR")] == [
        "make the folder", "write pieces", "pieces.npy", "write whole", "whole.npy",
        "write the manifest", "manifest.json", "sync the folder", "build",
        "name the version", "sync the version", "index",
        "write the pointer", "current.new", "replace the pointer", "sync the pointer", "index",
    ]  # fmt: skip


def test_other_bytes_than_were_written_are_never_published(tmp_path: Path) -> None:
    old = publish(Versions(tmp_path / "index"), 1)

    def harm(name: str) -> None:
        if name == "read back":
            flip(next(tmp_path.glob("index/build-*/whole.npy")), -1)

    versions = Versions(tmp_path / "index", step=harm)
    with pytest.raises(CannotWrite, match="other bytes than were written"):
        publish(versions, 2)
    assert folders(versions.root) == ["version"]
    check(old)


def test_a_file_that_may_not_get_so_large_leaves_the_old_version(versions: Versions) -> None:
    old = publish(versions, 1)

    def build() -> str:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
        try:
            publish(versions, 2)
        except NoRoom as error:
            return f"{error.needed > 50_000} {error}"
        return "published"

    said = in_child(build).answer()
    assert f"True There is no room in {versions.root} (File too large): at least 0.1 MB are needed" in said
    assert folders(versions.root) == ["version"]
    found = versions.current(old)
    assert found.version is old
    check(old)


def test_a_disk_that_fills_up_leaves_the_old_version_and_says_what_is_needed(small_disk: Path) -> None:
    versions = Versions(small_disk / "index")
    old = publish(versions, 1)
    with pytest.raises(NoRoom, match="No space left on device") as caught:
        publish(versions, 2, rows=200_000)
    assert 4e6 < caught.value.needed < 6e6
    assert caught.value.free == pytest.approx(4.1e6, rel=0.15), "what the build itself took is free again"
    assert folders(versions.root) == ["version"]
    check(old)
    publish(versions, 2)
    with pytest.raises(NoRoom) as caught, versions.building(expected=10_000_000):
        pass
    assert caught.value.needed == 10_000_000
    assert len(list_names(versions.root)) == 1, "the fall-back went first"


@pytest.mark.parametrize(
    "when", ["write the manifest", "name the version", "write the pointer", "replace the pointer"]
)
def test_a_disk_that_is_full_at_any_step_leaves_a_whole_version(small_disk: Path, when: str) -> None:
    old = publish(Versions(small_disk / "index"), 1)
    filler = small_disk / "filler"

    def fill_up(name: str) -> None:
        if name == when:
            use_up(filler)

    versions = Versions(small_disk / "index", step=fill_up)
    # What comes after the pointer was written needs no room.
    published = when == "replace the pointer"
    if published:
        publish(versions, 2)
    else:
        with pytest.raises(NoRoom) as caught:
            publish(versions, 2)
        assert caught.value.needed > 140_000
    filler.unlink()
    found = versions.current()
    assert found.version is not None
    assert found.version.revision == (2 if published else 1)
    assert not found.faults
    check(found.version)
    check(old)
    assert publish(Versions(small_disk / "index"), 3).revision == 3


def test_an_erasure_finds_room_on_a_full_disk(small_disk: Path) -> None:
    versions = Versions(small_disk / "index")
    old, filler = publish(versions, 1), small_disk / "filler"
    use_up(filler)
    assert versions.drop_older(2) == 1
    assert versions.current(old) == Found(None)
    pointer = read_pointer(versions.root)
    assert pointer is not None
    assert pointer.least == 2


def test_a_failed_build_leaves_nothing_beside_a_damaged_pointer(versions: Versions) -> None:
    old = publish(versions, 1)
    (versions.root / "current").write_text("nonsense")
    with versions.building() as build:
        fill(build, 2)
    assert folders(versions.root) == ["version"]
    assert list_names(versions.root) == [old.name]


def test_a_version_that_the_pointer_names_answers_even_if_the_last_step_fails(versions: Versions) -> None:
    publish(versions, 1)

    def fail(name: str) -> None:
        if name == "sync the pointer":
            raise CannotWrite("The disk is broken.")

    with pytest.raises(CannotWrite, match="broken"):
        publish(Versions(versions.root, step=fail), 2)
    found = versions.current().version
    assert found is not None
    assert found.revision == 2
    check(found)


def test_not_even_a_header_fits_on_a_full_disk(small_disk: Path) -> None:
    versions = Versions(small_disk / "index")
    with versions.building() as build:
        use_up(small_disk / "filler")
        with pytest.raises(NoRoom):
            build.put("one", np.zeros(0))
        (small_disk / "filler").unlink()
        build.put("two", np.zeros(3))


def test_a_folder_that_is_taken_away_under_a_build_is_told(versions: Versions) -> None:
    with versions.building() as build:
        fill(build, 1)
        build.folder.rename(versions.root / "elsewhere")
        assert build.size == 0
        with pytest.raises(CannotWrite):
            build.publish(revision=1)
    taken: list[Path] = []

    def take_away(name: str) -> None:
        if name == "name the version":
            folder = next(versions.root.glob("build-*"))
            taken.append(folder.rename(versions.root / "taken"))

    with pytest.raises(CannotWrite, match="removed while"):
        publish(Versions(versions.root, step=take_away), 2)
    assert versions.current().version is None


def test_a_version_that_could_not_be_pointed_to_is_removed(versions: Versions) -> None:
    old = publish(versions, 1)

    def block(name: str) -> None:
        if name == "write the pointer":
            raise CannotWrite("The disk is broken.")

    with pytest.raises(CannotWrite, match="broken"):
        publish(Versions(versions.root, step=block), 2)
    assert list_names(versions.root) == [old.name]


def test_what_cannot_be_cleared_does_not_undo_a_version(versions: Versions) -> None:
    publish(versions, 1)
    publish(versions, 2)

    def refuse(name: str) -> None:
        if name.startswith("drop a version"):
            raise CannotWrite("The disk is read-only.")

    third = publish(Versions(versions.root, step=refuse), 3)
    assert third.revision == 3
    assert len(list_names(versions.root)) == 3
    assert publish(versions, 4).revision == 4
    assert len(list_names(versions.root)) == 2
