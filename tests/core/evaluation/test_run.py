from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from itertools import count

import numpy as np
import pytest

from matchmaker.core.evaluation.baselines import baselines
from matchmaker.core.evaluation.engine import engine
from matchmaker.core.evaluation.measures import MEASURES
from matchmaker.core.evaluation.method import Method
from matchmaker.core.evaluation.report import Report, as_json
from matchmaker.core.evaluation.run import Progress, evaluate, silent
from matchmaker.core.reader import FloatArray
from tests.core.evaluation.pasts import small_past

PAST = small_past()
SIZE = len(PAST.organisations)


def clock() -> Callable[[], float]:
    """A clock on which every look takes a quarter of a second."""
    ticks = count()
    return lambda: next(ticks) / 4


def knowing(number: int) -> FloatArray:
    """Knows the later partners, and puts what is no candidate in front."""
    found = np.zeros(SIZE)
    mine = PAST.organisations[number].id
    for link in PAST.new_ties:
        if mine in (link.a, link.b):
            found[PAST.number[link.b if mine == link.a else link.a]] = 1
    for link in PAST.ties:
        if mine in (link.a, link.b):
            found[PAST.number[link.b if mine == link.a else link.a]] = 2
    found[number] = 3
    return found


def blind(_number: int) -> FloatArray:
    """Suggests nobody."""
    return np.full(SIZE, -np.inf)


def run(method: Method, *others: Method, progress: Progress = silent) -> Report:
    return evaluate(PAST, method, others, timer=clock(), progress=progress)


def test_who_knows_the_future_is_perfect_and_who_suggests_nobody_finds_nothing() -> None:
    report = run(Method("seer", knowing, blind), Method("blind", blind))
    seer, nobody = report.ties
    assert (seer.name, seer.queries, nobody.name) == ("seer", 8, "blind")
    assert list(seer.means.values()) == pytest.approx([1] * 5)
    assert list(nobody.means.values()) == [0] * 5
    assert seer.intervals["mrr"] == pytest.approx((1, 1))
    (needs,) = report.needs
    assert (needs.queries, needs.means["hit@10"]) == (2, 0)


def test_the_time_of_a_query_is_measured_by_the_timer_given() -> None:
    assert run(Method("seer", knowing, blind)).seconds == 0.25


def test_progress_tells_each_step_to_its_end() -> None:
    told: list[tuple[int, int, str]] = []
    whole = Method("seer", knowing, blind, cold=blind, plain=knowing)
    run(whole, progress=lambda done, total, what: told.append((done, total, what)))
    ends = [(total, what) for done, total, what in told if done == total]
    assert ends == [
        (8, "ties: seer"), (2, "needs: seer"), (13, "lists of all"), (8, "cold start: seer"),
        (8, "fairness off: seer"),
    ]  # fmt: skip


def test_the_cold_start_is_compared_with_the_same_queries() -> None:
    report = run(Method("seer", knowing, blind, cold=lambda n: knowing(n) if n < 6 else blind(n)))
    assert report.cold is not None
    assert report.cold.means["hit@10"] == 0.5
    assert report.kept_cold == 0.5
    assert run(Method("blind", blind, blind, cold=blind)).kept_cold == 0


def test_what_fairness_costs_is_paired() -> None:
    report = run(Method("fair", lambda n: knowing(n) if n else blind(n), blind, plain=knowing))
    assert report.fairness is not None
    assert report.fairness.off.means["ndcg@10"] == pytest.approx(1)
    assert report.fairness.loss == pytest.approx(1 / 8)
    low, high = report.fairness.interval
    assert low <= 1 / 8 <= high


def test_the_json_has_numbers_for_measures_and_intervals_beside_them() -> None:
    others = baselines(PAST)
    document = as_json(run(replace(engine(PAST), plain=engine(PAST).ties), *others))
    assert json.loads(json.dumps(document, allow_nan=False)) == document
    for side, names in (
        ("ties", [one.name for one in others]),
        ("needs", [o.name for o in others if o.needs]),
    ):
        assert list(document[side]["baselines"]) == names
        for one in (document[side]["engine"], *document[side]["baselines"].values()):
            assert [*one] == [*MEASURES, "intervals"]
            assert all(0 <= low <= one[name] <= high <= 1 for name, (low, high) in one["intervals"].items())
    assert set(document["exposure"]) == {"gini", "coverage", "floor"}
    assert document["queries"] == {"ties": 8, "needs": 2}
    assert document["fairness"]["ndcg_loss"] == {"value": 0, "interval": [0, 0]}
    assert 0 <= document["bridging"] <= 1
    assert document["cold_start"]["kept"] > 0
    assert document["seconds"] == 0.25


def test_a_folder_without_anything_to_find_says_so_by_empty_measures() -> None:
    nothing = replace(PAST, new_ties=(), needs=())
    found = evaluate(nothing, replace(engine(nothing), plain=blind), baselines(nothing), timer=clock())
    document = as_json(found)
    assert document["ties"]["engine"] == document["needs"]["engine"] == document["fairness"] == {}
    assert document["queries"] == {"ties": 0, "needs": 0}
    assert document["seconds"] == 0
    assert document["exposure"]["coverage"] > 0


def test_an_engine_without_a_cold_start_has_none() -> None:
    document = as_json(run(Method("seer", knowing, blind)))
    assert document["cold_start"] == document["fairness"] == {}


def test_an_engine_must_answer_needs() -> None:
    with pytest.raises(ValueError, match="must answer needs"):
        run(Method("half", knowing))


def test_the_same_seed_gives_the_same_report() -> None:
    first, second = (run(engine(PAST), *baselines(PAST)) for _ in range(2))
    assert as_json(first) == as_json(second)
