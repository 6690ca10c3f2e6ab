"""Any damage to any file of an index: nothing wrong is ever read, nothing is raised, and a build mends it."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from matchmaker.store.folders.disk import remove_tree
from matchmaker.store.folders.opening import Version
from matchmaker.store.folders.versions import Versions
from tests.store.folders.samples import flip, is_consistent, publish

pytestmark = pytest.mark.soak

OFTEN = 1_000
ROWS = 40


def harm(root: Path, chance: random.Random) -> str:
    """Do something bad to something below a folder; in words what it was."""
    things = sorted(one for one in root.rglob("*") if not one.is_symlink())
    thing = chance.choice(things)
    how = chance.choice(("flip", "flip", "cut", "grow", "remove", "empty", "swap", "link", "folder"))
    # Only by hand does something else take the place of the lock: that is told, and mended by hand.
    if thing.is_dir() or (thing.name == "lock" and how in {"link", "folder"}):
        how = "remove"
    size = 0 if thing.is_dir() else thing.stat().st_size
    match how:
        case "flip" if size:
            flip(thing, chance.randrange(size), chance.randrange(8))
        case "cut" if size:
            os.truncate(thing, chance.randrange(size))
        case "grow":
            os.truncate(thing, size + chance.randrange(1, 10_000))
        case "swap":
            shutil.copyfile(chance.choice([one for one in things if one.is_file()]), root / "other")
            (root / "other").replace(thing)
        case "link":
            thing.unlink()
            thing.symlink_to(thing)
        case "folder":
            thing.unlink()
            thing.mkdir()
        case "empty" if size:
            os.truncate(thing, 0)
        case _:
            remove_tree(thing)
    return f"{how} {thing.name}"


def settled(versions: Versions) -> Version | None:
    """What answers after the full check of each version that wants to."""
    for _ in range(5):
        version = versions.current().version
        if version is None or versions.verify(version, again=True) is None:
            return version
    raise AssertionError("more broken versions than there were")


def test_no_damage_is_read_as_truth_and_a_build_mends_all(
    tmp_path: Path, trials: Callable[[int], int]
) -> None:
    answered = 0
    for trial in range(trials(OFTEN)):
        chance = random.Random(trial)
        root = tmp_path / f"index{trial}"
        versions = Versions(root)
        for revision in (1, 2):
            publish(versions, revision, ROWS)
        told = [harm(root, chance) for _ in range(chance.choice((1, 1, 2, 4)))]
        version = settled(versions)
        if version is not None:
            answered += 1
            assert version.revision in {1, 2}, told
            assert is_consistent(version), told
            assert {name: array.shape for name, array in version.arrays.items()} == {
                "pieces": (ROWS, 3), "whole": (ROWS,),
            }, told  # fmt: skip
            assert version.arrays["whole"].dtype == np.float32
        try:
            mended = publish(versions, 3, ROWS)
        except Exception as error:
            raise AssertionError(f"{told} is not mended by a build") from error
        assert versions.verify(mended, again=True) is None
        shutil.rmtree(root)
    assert answered > 0
