"""How good the suggestions were found to be: the measured results of a release, as the ledger shows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

MEASURES = ("hit@10", "recall@10", "recall@50", "mrr", "ndcg@10")
KINDS = ("ties", "needs")
"""What was asked: who became partners, and who took part in what was needed."""

ENGINE = "engine"

BESIDES = (
    ("cold_start", "hit@10"),
    ("cold_start", "kept"),
    ("exposure", "gini"),
    ("exposure", "coverage"),
    ("exposure", "floor"),
    ("bridging",),
    ("fairness", "ndcg_loss"),
    ("seconds",),
)
"""The way through a report to each figure that stands beside the rankings."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A measured number and, where it was worked out, its interval of 95 in 100."""

    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Ranker:
    """The engine or a simpler way to rank, and what it reached by each measure."""

    name: str
    measures: Mapping[str, Estimate]


@dataclass(frozen=True, slots=True)
class Contest:
    """One kind of question put to all rankers, the engine first; `queries` says how often, where known."""

    kind: str
    rankers: tuple[Ranker, ...]
    queries: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One number beside the rankings; `name` is its way through the report, joined by dots."""

    name: str
    estimate: Estimate


@dataclass(frozen=True, slots=True)
class Result:
    """What one release reached on one set of data."""

    release: str
    measured_on: date
    set: str
    title: str
    source: str
    machine: str
    contests: tuple[Contest, ...]
    figures: tuple[Figure, ...]

    def belongs_to(self, version: str) -> bool:
        """Whether it is of this version: release 0.1 covers 0.1 and 0.1.3, but not 0.10."""
        return version == self.release or version.startswith(f"{self.release}.")


def result_of(data: Mapping[str, Any]) -> Result:
    """A result from the JSON that is packaged.

    Raises:
        KeyError, TypeError, ValueError: something is missing, or is not what it should be.
    """
    report = data["report"]
    return Result(
        release=str(data["release"]),
        measured_on=date.fromisoformat(data["measured_on"]),
        set=str(data["set"]),
        title=str(data["title"]),
        source=str(data["source"]),
        machine=str(data["machine"]),
        contests=tuple(_contest(kind, report) for kind in KINDS if report.get(kind, {}).get(ENGINE)),
        figures=tuple(_figures(report)),
    )


def _contest(kind: str, report: Mapping[str, Any]) -> Contest:
    ranked = report[kind]
    rankers = [Ranker(ENGINE, _measures(ranked[ENGINE]))]
    rankers += [Ranker(name, _measures(found)) for name, found in ranked.get("baselines", {}).items()]
    return Contest(kind, tuple(one for one in rankers if one.measures), report.get("queries", {}).get(kind))


def _measures(found: Mapping[str, Any]) -> dict[str, Estimate]:
    """All measures of one ranker; their intervals stand beside them under the same names."""
    spans = found.get("intervals", {})
    return {name: _estimate(found[name], spans.get(name)) for name in MEASURES if name in found}


def _figures(report: Mapping[str, Any]) -> Iterator[Figure]:
    for way in BESIDES:
        *folders, name = way
        inside: Any = report
        for folder in folders:
            inside = inside.get(folder, {})
        found = inside.get(name)
        if isinstance(found, Mapping):
            yield Figure(".".join(way), _estimate(found["value"], found.get("interval")))
        elif found is not None:
            yield Figure(".".join(way), _estimate(found, inside.get("intervals", {}).get(name)))


def _estimate(value: Any, span: Any) -> Estimate:
    low, high = span or (None, None)
    return Estimate(float(value), None if low is None else float(low), None if high is None else float(high))
