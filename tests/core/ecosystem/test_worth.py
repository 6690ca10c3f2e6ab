"""The ten ties that help most together, on the demo: they beat what one would choose otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from matchmaker.config import Settings
from matchmaker.core.ecosystem import fits, worth
from matchmaker.core.ecosystem.effects import Trial
from matchmaker.core.ecosystem.fits import Fit, block_of, strong_from
from matchmaker.core.ecosystem.scene import EVERYBODY, Scene
from matchmaker.core.ecosystem.survey import measured_of
from matchmaker.core.ecosystem.worth import EACH, chosen, promising, ties_part
from matchmaker.instance import open_database
from matchmaker.services import demo, ecosystem
from scripts.ties_worth import compared
from tests.core.ecosystem.sparse import free_pairs, random_network

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """The demo, as a survey sees it."""
    folder: Path = tmp_path_factory.mktemp("demo")
    database = open_database(Settings(instance=str(folder)))
    with database.transaction() as session:
        demo.load(session, now=NOW)
    with database.reading() as session:
        yield ecosystem.look(session, today=NOW.date())
    database.dispose()


@pytest.mark.parametrize("code", [EVERYBODY, "DE11", "UKM8", "FRE1", "PL91"])
def test_ours_raise_more_than_the_best_scores_random_ones_and_betweenness(scene: Scene, code: str) -> None:
    rows = compared(scene, code, seeds=3, bound=False)
    ours = rows.pop("ours")[0]
    # The highest of each: what is random may have luck, and still does less.
    assert ours > max(high for _, _, high in rows.values())


def test_the_part_is_plain_and_names_each_at_most_twice(scene: Scene) -> None:
    network = scene.within(scene.members["DE11"])
    part = ties_part(scene, "DE11", network, measured_of(scene, network))
    assert part["made"]
    assert len(part["ten"]) == 10
    ends = Counter(end for one in part["ten"] for end in (one["a"], one["b"]))
    assert max(ends.values()) <= EACH
    added = sum(sum(one["gain"].values()) for one in part["ten"])
    risen = sum(part["after"][name] - part["before"][name] for name in ("nearness", "openness", "mixing"))
    assert added == pytest.approx(risen)
    alone = {key for key in network.ids if not network.neighbours(key)}
    assert alone <= part["lonely"].keys()
    assert all(1 <= len(best) <= 3 and key not in best for key, best in part["lonely"].items())


def test_the_lazy_choice_is_that_of_trying_all_each_time(scene: Scene) -> None:
    network = scene.within(scene.members["PL91"])
    kinds = [kind.value if (kind := scene.profiles[key].kind) else "" for key in network.ids]
    some, strong = block_of(scene, "PL91").among(network.ids), strong_from(scene.matcher)
    trial, taken, plain = Trial(network, kinds), Counter[int](), []
    for _ in range(10):
        open_ = [fit for fit in some if max(taken[fit.u], taken[fit.v]) < EACH and fit not in plain]
        best = max(open_, key=lambda fit: trial.gain(fit.u, fit.v).whole * fit.factor(strong))
        trial.make(best.u, best.v)
        taken.update((best.u, best.v))
        plain.append(best)
    lazy = [fit for fit, _ in chosen(Trial(network, kinds), some, lambda fit: fit.factor(strong))]
    assert lazy == plain


def test_too_large_a_region_says_only_how_many_it_has(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fits, "MOST_MEMBERS", 50)
    network = scene.within(scene.members["DE11"])
    part = ties_part(scene, "DE11", network, measured_of(scene, network))
    assert part == {"made": False, "members": len(network.ids)}


def test_a_tie_that_does_not_help_is_not_chosen() -> None:
    network, kinds = random_network(1, size=4, ties=6)
    assert chosen(Trial(network, kinds), [], lambda _fit: 1.0) == []


def test_the_most_promising_are_tried_where_there_are_too_many() -> None:
    network, kinds = random_network(2)
    trial = Trial(network, kinds)
    some = [Fit(u, v, 1.0, 1.0) for u, v in dict.fromkeys(free_pairs(network, 2))]
    few = promising(trial, some, lambda _fit: 1.0, most=10)
    assert len(few) == 10
    best = max(some, key=lambda fit: trial.gain(fit.u, fit.v).whole)
    assert best in few
    assert promising(trial, some, lambda _fit: 1.0, most=1_000) == some


def test_the_scores_of_a_scene_are_kept_until_another_region_is_asked(scene: Scene) -> None:
    block = worth._block(scene, EVERYBODY)
    assert worth._block(scene, EVERYBODY) is block
