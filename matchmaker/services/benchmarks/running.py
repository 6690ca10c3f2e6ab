"""A whole run of the benchmarks: every size, every approach, the same questions, the answers compared."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from statistics import median

import numpy as np

from matchmaker.core.benchmarks.agreement import Best, agrees, exact_best
from matchmaker.core.benchmarks.approach import Approach, Built, Clock, K, Numbers
from matchmaker.core.benchmarks.bandwidth import NBYTES, streaming
from matchmaker.core.benchmarks.corpus import Corpus, Question, Shape, made, postings
from matchmaker.core.benchmarks.figures import Pairs, Report, Row, Size, percentile
from matchmaker.core.benchmarks.report import as_json, lines
from matchmaker.services.benchmarks.pairing import Pairing
from matchmaker.services.benchmarks.workers import share
from matchmaker.store.benchmarks import keep_corpus, read_corpus
from matchmaker.store.machine import read_machine, read_memory

__all__ = ["Plan", "Progress", "as_json", "lines", "measure", "run"]

Progress = Callable[[int, int, str], None]
"""Is told how much of what is done, and what."""

WARM, LEAST, CHANGES = 3, 5, 5
"""Questions before it counts, questions that are asked however long they take, changes."""

OF_WORKERS = 100
"""So many questions each worker asks before its memory is read."""

LOAD_LIMIT = 0.3
"""From so much load for each core on, figures on the wall are not those of a quiet machine."""

LIBRARIES = ("numpy", "scipy", "scikit-learn", "numba", "sparse-dot-topn", "bm25s", "qdrant-edge-py")


@dataclass(frozen=True, slots=True)
class Plan:
    """What to measure: `limit` seconds of asking for each approach, `compared` answers for agreement.

    `pairs` is the size at which all are paired with all, 0 for none; `workers` processes share the index;
    `streamed` bytes are read to measure the memory.
    """

    sizes: tuple[int, ...]
    queries: int
    seed: int
    limit: float = 30.0
    compared: int = 20
    pairs: int = 100_000
    workers: int = 4
    shape: Shape = field(default_factory=Shape)
    cache: Path | None = None
    streamed: int = NBYTES


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions of one size and their exact answers; `plain` are those to questions without weights."""

    corpus: Corpus
    numbers: Numbers
    questions: tuple[Question, ...]
    postings: float
    best: tuple[Best, ...]
    plain: tuple[Best, ...]


def run(
    plan: Plan,
    approaches: Sequence[Approach],
    pairings: Sequence[Pairing],
    *,
    clock: Clock,
    day: str,
    progress: Progress,
) -> Report:
    """Measure all approaches at all sizes.

    Sizes ascend, and within a size one approach after the other is built, asked and given back, so that two
    never hold memory at the same time.
    """
    machine = read_machine(LIBRARIES)
    bandwidth = streaming(clock.cpu, plan.streamed)
    rows: list[Row] = []
    sizes: list[Size] = []
    pairs: list[Pairs] = []
    for size in sorted(set(plan.sizes)):
        corpus, told = _corpus(plan, size, clock, progress)
        asked = _asked(plan, corpus, approaches, progress)
        for approach in approaches:
            rows.append(measure(plan, approach, asked, bandwidth, clock, progress))
            gc.collect()
        if size == plan.pairs:
            pairs += [_pairs(one, corpus, clock, progress) for one in pairings if not one.missing(size)]
        sizes.append(replace(told, postings=asked.postings, peak_bytes=read_memory().peak))
    facts = {
        **asdict(machine),
        "load_per_core": machine.load_per_core,
        "load_limit": LOAD_LIMIT,
        "bandwidth_bytes_s": bandwidth,
        "date": day,
    }
    shape = {**asdict(plan.shape), "k": K}
    return Report(tuple(rows), tuple(sizes), tuple(pairs), plan.seed, shape, facts)


def measure(
    plan: Plan, approach: Approach, asked: Asked, bandwidth: float, clock: Clock, progress: Progress
) -> Row:
    """One row: build, ask, compare, change, and share among processes where that can be done."""
    size = asked.corpus.size
    if why := approach.missing(size):
        return Row(size, approach.name, note=why)
    progress(0, 0, f"{size:,}: building {approach.name}")
    wall, cpu = clock.wall(), clock.cpu()
    built = approach.build(asked.corpus)
    row = Row(size, approach.name, build_s=clock.wall() - wall, build_cpu_s=clock.cpu() - cpu)
    try:
        walls, cpus, answers = _timed(plan, built, asked, clock, _told(progress, size, approach.name))
        row = replace(
            row,
            p50_ms=percentile(walls, 0.5),
            p99_ms=percentile(walls, 0.99),
            cpu_p50_ms=percentile(cpus, 0.5),
            cpu_p99_ms=percentile(cpus, 0.99),
            queries=len(walls),
            index_bytes=built.nbytes or None,
            change_ms=_changed(built, asked, clock),
            note=_noted(approach, plan, whole=len(walls) == len(asked.questions)),
        )
        row = _compared(row, approach, asked, answers)
        if built.posting_bytes:
            read = asked.postings * built.posting_bytes
            row = replace(row, share=read / (percentile(cpus, 0.5) / 1000) / bandwidth)
        if approach.opener is not None:
            progress(0, 0, f"{size:,}: {plan.workers} processes with {approach.name}")
            first = asked.questions[:OF_WORKERS]
            workers = share(approach.opener, built.arrays(), first, count=plan.workers)
            row = replace(row, workers=workers)
    finally:
        built.close()
    return row


def _noted(approach: Approach, plan: Plan, *, whole: bool) -> str:
    """What one must know to read the row."""
    return "; ".join(filter(None, (approach.note, "" if whole else f"stopped after {plan.limit:g} s")))


def _corpus(plan: Plan, size: int, clock: Clock, progress: Progress) -> tuple[Corpus, Size]:
    """The corpus, kept from an earlier run or made now."""
    wall, cpu = clock.wall(), clock.cpu()
    corpus = read_corpus(plan.cache, plan.shape, size, plan.seed) if plan.cache else None
    if corpus is None:
        what = f"{size:,}: making the corpus"
        corpus = made(plan.shape, size, seed=plan.seed, told=lambda done, of: progress(done, of, what))
        if plan.cache:
            keep_corpus(plan.cache, corpus)
    seconds, cpu_seconds = clock.wall() - wall, clock.cpu() - cpu
    return corpus, Size(size, int(corpus.matrix.nnz), corpus.nbytes, seconds, cpu_seconds, 0.0)


def _asked(plan: Plan, corpus: Corpus, approaches: Sequence[Approach], progress: Progress) -> Asked:
    """The questions, and the exact answers to the first of them."""
    progress(0, 0, f"{corpus.size:,}: exact answers to compare with")
    numbers = corpus.asking(plan.queries)
    questions = tuple(corpus.question(number) for number in numbers.tolist())
    texts = np.bincount(corpus.matrix.indices, minlength=corpus.shape.width)
    first = questions[: plan.compared]
    plain = [replace(one, weights=np.ones_like(one.weights)) for one in first]
    needed = any(not one.weighted and not one.missing(corpus.size) for one in approaches)
    return Asked(
        corpus,
        numbers,
        questions,
        median(postings(texts, one) for one in questions),
        tuple(exact_best(corpus.matrix, first, K)),
        tuple(exact_best(corpus.matrix, plain, K)) if needed else (),
    )


def _timed(
    plan: Plan, built: Built, asked: Asked, clock: Clock, told: Callable[[int, int], None]
) -> tuple[list[float], list[float], list[Numbers]]:
    """Milliseconds on the wall and of the processor for each question, and the first answers."""
    prepared = [built.prepare(question) for question in asked.questions]
    until = clock.wall() + plan.limit / 10
    for done, one in enumerate(prepared[:WARM]):
        # The first question compiles and reads what is mapped; a slow approach needs no more of them.
        if done == 0 or clock.wall() < until:
            built.ask(one)
    walls: list[float] = []
    cpus: list[float] = []
    answers: list[Numbers] = []
    until = clock.wall() + plan.limit
    for done, one in enumerate(prepared):
        if done >= LEAST and clock.wall() > until:
            break
        wall, cpu = clock.wall(), clock.cpu()
        answer = built.ask(one)
        cpu, wall = clock.cpu() - cpu, clock.wall() - wall
        walls.append(1000 * wall)
        cpus.append(1000 * cpu)
        if done < plan.compared:
            answers.append(built.numbers(answer))
        told(done + 1, len(prepared))
    return walls, cpus, answers


def _compared(row: Row, approach: Approach, asked: Asked, answers: Sequence[Numbers]) -> Row:
    """The row with how many of the answers hold an exact top k; ties may stand in any order."""
    if not approach.exact:
        return row
    agree = same = 0
    for number, answer in enumerate(answers):
        question = asked.questions[number]
        if not approach.weighted:
            question = replace(question, weights=np.ones_like(question.weights))
        best = (asked.best if approach.weighted else asked.plain)[number]
        agree += agrees(asked.corpus.matrix, question, best, answer)
        same += bool(np.array_equal(answer, best.numbers))
    return replace(row, compared=len(answers), agree=agree, same=same)


def _changed(built: Built, asked: Asked, clock: Clock) -> float | None:
    """Milliseconds until one change has shown in an answer, the median of some; None where all is rebuilt."""
    taken = []
    for number, question in zip(asked.numbers.tolist(), asked.questions[-CHANGES:], strict=False):
        wall = clock.wall()
        if not built.change(number, question):
            return None
        taken.append(1000 * (clock.wall() - wall))
    return median(taken)


def _pairs(pairing: Pairing, corpus: Corpus, clock: Clock, progress: Progress) -> Pairs:
    """All for all, or for as many rows as the approach is given time for."""
    progress(0, 0, f"{corpus.size:,}: all pairs with {pairing.name}")
    work, rows = pairing.prepare(corpus)
    wall, cpu = clock.wall(), clock.cpu()
    work()
    return Pairs(corpus.size, pairing.name, rows, clock.wall() - wall, clock.cpu() - cpu, pairing.note)


def _told(progress: Progress, size: int, name: str) -> Callable[[int, int], None]:
    def told(done: int, of: int) -> None:
        progress(done, of, f"{size:,}: asking {name}")

    return told
