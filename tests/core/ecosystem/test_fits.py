"""Who fits whom: both directions, nobody who opted out, no partners; and what is too large to be asked."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest

from matchmaker.core.answers import Query
from matchmaker.core.ecosystem import fits
from matchmaker.core.ecosystem.fits import Fit, block_of, root_of, strong_from
from matchmaker.core.ecosystem.scene import EVERYBODY, Scene
from matchmaker.store.regions import open_regions
from tests.core.people import PROFILES, TODAY, make_matcher


@pytest.fixture
def scene() -> Scene:
    """The six of the tests of the engine."""
    return Scene({one.id: one for one in PROFILES}, make_matcher(), open_regions(), TODAY)


@dataclass
class Sizes:
    """A scene as far as its sizes matter."""

    members: dict[str, tuple[str, ...]]
    profiles: dict[str, None] = field(default_factory=dict)


def test_a_fit_has_the_scores_that_the_engine_gives_both_ways(scene: Scene) -> None:
    ids = scene.members[EVERYBODY]
    found = block_of(scene, EVERYBODY).among(ids)
    assert found
    for fit in found:
        one = scene.matcher.one(Query(scene.profiles[ids[fit.u]]), ids[fit.v])
        other = scene.matcher.one(Query(scene.profiles[ids[fit.v]]), ids[fit.u])
        assert one is not None
        assert other is not None
        assert (fit.u_sees, fit.v_sees) == pytest.approx((one.score, other.score), rel=1e-5)


def test_partners_and_those_who_opted_out_are_no_candidates(scene: Scene) -> None:
    ids = scene.members[EVERYBODY]
    pairs = {(ids[fit.u], ids[fit.v]) for fit in block_of(scene, EVERYBODY).among(ids)}
    assert ("s-govan", "s-neckar") in pairs
    assert not any("s-hidden" in pair for pair in pairs)
    assert not any(b in scene.network.neighbours(a) for a, b in pairs)


def test_two_of_whom_one_does_not_want_the_other_are_no_candidates(scene: Scene) -> None:
    def pairs(blocked: dict[str, frozenset[str]]) -> set[tuple[str, str]]:
        ids = scene.members[EVERYBODY]
        found = block_of(replace(scene, blocked=blocked), EVERYBODY).among(ids)
        return {(ids[fit.u], ids[fit.v]) for fit in found}

    blocked = {"s-neckar": frozenset({"s-govan", "s-long-gone"})}
    assert pairs({}) - pairs(blocked) == {("s-govan", "s-neckar")}


def test_a_part_of_a_block_is_the_block_of_the_part(scene: Scene) -> None:
    ids = scene.members["UKM8"]
    whole = block_of(scene, EVERYBODY)
    assert whole.among(ids) == block_of(scene, "UKM8").among(ids)


def test_a_long_question_shows_that_it_goes_on(scene: Scene) -> None:
    beats: list[int] = []
    block_of(replace(scene, pulse=lambda: beats.append(1)), EVERYBODY)
    assert beats == [1]


def test_each_has_only_its_best(scene: Scene) -> None:
    ids = scene.members[EVERYBODY]
    assert len(block_of(scene, EVERYBODY).among(ids, most=1)) <= len(ids)


def test_the_weaker_side_decides_and_strong_is_enough() -> None:
    assert Fit(0, 1, 5.0, 20.0).factor(10.0) == 0.5
    assert Fit(0, 1, 15.0, 20.0).factor(10.0) == 1.0
    assert Fit(0, 1, 5.0, 5.0).factor(float("inf")) == 1.0


def test_the_level_comes_from_the_matcher(scene: Scene) -> None:
    assert strong_from(scene.matcher) > 0


def test_the_widest_region_that_is_not_too_large_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    members = {"": tuple("abcdef"), "DE": tuple("abcd"), "DE1": tuple("abc"), "FR": tuple("ef")}
    sizes = Sizes(members, dict.fromkeys("abcdef"))
    assert root_of(sizes, "DE1") == ""  # type: ignore[arg-type]  # only its sizes are asked
    monkeypatch.setattr(fits, "MOST_MEMBERS", 3)
    assert root_of(sizes, "DE1") == "DE1"  # type: ignore[arg-type]  # the same
    assert root_of(sizes, "DE") is None  # type: ignore[arg-type]  # the same
    monkeypatch.setattr(fits, "MOST_STAKEHOLDERS", 5)
    assert root_of(sizes, "FR") is None  # type: ignore[arg-type]  # the same
