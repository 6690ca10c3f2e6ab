"""Measured results: read from the JSON of an evaluation, nothing made up on the way."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from matchmaker.core.evaluation.exposure import Exposure
from matchmaker.core.evaluation.report import Fairness, Report, Result, as_json
from matchmaker.core.quality import BESIDES, ENGINE, Estimate, Figure, result_of


def result(**report: Any) -> dict[str, Any]:
    head = {"release": "0.1", "measured_on": "2026-11-20", "set": "s", "title": "A set", "source": "ours",
            "machine": "a laptop"}  # fmt: skip
    return {**head, "report": report}


TIES = {"engine": {"hit@10": 0.4, "mrr": 0.2}, "baselines": {"popularity": {"hit@10": 0.1}}}


def test_a_result_holds_what_was_measured_the_engine_first() -> None:
    found = result_of(result(ties=TIES, queries={"ties": 222}))
    assert (found.release, found.measured_on, found.title) == ("0.1", date(2026, 11, 20), "A set")
    [contest] = found.contests
    assert (contest.kind, contest.queries) == ("ties", 222)
    assert [one.name for one in contest.rankers] == [ENGINE, "popularity"]
    assert dict(contest.rankers[0].measures) == {"hit@10": Estimate(0.4), "mrr": Estimate(0.2)}


def test_intervals_stand_beside_the_numbers_under_the_same_names() -> None:
    ours = {"hit@10": 0.4, "intervals": {"hit@10": [0.34, 0.46]}}
    found = result_of(result(ties={"engine": ours, "baselines": {"popularity": {"hit@10": 0.1}}}))
    engine, other = found.contests[0].rankers
    assert engine.measures["hit@10"] == Estimate(0.4, 0.34, 0.46)
    assert other.measures["hit@10"] == Estimate(0.1)


def test_figures_beside_the_rankings_are_read_with_their_intervals() -> None:
    found = result_of(
        result(
            cold_start={"hit@10": 0.3, "intervals": {"hit@10": [0.2, 0.4]}, "kept": 0.75},
            exposure={"gini": 0.3, "coverage": 0.9},
            fairness={"off": {}, "ndcg_loss": {"value": 0.01, "interval": [-0.01, 0.03]}},
            bridging=0.35,
            seconds=2,
            seed=7,
        )
    )
    assert found.figures == (
        Figure("cold_start.hit@10", Estimate(0.3, 0.2, 0.4)),
        Figure("cold_start.kept", Estimate(0.75)),
        Figure("exposure.gini", Estimate(0.3)),
        Figure("exposure.coverage", Estimate(0.9)),
        Figure("bridging", Estimate(0.35)),
        Figure("fairness.ndcg_loss", Estimate(0.01, -0.01, 0.03)),
        Figure("seconds", Estimate(2.0)),
    )


def test_what_nobody_was_asked_is_no_contest() -> None:
    asked_nothing: dict[str, Any] = {"engine": {}, "baselines": {"popularity": {}}}
    found = result_of(result(ties=TIES, needs=asked_nothing, cold_start={}, fairness={}))
    assert [one.kind for one in found.contests] == ["ties"]
    assert found.figures == ()


@pytest.mark.parametrize(
    ("release", "version", "belongs"),
    [("0.1", "0.1.0", True), ("0.1", "0.1", True), ("0.1", "0.10.0", False), ("0.1", "", False)],
)
def test_a_release_covers_its_own_versions(release: str, version: str, belongs: bool) -> None:
    assert result_of({**result(), "release": release}).belongs_to(version) is belongs


@pytest.mark.parametrize("missing", ["release", "measured_on", "set", "title", "source", "machine", "report"])
def test_what_is_missing_is_no_result(missing: str) -> None:
    data = result(ties=TIES)
    del data[missing]
    with pytest.raises(KeyError):
        result_of(data)


def test_what_an_evaluation_writes_is_what_the_ledger_reads() -> None:
    means = {"hit@10": 0.4, "recall@10": 0.2, "recall@50": 0.5, "mrr": 0.2, "ndcg@10": 0.25}
    spans = {name: (value - 0.1, value + 0.1) for name, value in means.items()}
    ours = Result("engine", 222, means, spans, 0.01)
    silent = Result("engine", 0, {}, {}, 0.0)
    loss = Fairness(off=ours, loss=0.01, interval=(-0.01, 0.03))
    words = Result("tfidf", 222, means, spans, 0.02)
    report = Report((ours, words), (silent,), ours, Exposure(0.3, 0.9, 0.8), 0.35, loss, seed=1)
    found = result_of({**result(), "report": as_json(report)})
    [contest] = found.contests
    assert [one.name for one in contest.rankers] == [ENGINE, "tfidf"]
    assert contest.queries == 222
    for one in contest.rankers:
        assert {name: (e.value, e.low, e.high) for name, e in one.measures.items()} == {
            name: (value, *spans[name]) for name, value in means.items()
        }
    assert [one.name for one in found.figures] == [".".join(way) for way in BESIDES]
    assert found.figures[0].estimate == Estimate(0.4, *spans["hit@10"])
    assert found.figures[-2].estimate == Estimate(0.01, -0.01, 0.03)
