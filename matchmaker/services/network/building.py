"""When the index of a large network is built anew: by a job, in a process of its own, beside the pages."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

import structlog

from matchmaker.core.audience import Closeness
from matchmaker.db import Database
from matchmaker.services.network import index
from matchmaker.services.network.loading import count_profiles, count_touched, load_weights
from matchmaker.store.folders.opening import Version

MOST_CHANGES = 1_000
"""With more changes lying over a version the next look of the clock builds another."""

BETWEEN_REPORTS = 0.5
"""Seconds."""

log = structlog.get_logger()


def list_due(database: Database, *, today: date) -> list[Closeness]:
    """Which of the two indexes should be built; none in a network of usual size."""
    folder = database.folder
    if folder is None or not is_large(database):
        return []
    due = [one for one in index.PARTS if one is Closeness.MEMBER or _has_reserve(folder)]
    return [one for one in due if _is_due(database, folder, one, today)]


def is_large(database: Database) -> bool:
    """Whether the network of a database is answered from an index."""
    with database.reading() as session:
        return count_profiles(session) > index.LARGE


def build_due(database: Database, *, today: date, progress: index.Progress = index.silent) -> list[Closeness]:
    """Build what is due, each in a process of its own, so that no reader of this one waits; which were built.

    `progress` is called twice a second; what it raises ends the building, and what answered goes on.

    Raises:
        RuntimeError: a process ended without having built; its log says why.
    """
    built = list[Closeness]()
    for done, closeness in enumerate(index.PARTS):
        # Asked again for each: whether visitors need one of their own stands in that of members.
        if closeness in list_due(database, today=today):
            for _ in _apart(database, closeness, today):
                progress(done, len(index.PARTS))
            built.append(closeness)
    return built


@dataclass(frozen=True, slots=True)
class Part:
    """One of the two indexes as it lies on the disk; `touched` have changed since it was made."""

    name: str
    stakeholders: int
    day: date
    revision: int
    bytes: int
    touched: int


def list_parts(database: Database) -> list[Part]:
    """The indexes that there are; none where the network is of usual size."""
    found, folder = list[Part](), database.folder
    if folder is None:
        return found
    for closeness, name in index.PARTS.items():
        version = index.versions_of(folder, closeness).current().version
        if version is not None:
            with database.reading() as session:
                touched = count_touched(session, version.revision)
            size, day = version.facts["stakeholders"], date.fromisoformat(version.facts["day"])
            found.append(Part(name, size, day, version.revision, version.manifest.size, touched))
    return found


def forget_older(database: Database, *, today: date) -> None:
    """After an erasure: no version may answer, or lie on the disk, that was made before.

    Raises:
        Busy: somebody builds at this moment; try again.
        NoRoom, CannotWrite: the disk refuses.
    """
    folder = database.folder
    if folder is None:
        return
    large = is_large(database)
    for closeness in index.PARTS:
        versions = index.versions_of(folder, closeness)
        if not versions.root.is_dir():
            continue
        if not large or versions.current().version is None:
            index.drop_part(folder, closeness)
            continue
        index.build(database, closeness, today=today)
        if (made := versions.current().version) is not None:
            versions.drop_older(made.revision)


def _has_reserve(folder: Path) -> bool:
    """Whether somebody keeps something from visitors, as far as the index of members tells."""
    version = index.versions_of(folder, Closeness.MEMBER).current().version
    return version is not None and len(version.arrays["seen.parted"]) > 0


def _is_due(database: Database, folder: Path, closeness: Closeness, today: date) -> bool:
    found = index.versions_of(folder, closeness).current()
    version = found.version
    if version is None or found.wants_building or not index.belongs(database, version):
        return True
    return _is_old(database, version, today)


def _is_old(database: Database, version: Version, today: date) -> bool:
    """Whether it is of another day, of other weights, or has too much lying over it."""
    with database.reading() as session:
        touched, weights = count_touched(session, version.revision), load_weights(session)
    learnt = {question.value: dict(own) for question, own in weights.items()}
    facts = version.facts
    return facts["day"] != today.isoformat() or facts["network"]["learnt"] != learnt or touched > MOST_CHANGES


def _apart(database: Database, closeness: Closeness, today: date) -> Iterator[None]:
    """Build in a process of its own, and tell twice a second that it goes on."""
    given = database.url.render_as_string(hide_password=False), database.folder, database.secret
    process = get_context("spawn").Process(target=_build, args=(*given, closeness, today), daemon=True)
    process.start()
    try:
        while process.is_alive():
            process.join(BETWEEN_REPORTS)
            yield
    finally:
        _end(process)
    if process.exitcode:
        raise RuntimeError(f"The index was not built: its process ended with {process.exitcode}.")


def _end(process: BaseProcess) -> None:
    if process.is_alive():
        # What was written so far is no version, and the next build removes it.
        process.kill()
        process.join()


def _build(url: str, folder: Path, secret: str, closeness: Closeness, today: date) -> None:
    """What the process does."""
    # Standard output is that of who began it, and may go on into another program.
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    database = Database(url, folder=folder, secret=secret)
    try:
        index.build(database, closeness, today=today)
    finally:
        database.dispose()
