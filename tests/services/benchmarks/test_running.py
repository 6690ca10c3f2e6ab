from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

import pytest
from scipy.sparse import csr_array

from matchmaker.core.benchmarks.agreement import exact_best
from matchmaker.core.benchmarks.approach import Arrays, Built, K, Numbers
from matchmaker.core.benchmarks.corpus import Corpus, Question
from matchmaker.core.benchmarks.figures import Report, Row
from matchmaker.services.benchmarks.pairing import Pairing, Work
from matchmaker.services.benchmarks.plain import LinearKernel, Rebuilt, StoredTranspose
from matchmaker.services.benchmarks.running import LEAST, Plan, as_json, lines, run
from tests.core.benchmarks.shapes import SMALL
from tests.services.benchmarks.clocks import ticking

PLAN = Plan((200,), 12, 3, limit=100, compared=6, pairs=200, workers=2, shape=SMALL, streamed=2**16)


@dataclass(slots=True)
class Kept(Rebuilt):
    """An index that only knows rows; it can be changed, shared, and closed."""

    corpus: Corpus
    closed: list[str]
    wrong: bool = False
    posting_bytes: ClassVar[int] = 8

    def prepare(self, question: Question) -> Question:
        return question

    def ask(self, prepared: Question) -> Numbers:
        (best,) = exact_best(self.corpus.matrix, [prepared], K)
        return best.numbers[::-1] if self.wrong else best.numbers

    def numbers(self, answer: Numbers) -> Numbers:
        return answer[:-1] if self.wrong else answer

    def change(self, number: int, question: Question) -> bool:
        self.ask(question)
        return True

    def arrays(self) -> Arrays:
        matrix = self.corpus.matrix
        return {"data": matrix.data, "indices": matrix.indices, "indptr": matrix.indptr}

    def close(self) -> None:
        self.closed.append("closed")


def opened(arrays: Arrays) -> Built:
    """The index from its arrays, in a worker."""
    parts = (arrays["data"], arrays["indices"], arrays["indptr"])
    matrix = csr_array(parts, shape=(len(arrays["indptr"]) - 1, SMALL.width))
    return Kept(0, Corpus(matrix, SMALL, 0), [])


@dataclass(frozen=True)
class Whole:
    """An approach for the tests of what a run does with one."""

    closed: list[str]
    name: str = "matchmaker (scipy)"
    exact: bool = True
    weighted: bool = True
    opener: Callable[[Arrays], Built] | None = None
    note: str = ""
    wrong: bool = False

    def missing(self, size: int) -> str:
        return "too large" if size > 250 else ""

    def build(self, corpus: Corpus) -> Built:
        return Kept(77, corpus, self.closed, self.wrong)


def test_a_run_measures_all_approaches_with_the_same_questions_and_finds_that_they_agree() -> None:
    told: list[str] = []
    report = run(
        PLAN,
        [LinearKernel(), StoredTranspose()],
        [],
        clock=ticking(),
        day="2026-11-28",
        progress=lambda _done, _of, what: told.append(what),
    )
    kernel, transpose = report.rows
    for row in (kernel, transpose):
        assert (row.n, row.queries, row.compared, row.agree) == (200, 12, 6, 6)
        assert row.p50_ms == pytest.approx(1)
        assert row.cpu_p50_ms == pytest.approx(0.5)
        assert (row.change_ms, row.workers, row.note) == (None, None, "")
    assert report.sizes[0].postings > 0
    assert report.machine["date"] == "2026-11-28"
    assert report.machine["bandwidth_bytes_s"] > 0
    assert report.shape["words"] == 600
    assert "200: asking scipy stored transpose" in told
    assert as_json(report)["rows"][0]["approach"] == "scikit-learn linear_kernel"
    assert any("scipy stored transpose" in line for line in lines(report))


def test_an_index_is_changed_shared_among_processes_and_given_back() -> None:
    closed: list[str] = []
    (row,) = _rows(Whole(closed, opener=opened))
    assert row.change_ms == pytest.approx(1)
    assert row.index_bytes == 77
    assert row.same == row.agree == 6
    assert closed == ["closed"]
    assert row.workers is not None
    assert row.workers.count == 2
    # What each has loaded is much more than an index of this size.
    assert 0 < row.workers.private < row.workers.together
    assert row.share is not None
    assert row.share > 0


def test_an_answer_that_is_wrong_is_counted() -> None:
    (row,) = _rows(Whole([], wrong=True))
    assert (row.compared, row.agree, row.same) == (6, 0, 0)


def test_an_approach_that_scores_something_else_is_not_compared() -> None:
    (row,) = _rows(Whole([], exact=False, wrong=True))
    assert (row.compared, row.agree) == (0, 0)


def test_an_approach_that_knows_no_weights_is_compared_without_them() -> None:
    (row,) = _rows(Whole([], weighted=False, note="not weighed"))
    # It is asked with weights all the same, and its answers are others for most.
    assert row.compared == 6
    assert row.same < 6
    assert row.note == "not weighed"


def test_what_is_missing_has_a_row_that_says_why() -> None:
    small, large = _rows(Whole([]), replace(PLAN, sizes=(300, 200), pairs=0))
    assert (small.n, small.note) == (200, "")
    assert (large.n, large.p50_ms, large.note) == (300, None, "too large")


def test_a_slow_approach_is_stopped_and_says_so() -> None:
    (row,) = _rows(Whole([]), replace(PLAN, limit=0.01))
    assert LEAST <= row.queries < 12
    assert row.note == "stopped after 0.01 s"
    assert row.compared == min(row.queries, 6)


def test_all_pairs_are_measured_at_their_size_alone() -> None:
    asked: list[int] = []

    def prepare(corpus: Corpus) -> tuple[Work, int]:
        return lambda: asked.append(corpus.size), 50

    pairings = [Pairing("a", lambda _size: "", prepare), Pairing("b", lambda _size: "missing", prepare)]
    report = run(PLAN, [], pairings, clock=ticking(), day="", progress=lambda *_: None)
    assert asked == [200]
    (pair,) = report.pairs
    assert (pair.approach, pair.rows, pair.n) == ("a", 50, 200)
    assert pair.of_all == pytest.approx(4 * pair.cpu_seconds)


def test_a_corpus_is_kept_only_when_asked_and_then_read_again(tmp_path: Path) -> None:
    plan = replace(PLAN, cache=tmp_path)
    first, told = _told(plan)
    assert any("making the corpus" in what for what in told)
    again, told = _told(plan)
    assert not any("making the corpus" in what for what in told)
    assert first.rows[0].agree == again.rows[0].agree == 6
    assert first.sizes[0].nonzeros == again.sizes[0].nonzeros
    assert len(list(tmp_path.iterdir())) == 1


def _told(plan: Plan) -> tuple[Report, list[str]]:
    told: list[str] = []
    report = run(
        plan,
        [StoredTranspose()],
        [],
        clock=ticking(),
        day="",
        progress=lambda _d, _o, what: told.append(what),
    )
    return report, told


def _rows(approach: Whole, plan: Plan = PLAN) -> tuple[Row, ...]:
    return run(plan, [approach], [], clock=ticking(), day="", progress=lambda *_: None).rows
