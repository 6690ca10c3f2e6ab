"""kill -9 while versions are built, published, cleared and taken away: the old or the new one answers."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from matchmaker.store.folders.opening import Version
from matchmaker.store.folders.places import drop_all, list_names
from matchmaker.store.folders.versions import Versions
from tests.store.folders.samples import check, in_child, is_consistent, killed_at, publish

pytestmark = pytest.mark.soak

OFTEN = 100


def checked(versions: Versions) -> Version | None:
    """What answers now, every byte of it checked; nothing is broken."""
    found = versions.current()
    assert not found.faults
    if found.version is not None:
        check(found.version)
    return found.version


def steps_of(work: Callable[[Versions], object], root: Path) -> list[str]:
    """The steps that some work takes when nobody kills it."""
    steps: list[str] = []
    work(Versions(root, step=steps.append))
    return steps


def read_until(stop: Path, root: Path) -> Callable[[], str]:
    """The work of a reader: ask again and again, and meet only whole versions, never older ones."""

    def read() -> str:
        versions, held, times, seen = Versions(root), None, 0, set[int]()
        while not stop.exists():
            found = versions.current(held)
            assert not found.faults, found.faults
            assert found.version is not None
            assert is_consistent(found.version)
            assert held is None or found.version.revision >= held.revision
            held = found.version
            seen.add(held.revision)
            times += 1
        return f"{times} {len(seen)}"

    return read


@pytest.mark.parametrize("leftover", [False, True])
def test_a_build_killed_at_any_step_leaves_the_old_or_the_new_version(tmp_path: Path, leftover: bool) -> None:
    steps = steps_of(lambda one: publish(one, 2), begun(tmp_path / "tried", leftover))
    assert {"write whole", "read back", "name the version", "replace the pointer"} <= set(steps)
    assert any(step.startswith("delete build-") for step in steps) == leftover
    for number in range(len(steps)):
        root = begun(tmp_path / f"index{number}", leftover)
        assert in_child(partial(publish, Versions(root, step=killed_at(number)), 2)).answer() == ""
        versions = Versions(root)
        version = checked(versions)
        assert version is not None
        # The pointer moves in one step: before it the old version answers, after it the new one.
        assert version.revision == (2 if number > steps.index("replace the pointer") else 1)
        assert len(list_names(root)) >= 2, "there is a fall-back at every moment"
        check(publish(versions, 3))
        assert len([one for one in root.iterdir() if one.is_dir()]) == 2, "nothing is left of the killed one"


def begun(root: Path, leftover: bool) -> Path:
    """A folder with two versions, and with what a killed build left."""
    publish(Versions(root), 0)
    publish(Versions(root), 1)
    if leftover:
        in_child(partial(publish, Versions(root, step=killed_at(2)), 2)).answer()
    return root


@pytest.mark.parametrize("least", [1, 2])
def test_taking_older_versions_away_killed_at_any_step_shows_none_that_is_too_old(
    tmp_path: Path, least: int
) -> None:
    number = 0
    while True:
        root = tmp_path / f"index{number}"
        versions = Versions(root)
        begun(root, leftover=False)
        step = killed_at(number)
        killed = in_child(partial(Versions(root, step=step).drop_older, least)).answer() == ""
        found = checked(versions)
        assert found is None or found.revision in {1, least}
        assert versions.drop_older(least) >= 0
        left = checked(versions)
        assert (left.revision if left else None) == (1 if least == 1 else None)
        assert len([one for one in root.iterdir() if one.is_dir()]) == (1 if least == 1 else 0)
        if not killed:
            break
        number += 1
    assert number >= 5


def test_taking_all_away_killed_at_any_step_and_done_again_leaves_nothing(tmp_path: Path) -> None:
    number = 0
    while True:
        root = tmp_path / f"index{number}"
        versions = Versions(root)
        begun(root, leftover=False)
        step = killed_at(number)
        killed = in_child(partial(drop_all, root, step=step)).answer() == ""
        found = checked(versions)
        assert (found is None) == (number > 0)
        drop_all(root)
        assert [one.name for one in root.iterdir() if one.is_dir()] == []
        assert publish(versions, 0).revision == 0
        if not killed:
            break
        number += 1
    assert number >= 5


def test_builds_killed_at_random_moments_never_disturb_who_reads(
    tmp_path: Path, trials: Callable[[int], int]
) -> None:
    root, stop, chance = tmp_path / "index", tmp_path / "stop", random.Random(3)
    versions = Versions(root)
    began = time.monotonic()
    publish(versions, 0)
    whole = time.monotonic() - began
    readers = [in_child(read_until(stop, root)) for _ in range(2)]
    revision, finished, times = 0, 0, trials(OFTEN)
    for _ in range(times):
        builder = in_child(partial(publish, versions, revision + 1))
        time.sleep(chance.uniform(0, 1.3 * whole))
        builder.kill()
        done = builder.answer() != ""
        version = checked(versions)
        assert version is not None
        assert version.revision in ({revision + 1} if done else {revision, revision + 1})
        finished += done
        revision = version.revision
    stop.touch()
    for reader in readers:
        answer = reader.answer()
        assert answer.replace(" ", "").isdigit(), answer
        assert int(answer.split()[0]) > times
    assert finished < times, "no kill came before the end: the moments are badly chosen"
    check(publish(versions, revision + 1))
    assert len([one for one in root.iterdir() if one.is_dir()]) == 2
