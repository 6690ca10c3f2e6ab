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

BESIDES = ("cold_start", "exposure", "bridging", "fairness", "seconds")
"""What a report holds beside the rankings."""


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
        contests=tuple(_contest(kind, report) for kind in KINDS if report.get(kind)),
        figures=tuple(_figures(report)),
    )


def _contest(kind: str, report: Mapping[str, Any]) -> Contest:
    ranked, spans = report[kind], report.get("intervals", {}).get(kind, {})
    rankers = [_ranker(ENGINE, ranked[ENGINE], spans.get(ENGINE, {}))]
    for name, measures in ranked.get("baselines", {}).items():
        rankers.append(_ranker(name, measures, spans.get("baselines", {}).get(name, {})))
    queries = report.get("queries", {})
    return Contest(kind, tuple(rankers), queries.get(kind) if isinstance(queries, Mapping) else None)


def _ranker(name: str, measures: Mapping[str, Any], spans: Mapping[str, Any]) -> Ranker:
    known = {one: _estimate(measures[one], spans.get(one)) for one in MEASURES if one in measures}
    return Ranker(name, known)


def _figures(report: Mapping[str, Any]) -> Iterator[Figure]:
    spans = report.get("intervals", {})
    for name in BESIDES:
        yield from _numbers(name, report.get(name), spans.get(name))


def _numbers(name: str, found: Any, span: Any) -> Iterator[Figure]:
    """All numbers below a name, however deep; what is no number is no figure."""
    if isinstance(found, Mapping):
        for key, inner in found.items():
            yield from _numbers(f"{name}.{key}", inner, span.get(key) if isinstance(span, Mapping) else None)
    elif isinstance(found, int | float) and not isinstance(found, bool):
        yield Figure(name, _estimate(found, span))


def _estimate(value: Any, span: Any) -> Estimate:
    low, high = span if isinstance(span, list | tuple) else (None, None)
    return Estimate(float(value), None if low is None else float(low), None if high is None else float(high))
