"""An opened version: its arrays by name, and the stamp that says who has checked every byte of it."""

from __future__ import annotations

import platform
from pathlib import Path

import numpy as np
import pytest

from matchmaker.store.folders.manifest import Damaged, Foreign
from matchmaker.store.folders.opening import open_version, read_manifest
from matchmaker.store.folders.versions import Versions
from tests.store.folders.samples import publish


@pytest.fixture
def versions(tmp_path: Path) -> Versions:
    """The versions in a folder that does not exist yet."""
    return Versions(tmp_path / "index")


def test_a_version_is_opened_for_its_own_layout_alone(versions: Versions, tmp_path: Path) -> None:
    folder = publish(versions, 3).folder
    assert open_version(folder, 1).revision == 3
    with pytest.raises(Foreign, match="layout 1 is not 2"):
        open_version(folder, 2)
    assert read_manifest(folder, None).revision == 3
    with pytest.raises(Damaged, match="No such file"):
        read_manifest(tmp_path / "missing", None)


def test_a_machine_checks_a_version_once(versions: Versions, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(versions, 1)
    monkeypatch.setattr(platform, "node", lambda: "another")
    found = versions.current().version
    assert found is not None
    assert not found.verified
    assert versions.verify(found) is None
    again = versions.current().version
    assert again is not None
    assert again.verified
    monkeypatch.undo()
    first = versions.current().version
    assert first is not None
    assert first.verified


def test_a_stamp_that_cannot_be_written_does_no_harm(versions: Versions) -> None:
    version = publish(versions, 1)
    (stamp,) = version.folder.glob("verified-*")
    stamp.unlink()
    stamp.mkdir()
    found = versions.current().version
    assert found is not None
    assert not found.verified
    assert versions.verify(found) is None
    stamp.rmdir()
    stamp.write_bytes(b"\xff")
    assert not versions.current().version.verified  # type: ignore[union-attr]  # found above


def test_many_arrays_are_read_by_their_names(versions: Versions) -> None:
    made = {f"array{number}": np.full(number, number, np.uint8) for number in range(60)}
    with versions.building() as build:
        build.put_all(made)
        build.publish(revision=1)
    version = versions.current().version
    assert version is not None
    assert list(version.arrays) == list(made)
    for name, array in made.items():
        np.testing.assert_array_equal(version.arrays[name], array)
    assert list(version.part("array1")) == ["", *"0123456789"]
    with pytest.raises(TypeError):
        version.arrays["other"] = np.zeros(1)  # type: ignore[index]  # that it is refused is what is tested
