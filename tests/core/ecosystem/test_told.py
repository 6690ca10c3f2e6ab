"""Reasons written down come back the same, as long as nobody of whom they tell has changed."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from matchmaker.core.answers import Query
from matchmaker.core.ecosystem.scene import Scene
from matchmaker.core.ecosystem.told import as_plain, from_plain, still_told, tell
from matchmaker.core.entities import Link
from matchmaker.core.explain import plain, render
from matchmaker.core.network import Network
from matchmaker.store.regions import open_regions
from tests.core.people import LINKS, PROFILES, TODAY, make_matcher

PAIRS = [(a.id, b.id) for a in PROFILES for b in PROFILES if a is not b]


@pytest.fixture
def scene() -> Scene:
    """The six of the tests of the engine."""
    return Scene({one.id: one for one in PROFILES}, make_matcher(), open_regions(), TODAY)


def written(scene: Scene) -> dict[tuple[str, str], Any]:
    """What speaks for each pair, as it comes back from the database."""
    return {pair: json.loads(json.dumps(one)) for pair, one in tell(scene, PAIRS).items()}


def test_what_comes_back_reads_as_the_engine_says_it_now(scene: Scene) -> None:
    for (a, b), one in written(scene).items():
        now = scene.matcher.one(Query(scene.profiles[a]), b)
        assert now is not None
        told = still_told(one, scene.profiles, scene.network)
        assert told is not None
        assert [render(reason, str) for reason in told] == [render(reason, str) for reason in now.reasons]


def test_every_reason_of_the_account_can_be_written_down(scene: Scene) -> None:
    for a, b in PAIRS:
        suggestion = scene.matcher.one(Query(scene.profiles[a]), b)
        for reason in suggestion.account if suggestion else ():
            back = from_plain(json.loads(json.dumps(as_plain(reason))))
            assert (back.signal, plain(back, str)) == (reason.signal, plain(reason, str))


def test_a_reason_is_gone_with_what_it_quotes(scene: Scene) -> None:
    for (a, b), one in written(scene).items():
        for key in (a, b):
            changed = {**scene.profiles, key: replace(scene.profiles[key], about="Something else.")}
            assert still_told(one, changed, scene.network) is None


def test_a_reason_is_gone_when_somebody_whom_it_names_is(scene: Scene) -> None:
    naming = {pair: one for pair, one in written(scene).items() if set(one["of"]) - set(pair)}
    assert naming
    for pair, one in naming.items():
        for key in set(one["of"]) - set(pair):
            left = {other: profile for other, profile in scene.profiles.items() if other != key}
            assert still_told(one, left, scene.network) is None


def test_a_reason_is_gone_when_partners_change(scene: Scene) -> None:
    (a, b), one = next(iter(written(scene).items()))
    others = [key for key in scene.profiles if key not in (a, b)]
    more = Link(min(a, others[-1]), max(a, others[-1]))
    ties = [*LINKS, more] if more not in LINKS else [link for link in LINKS if link != more]
    assert still_told(one, scene.profiles, Network(list(scene.profiles), ties)) is None


def test_a_survey_without_reasons_holds_none(scene: Scene) -> None:
    assert still_told({}, scene.profiles, scene.network) is None
