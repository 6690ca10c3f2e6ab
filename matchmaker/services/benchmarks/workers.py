"""Memory of workers: fresh processes that map one index, ask, and say what they hold."""

from __future__ import annotations

import multiprocessing
import tempfile
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from matchmaker.core.benchmarks.approach import Arrays, Built
from matchmaker.core.benchmarks.corpus import Question
from matchmaker.core.benchmarks.figures import Workers
from matchmaker.store.benchmarks import open_arrays, write_arrays
from matchmaker.store.machine import Memory, read_memory

if TYPE_CHECKING:
    from multiprocessing.synchronize import Barrier

Opener = Callable[[Arrays], Built]

PATIENCE = 300.0
"""Seconds to wait for all workers: one that dies must not hold up the run for ever."""


def share(opener: Opener, arrays: Arrays, questions: Sequence[Question], *, count: int) -> Workers | None:
    """What `count` processes hold that have mapped `arrays` and asked the questions.

    `opener` is a function of a module, since fresh processes find it by its name. None where a worker did not
    answer, or where the system does not tell the memory of a process.
    """
    with tempfile.TemporaryDirectory(prefix="matchmaker-bench-") as folder:
        write_arrays(Path(folder), arrays)
        told = list(_told(opener, folder, list(questions), count))
    if len(told) < count or not all(memory.pss for _, memory in told):
        return None
    return Workers(
        count=count,
        private=int(median(memory.private for _, memory in told)),
        pss=int(median(memory.pss for _, memory in told)),
        bare=int(median(bare.private for bare, _ in told)),
        together=sum(memory.pss for _, memory in told),
    )


def _told(
    opener: Opener, folder: str, questions: list[Question], count: int
) -> Iterator[tuple[Memory, Memory]]:
    """What each worker held before it opened the index, and with it."""
    # Forked processes would share what this one holds, and look smaller than workers are.
    spawned = multiprocessing.get_context("spawn")
    barrier, workers = spawned.Barrier(count), []
    for _ in range(count):
        mine, theirs = spawned.Pipe(duplex=False)
        worker = spawned.Process(target=_work, args=(opener, folder, questions, barrier, theirs))
        worker.start()
        # Only the worker may hold this end: then its death is told at once.
        theirs.close()
        workers.append((worker, mine))
    for worker, mine in workers:
        try:
            if mine.poll(PATIENCE):
                yield mine.recv()
        except EOFError:
            # It died before it told anything; the others give up at the barrier.
            barrier.abort()
        worker.join()


def _work(opener: Opener, folder: str, questions: list[Question], barrier: Barrier, told: Connection) -> None:
    """One worker: all wait until all have asked, so that what is shared is shared by all."""
    bare = read_memory()
    built = opener(open_arrays(Path(folder)))
    ask_all(built, questions)
    barrier.wait(PATIENCE)
    memory = read_memory()
    barrier.wait(PATIENCE)
    # Only now may the index go: what nobody holds any more is not mapped either.
    built.close()
    told.send((bare, memory))


def ask_all(built: Built, questions: Sequence[Question]) -> None:
    """Ask every question once."""
    for question in questions:
        built.numbers(built.ask(built.prepare(question)))
