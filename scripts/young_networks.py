"""Measure how the engine does in a new network, on parts of an evaluation folder drawn by snowball.

    python -m scripts.young_networks FOLDER

For each size it draws several networks (core.evaluation.young) and asks each the same questions three times:
the engine with the weights learnt from that network's own past, with the shipped weights, and TF-IDF. It
prints the means over the queries of all draws, and the differences with intervals from resampled draws (from
resampled queries where there is one network only, such as the whole folder). With 30 organisations a list of
ten holds a third of all, so hit@10 says little there: nDCG@10 and MRR are the figures.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from matchmaker.core.answers import Question
from matchmaker.core.evaluation.baselines import baselines
from matchmaker.core.evaluation.engine import engine
from matchmaker.core.evaluation.folder import Past
from matchmaker.core.evaluation.intervals import grouped
from matchmaker.core.evaluation.measures import MEASURES
from matchmaker.core.evaluation.method import Method
from matchmaker.core.evaluation.questions import Partners, need_questions, tie_questions
from matchmaker.core.evaluation.run import Evaluation, silent
from matchmaker.core.evaluation.told import told
from matchmaker.core.evaluation.young import drawn
from matchmaker.core.learning.learn import Learnt, learn
from matchmaker.core.reader import FloatArray
from matchmaker.store.evaluation import read_evaluation

SIZES = (30, 100, 300, 1_000)
DRAWS = 20
LARGE, DRAWS_OF_LARGE = 1_000, 5
SHIPPED = Learnt({}, {})
SHOWN = ("ndcg@10", "mrr", "hit@10", "recall@10")
COLUMNS = [MEASURES.index(name) for name in SHOWN]
COMPARED = (("learnt", "tfidf"), ("shipped", "tfidf"), ("learnt", "shipped"))
EXAMPLES = (0, 5, 10, 20, 40, 80, 160, 320, 10_000)
QUESTIONS = {"ties": Question.PROFILE, "needs": Question.TEXT}


@dataclass(frozen=True)
class Drawn:
    """One drawn network: for each kind of question the examples learnt from, and each method's measures."""

    size: int
    examples: dict[str, int]
    values: dict[str, dict[str, FloatArray]]


def measured(past: Past, size: int, seed: int) -> Drawn:
    """One network, drawn and asked."""
    young = drawn(past, size, seed)
    profiles, activities = told(young)
    learnt = learn(profiles, young.ties, activities, today=young.split)
    methods = {
        "learnt": engine(young, learnt=learnt),
        "shipped": engine(young, learnt=SHIPPED),
        "tfidf": next(one for one in baselines(young) if one.name == "tfidf"),
    }
    run = Evaluation(young, Partners(young), time.perf_counter, silent, seed)
    examples = {what: learnt.examples[question] for what, question in QUESTIONS.items()}
    return Drawn(size, examples, {what: dict(asked(run, what, methods)) for what in QUESTIONS})


def asked(run: Evaluation, what: str, methods: dict[str, Method]) -> Iterator[tuple[str, FloatArray]]:
    """The measures of each query (rows) by each method."""
    questions = tie_questions(run.past, run.partners) if what == "ties" else need_questions(run.past)
    for name, method in methods.items():
        scores = method.ties if what == "ties" else method.needs
        assert scores is not None
        yield name, run.ask(name, what, scores, questions)[1][:, COLUMNS]


def pooled(draws: Sequence[Drawn], what: str, name: str) -> FloatArray:
    """The measures of the queries of all draws."""
    return np.concatenate([one.values[what][name] for one in draws])


def table(draws: Sequence[Drawn], what: str, seed: int) -> Iterator[str]:
    """The means of the methods, and how far they are apart."""
    of = np.repeat(np.arange(len(draws)), [len(one.values[what]["tfidf"]) for one in draws])
    yield f"{what}: {len(of)} queries in {len(set(of.tolist()))} of {len(draws)} networks"
    if not len(of):
        return
    for name in ("learnt", "shipped", "tfidf"):
        means = pooled(draws, what, name).mean(axis=0)
        yield f"  {name:18}" + "".join(f"{value:26.3f}" for value in means)
    # A single network says nothing of others, but its queries tell how sure its own means are.
    groups = of if len(set(of.tolist())) > 1 else np.arange(len(of))
    for one, other in COMPARED:
        apart = pooled(draws, what, one) - pooled(draws, what, other)
        spans = zip(apart.mean(axis=0), grouped(apart, groups, seed=seed), strict=True)
        cells = [f"{mean:+.3f} ({low:+.3f} {high:+.3f})" for mean, (low, high) in spans]
        yield f"  {one + ' - ' + other:18}" + "".join(f"{text:>26}" for text in cells)


def by_examples(draws: Sequence[Drawn], what: str, seed: int) -> Iterator[str]:
    """What learning adds to the shipped weights, by the number of examples that a network gave."""
    yield f"{what}: learnt - shipped by the number of examples"
    for least, below in pairwise(EXAMPLES):
        those = [one for one in draws if least <= one.examples[what] < below]
        if those:
            yield f"  {least} to {below - 1}"
            yield from (line for line in table(those, what, seed) if "tfidf" not in line)


def lines(past: Past, options: argparse.Namespace) -> Iterator[str]:
    """The whole report, each part as soon as it is known."""
    yield f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}"
    yield f"{len(past.organisations)} organisations; sizes {options.sizes}; seeds from {options.seed}"
    yield " " * 20 + "".join(f"{name:>26}" for name in SHOWN)
    everything: list[Drawn] = []
    for size in options.sizes:
        begun = time.perf_counter()
        count = min(options.draws, DRAWS_OF_LARGE) if size >= LARGE else options.draws
        draws = [measured(past, size, options.seed + draw) for draw in range(count)]
        everything += draws
        counts = ", ".join(f"{what} {middle([one.examples[what] for one in draws])}" for what in QUESTIONS)
        yield f"\n{size} organisations, {count} draws, {time.perf_counter() - begun:.0f} s"
        yield f"examples to learn from, median (least to most): {counts}"
        for what in QUESTIONS:
            yield from table(draws, what, options.seed)
    yield "\nall sizes"
    for what in QUESTIONS:
        yield from by_examples(everything, what, options.seed)


def middle(counts: Iterable[int]) -> str:
    """The median of some counts, and their range."""
    found = sorted(counts)
    return f"{np.median(found):.0f} ({found[0]} to {found[-1]})"


def parse() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--draws", type=int, default=DRAWS)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def main() -> None:
    """Read, draw, measure, print."""
    options = parse()
    for line in lines(read_evaluation(options.folder), options):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
