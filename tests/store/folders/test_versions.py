"""Reading: the newest whole version answers, whatever was done to the files."""

from __future__ import annotations

import errno
import os
import resource
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from matchmaker.store.folders import arrays, opening
from matchmaker.store.folders.disk import CannotWrite, remove_tree
from matchmaker.store.folders.opening import open_version
from matchmaker.store.folders.places import Busy, drop_all, list_names, locked, read_pointer
from matchmaker.store.folders.versions import Found, Trouble, Versions
from tests.store.folders.samples import check, flip, in_child, is_consistent, publish

Harm = Callable[[Path], object]


@pytest.fixture
def versions(tmp_path: Path) -> Versions:
    """The versions in a folder that does not exist yet."""
    return Versions(tmp_path / "index")


def revision_of(found: Found) -> int | None:
    """Of which revision that is which answers; None for nothing."""
    return found.version.revision if found.version else None


def troubles(found: Found) -> list[Trouble]:
    """What was passed over."""
    return [fault.trouble for fault in found.faults]


def test_nothing_answers_where_nothing_was_published(versions: Versions) -> None:
    found = versions.current()
    assert found == Found(None, ())
    assert found.wants_building
    versions.root.mkdir()
    assert versions.current() == Found(None, ())


def test_the_newest_answers_and_one_that_is_held_is_not_opened_again(versions: Versions) -> None:
    first = publish(versions, 1)
    found = versions.current(first)
    assert found.version is first
    assert not found.wants_building
    second = publish(versions, 2)
    renewed = versions.current(first).version
    assert renewed is not None
    assert renewed.name == second.name
    assert is_consistent(first), "it can be read as long as somebody holds it"
    publish(versions, 3)
    publish(versions, 4)
    assert not first.folder.exists()
    assert is_consistent(first)


def manifest(folder: Path) -> Path:
    """The manifest of a version."""
    return folder / "manifest.json"


def in_its_place(path: Path) -> Path:
    """A file or folder is taken away, for something else to be put there."""
    remove_tree(path)
    return path


HARMS: dict[str, Harm] = {
    "a file is missing": lambda folder: (folder / "whole.npy").unlink(),
    "a file is cut off": lambda folder: os.truncate(folder / "whole.npy", 1_000),
    "a file is empty": lambda folder: os.truncate(folder / "pieces.npy", 0),
    "a file is of another dtype": lambda folder: flip(folder / "whole.npy", 22),
    "a file is that of another array": lambda folder: shutil.copy(
        folder / "pieces.npy", folder / "whole.npy"
    ),
    "the manifest is missing": lambda folder: manifest(folder).unlink(),
    "the manifest is empty": lambda folder: manifest(folder).write_bytes(b""),
    "the manifest is cut off": lambda folder: os.truncate(manifest(folder), 300),
    "the manifest lies": lambda folder: manifest(folder).write_text(
        manifest(folder).read_text().replace('"revision": 2', '"revision": 9')
    ),
    "the manifest is a folder": lambda folder: in_its_place(manifest(folder)).mkdir(),
    "the folder is missing": shutil.rmtree,
    "the folder is a file": lambda folder: in_its_place(folder).write_bytes(b"x"),
}


@pytest.mark.parametrize("harm", HARMS.values(), ids=HARMS)
def test_the_one_before_answers_for_a_broken_version_until_a_new_one_is_built(
    versions: Versions, harm: Harm
) -> None:
    first, second = publish(versions, 1), publish(versions, 2)
    harm(second.folder)
    for _ in range(3):
        found = versions.current()
        assert (revision_of(found), troubles(found)) == (1, [Trouble.BROKEN])
        assert found.faults[0].name == second.name
        assert found.wants_building
    assert found.version is not None
    check(found.version)
    assert not second.folder.exists(), "it is set aside"
    assert versions.current(first).version is first
    third = publish(versions, 3)
    check(third)
    assert list_names(versions.root) == [third.name, first.name]
    assert [one.name for one in versions.root.glob("broken-*")] == []


@pytest.mark.parametrize("harm", HARMS.values(), ids=HARMS)
def test_nothing_answers_where_all_versions_are_broken(versions: Versions, harm: Harm) -> None:
    harm(publish(versions, 2).folder)
    found = versions.current()
    assert (found.version, troubles(found), found.wants_building) == (None, [Trouble.BROKEN], True)
    assert revision_of(Found(publish(versions, 3))) == 3


@pytest.mark.parametrize("content", [b"", b"version-00000009-aaaaaaaa 0 00000000\n", b"\xff\xfe", b"-"])
def test_a_damaged_pointer_is_told_and_the_newest_answers(versions: Versions, content: bytes) -> None:
    publish(versions, 1)
    publish(versions, 2)
    (versions.root / "current").write_bytes(content)
    found = versions.current()
    assert (revision_of(found), troubles(found), found.wants_building) == (2, [Trouble.BROKEN], True)
    assert found.faults[0].name == "current"
    assert revision_of(Found(publish(versions, 3))) == 3


def test_without_a_pointer_nothing_answers(versions: Versions) -> None:
    publish(versions, 1)
    (versions.root / "current").unlink()
    assert versions.current() == Found(None, ())
    assert revision_of(Found(publish(versions, 2))) == 2
    assert len(list_names(versions.root)) == 1


def test_a_version_of_another_layout_is_left_alone_until_one_of_this_is_built(versions: Versions) -> None:
    old = publish(versions, 1)
    newer = Versions(versions.root, layout=2)
    found = newer.current()
    assert (found.version, troubles(found), found.wants_building) == (None, [Trouble.FOREIGN], True)
    assert versions.current(old).version is old
    assert publish(newer, 2).manifest.layout == 2
    assert list_names(versions.root) == [newer.current().version.name]  # type: ignore[union-attr]  # published above


def test_what_cannot_be_opened_just_now_is_not_set_aside(versions: Versions) -> None:
    old = publish(versions, 1)

    def without_descriptors() -> str:
        used = len(list(Path("/proc/self/fd").iterdir()))
        # Enough to read the pointer and the folder, too few for all the arrays.
        for more in range(-1, 6):
            resource.setrlimit(resource.RLIMIT_NOFILE, (used + more, 4_096))
            found = versions.current()
            if found.version is None and troubles(found) != [Trouble.UNREADABLE]:
                return str(found)
            if found.version is None and found.wants_building:
                return "it would be built again for nothing"
        return "fine"

    assert in_child(without_descriptors).answer() == "fine"
    assert versions.current(old).version is old
    assert versions.verify(old) is None


def test_what_is_held_answers_while_the_pointer_cannot_be_read(
    versions: Versions, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = publish(versions, 1)

    def fail(_path: Path) -> bytes:
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", fail)
        found = versions.current(old)
        assert (found.version, troubles(found), found.wants_building) == (old, [Trouble.UNREADABLE], False)
        assert versions.current().version is None
        with pytest.raises(OSError, match="Too many open files"):
            open_version(old.folder, 1)
    assert versions.current(old) == Found(old)


def test_a_folder_that_cannot_be_listed_just_now_is_no_reason_to_build(tmp_path: Path) -> None:
    root = tmp_path / "index"
    root.symlink_to(root)
    found = Versions(root).current()
    assert (found.version, troubles(found), found.wants_building) == (None, [Trouble.UNREADABLE], False)


def test_a_place_that_is_no_folder_answers_nothing(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("not a folder")
    versions = Versions(tmp_path / "index")
    assert versions.current() == Found(None, ())
    with pytest.raises(CannotWrite), versions.building():
        pass
    with pytest.raises(CannotWrite):
        versions.drop_older(1)


def test_a_flipped_bit_among_the_values_is_found_by_the_full_check(versions: Versions) -> None:
    publish(versions, 1)
    second = publish(versions, 2)
    assert second.verified
    assert versions.verify(second) is None
    flip(second.folder / "whole.npy", -1)
    found = versions.current()
    assert revision_of(found) == 2, "the cheap checks do not read the values"
    assert found.version is not None
    assert not found.version.verified, "but they see that the file was written to"
    fault = versions.verify(found.version)
    assert fault is not None
    assert (fault.name, fault.trouble) == (second.name, Trouble.BROKEN)
    assert "whole: the checksum is" in fault.why
    assert revision_of(versions.current()) == 1


def test_a_bit_that_the_disk_lost_without_a_trace_is_found_when_asked_again(versions: Versions) -> None:
    publish(versions, 1)
    version = publish(versions, 2)
    path = version.folder / "pieces.npy"
    before = path.stat()
    flip(path, -5)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert versions.verify(version) is None
    assert versions.verify(version, again=True) is not None
    assert revision_of(versions.current()) == 1


def test_the_full_check_of_a_version_that_was_replaced_minds_nothing(versions: Versions) -> None:
    old = publish(versions, 1)
    publish(versions, 2)
    publish(versions, 3)
    assert versions.verify(old, again=True) is None


def test_a_version_that_is_replaced_while_it_is_opened_is_no_fault(
    versions: Versions, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(versions, 1)
    really = arrays.open_array

    def replaced_first(*args: object) -> object:
        monkeypatch.setattr(opening, "open_array", really)
        for revision in (2, 3, 4):
            publish(versions, revision)
        return really(*args)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(opening, "open_array", replaced_first)
    found = versions.current()
    assert (revision_of(found), found.faults) == (4, ())


def test_a_folder_that_changes_each_time_sets_nothing_aside(
    versions: Versions, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(versions, 1)
    looked = iter(range(100))
    monkeypatch.setattr(
        "matchmaker.store.folders.versions.list_names",
        lambda root: [*list_names(root), f"version-00000000-{next(looked):08d}"],
    )
    os.truncate(versions.root / list_names(versions.root)[0] / "whole.npy", 3)
    found = versions.current()
    assert found.version is None
    assert found.wants_building
    assert len(list_names(versions.root)) == 1


def test_after_an_erasure_no_older_version_answers_or_lies_there(versions: Versions) -> None:
    first = publish(versions, 4)
    second = publish(versions, 7)
    assert versions.drop_older(5) == 1
    assert list_names(versions.root) == [second.name]
    assert versions.current(second).version is second
    assert versions.drop_older(8) == 1
    found = versions.current(second)
    assert (found.version, found.faults, found.wants_building) == (None, (), True)
    assert [one.name for one in versions.root.iterdir() if one.is_dir()] == []
    assert is_consistent(first), "who still holds it can read it, until it asks for the current one"
    pointer = read_pointer(versions.root)
    assert pointer is not None
    assert pointer.least == 8
    assert versions.drop_older(3) == 0
    assert read_pointer(versions.root) == pointer, "the least never gets less"


def test_an_erasure_takes_away_what_is_older_of_any_sort(versions: Versions) -> None:
    publish(versions, 1)
    second = publish(versions, 5)
    (second.folder / "manifest.json").write_text("broken")
    assert versions.drop_older(1) == 1
    assert revision_of(versions.current()) == 1
    (versions.root / "current").write_text("broken")
    assert Versions(versions.root, layout=7).drop_older(1) == 0, "the layout does not matter"
    assert revision_of(versions.current()) == 1
    (versions.root / "current").write_text("broken")
    assert versions.drop_older(2) == 1
    assert list(versions.root.glob("*-0*")) == []


def test_a_version_below_the_least_does_not_answer_even_if_it_still_lies_there(versions: Versions) -> None:
    first = publish(versions, 1)
    kept = versions.root.parent / "kept"
    shutil.copytree(first.folder, kept)
    versions.drop_older(2)
    publish(versions, 2)
    shutil.move(kept, versions.root / "version-00000000-00000000")
    newest = versions.current().version
    assert newest is not None
    os.truncate(newest.folder / "whole.npy", 3)
    found = versions.current()
    assert (found.version, troubles(found)) == (None, [Trouble.BROKEN])


def test_nothing_is_taken_away_under_a_build(versions: Versions) -> None:
    with locked(versions.root):
        with pytest.raises(Busy):
            versions.drop_older(1)
        with pytest.raises(Busy):
            drop_all(versions.root)
        with pytest.raises(Busy), versions.building():
            pass


def test_a_restored_database_begins_anew_at_any_revision(versions: Versions) -> None:
    publish(versions, 9)
    versions.drop_older(8)
    assert drop_all(versions.root) == 1
    assert versions.current() == Found(None, ())
    assert publish(versions, 2).revision == 2
