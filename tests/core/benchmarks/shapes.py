"""A small corpus for tests: as the large one in everything but size."""

from __future__ import annotations

from functools import cache

from matchmaker.core.benchmarks.corpus import Corpus, Shape, made

SMALL = Shape(words=600, topics=6, vocabulary=80)


@cache
def small(size: int = 300, seed: int = 5) -> Corpus:
    """A corpus of a few hundred organisations; nobody changes it."""
    return made(SMALL, size, seed=seed)
