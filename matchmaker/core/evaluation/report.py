"""What an evaluation found, as values and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from matchmaker.core.evaluation.exposure import Exposure
from matchmaker.core.evaluation.measures import MEASURES


@dataclass(frozen=True, slots=True)
class Result:
    """How one method did on one kind of query.

    `means` and `intervals` (95%) are by measure and empty where nothing was asked; `seconds` is the median
    of a query.
    """

    name: str
    queries: int
    means: Mapping[str, float]
    intervals: Mapping[str, tuple[float, float]]
    seconds: float


@dataclass(frozen=True, slots=True)
class Fairness:
    """What fairness costs: the measures without it, and the share of nDCG@10 that is lost with it.

    `loss` and its `interval` are paired: the same queries with and without.
    """

    off: Result
    loss: float
    interval: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Report:
    """One run over one folder. The engine comes first in `ties` and `needs`, the baselines follow.

    `cold` and `fairness` are None where the engine does not offer what they measure.
    """

    ties: tuple[Result, ...]
    needs: tuple[Result, ...]
    cold: Result | None
    exposure: Exposure
    bridging: float
    fairness: Fairness | None
    seed: int

    @property
    def seconds(self) -> float:
        """The median time of one query to the engine, of the slower kind."""
        asked = [one for one in (*self.ties[:1], *self.needs[:1]) if one.queries]
        return max((one.seconds for one in asked), default=0.0)

    @property
    def kept_cold(self) -> float:
        """Which share of hit@10 is left in the cold start; 0 where there was none to keep."""
        warm = self.ties[0].means.get("hit@10", 0.0)
        return self.cold.means["hit@10"] / warm if self.cold and warm else 0.0


def as_json(report: Report) -> dict[str, Any]:
    """The report as programs read it; every measure is a number, its interval stands in `intervals`."""
    return {
        "ties": _side(report.ties),
        "needs": _side(report.needs),
        "exposure": {
            "gini": report.exposure.gini,
            "coverage": report.exposure.coverage,
            "floor": report.exposure.floor,
        },
        "bridging": report.bridging,
        "cold_start": {**_measured(report.cold), "kept": report.kept_cold} if report.cold else {},
        "fairness": _fairness(report.fairness) if report.fairness else {},
        "queries": {"ties": _queries(report.ties), "needs": _queries(report.needs)},
        "seconds": report.seconds,
        "timing": {"ties": _timing(report.ties), "needs": _timing(report.needs)},
        "seed": report.seed,
    }


def _side(results: tuple[Result, ...]) -> dict[str, Any]:
    engine, *baselines = results
    return {"engine": _measured(engine), "baselines": {one.name: _measured(one) for one in baselines}}


def _measured(result: Result) -> dict[str, Any]:
    """The measures with their intervals beside them; nothing where nothing was asked."""
    if not result.queries:
        return {}
    bounds = {name: list(result.intervals[name]) for name in MEASURES}
    return {**{name: result.means[name] for name in MEASURES}, "intervals": bounds}


def _fairness(fairness: Fairness) -> dict[str, Any]:
    loss = {"value": fairness.loss, "interval": list(fairness.interval)}
    return {"off": _measured(fairness.off), "ndcg_loss": loss}


def _queries(results: tuple[Result, ...]) -> int:
    return results[0].queries


def _timing(results: Iterable[Result]) -> dict[str, float]:
    return {one.name: one.seconds for one in results}
