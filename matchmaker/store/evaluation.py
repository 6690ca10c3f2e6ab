"""Evaluation folders: a network's past in up to seven CSV files, cut at one day.

`organisations.csv` and `ties.csv` must be there; every other file, and every column that is not needed to
know what a row speaks of, may be missing or empty. What cannot be used is left out and counted.
"""

from __future__ import annotations

import csv
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from matchmaker.core.entities import Activity, Kind, Link, Profile
from matchmaker.core.evaluation.folder import EvaluationNeed, Past
from matchmaker.core.regions import country_of
from matchmaker.core.words import N_
from matchmaker.errors import Invalid
from matchmaker.store.evaluation_cells import as_day, as_point, as_weight
from matchmaker.store.gazetteer import open_countries

LONGEST_CELL = 2**31 - 1
"""Organisations with many projects have longer texts than the csv module takes by itself."""

NEEDED = ("organisations.csv", "ties.csv")

Row = Mapping[str, str]


def read_evaluation(folder: Path) -> Past:
    """Read a folder.

    Raises:
        Invalid: it is no evaluation folder, or a file cannot be read.
    """
    if not folder.is_dir():
        raise Invalid(N_("There is no folder %(name)s. Check its name."), name=str(folder))
    return _Reading(folder).past()


class _Reading:
    """One folder while it is read; counts what is left out."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.left_out: Counter[str] = Counter()
        self.words: dict[str, str] = {}
        self.countries = open_countries()

    def past(self) -> Past:
        organisations = tuple(self._organisations())
        known = {one.id for one in organisations}
        ties = self._ties("ties.csv", known, frozenset())
        new_ties = self._ties("new_ties.csv", known, frozenset((tie.a, tie.b) for tie in ties))
        needs = tuple(self._needs())
        partners = self._pairs(
            "need_partners.csv", ("need", "organisation"), {one.id for one in needs}, known
        )
        return Past(
            organisations=organisations,
            ties=ties,
            new_ties=new_ties,
            needs=needs,
            need_partners={need: frozenset(some) for need, some in partners.items()},
            activities=tuple(self._activities(known)),
            words=self.words,
            left_out=dict(self.left_out),
        )

    def _organisations(self) -> Iterator[Profile]:
        for key, row in self._things("organisations.csv"):
            self.words[key] = row.get("kind", "")
            lat, lon = as_point(row.get("lat", ""), row.get("lon", ""))
            region = row.get("nuts", "").upper()
            yield Profile(
                id=key,
                name=row.get("name", ""),
                kind=_kind(self.words[key]),
                about=row.get("text", ""),
                country=self.countries.code(row.get("country", "")) or country_of(region),
                region=region,
                place=row.get("city", ""),
                lat=lat,
                lon=lon,
            )

    def _ties(self, name: str, known: set[str], before: frozenset[tuple[str, str]]) -> tuple[Link, ...]:
        """The ties of a file that were not known `before`; the same tie twice keeps what is more."""
        found: dict[tuple[str, str], Link] = {}
        for row in self._rows(name, ("a", "b")):
            a, b = sorted((row["a"], row["b"]))
            if why := _wrong_tie(a, b, known, before):
                self._leave_out(name, why)
                continue
            link = Link(a, b, weight=as_weight(row.get("weight", "")), day=as_day(row.get("since", "")))
            if (a, b) in found:
                self._leave_out(name, "twice")
                link = _joined(found[a, b], link)
            found[a, b] = link
        return tuple(found.values())

    def _needs(self) -> Iterator[EvaluationNeed]:
        for key, row in self._things("needs.csv"):
            country = self.countries.code(row.get("country", ""))
            yield EvaluationNeed(key, row.get("text", ""), country, as_day(row.get("since", "")))

    def _activities(self, known: set[str]) -> Iterator[Activity]:
        rows = dict(self._things("activities.csv"))
        members = self._pairs("participations.csv", ("activity", "organisation"), rows.keys(), known)
        for key, row in rows.items():
            some = tuple(sorted(members.get(key, ())))
            yield Activity(key, row.get("text", ""), some, as_day(row.get("since", "")))

    def _pairs(
        self, name: str, columns: tuple[str, str], things: Iterable[str], known: set[str]
    ) -> dict[str, set[str]]:
        """Who belongs to which need or activity."""
        found: dict[str, set[str]] = {key: set() for key in things}
        for row in self._rows(name, columns):
            key, organisation = (row[column] for column in columns)
            if key not in found or organisation not in known:
                self._leave_out(name, "unknown")
            else:
                found[key].add(organisation)
        return found

    def _things(self, name: str) -> Iterator[tuple[str, Row]]:
        """The rows of a file by their id; the first of two that share one."""
        seen = set()
        for row in self._rows(name, ("id",)):
            key = row["id"]
            if not key or key in seen:
                self._leave_out(name, "twice" if key else "without an id")
                continue
            seen.add(key)
            yield key, row

    def _leave_out(self, name: str, why: str) -> None:
        self.left_out[f"{name}: {why}"] += 1

    def _rows(self, name: str, columns: Iterable[str]) -> Iterator[Row]:
        """The rows of one file, every cell trimmed; none where a file that may be missing is."""
        path = self.folder / name
        if not path.is_file():
            if name in NEEDED:
                raise Invalid(N_("The folder %(folder)s has no file %(name)s."),
                              folder=str(self.folder), name=name)  # fmt: skip
            return
        csv.field_size_limit(LONGEST_CELL)
        try:
            with path.open(encoding="utf-8-sig", newline="") as file:
                yield from _records(csv.reader(file), name, columns)
        except UnicodeDecodeError as error:
            raise Invalid(N_("The file %(name)s is not in UTF-8. Save it again as CSV (UTF-8)."),
                          name=name) from error  # fmt: skip


def _records(lines: Iterator[list[str]], name: str, columns: Iterable[str]) -> Iterator[Row]:
    head = [cell.strip().lower() for cell in next(lines, [])]
    if missing := [column for column in columns if column not in head]:
        raise Invalid(
            N_("The file %(name)s has no column %(columns)s. Its first row must name the columns."),
            name=name,
            columns=", ".join(missing),
        )
    for line in lines:
        if any(line):
            cells = [unicodedata.normalize("NFC", cell).strip() for cell in line]
            # A row may be shorter than the head; what it lacks is empty.
            cells += [""] * (len(head) - len(cells))
            yield dict(zip(head, cells, strict=False))


def _wrong_tie(a: str, b: str, known: set[str], before: frozenset[tuple[str, str]]) -> str:
    """Why a tie is left out, or ""."""
    if a not in known or b not in known:
        return "unknown"
    if a == b:
        return "with itself"
    return "known before" if (a, b) in before else ""


def _joined(one: Link, other: Link) -> Link:
    """The same tie from two rows: the larger weight, the earlier day."""
    days = [link.day for link in (one, other) if link.day is not None]
    return Link(one.a, one.b, weight=max(one.weight, other.weight), day=min(days, default=None))


def _kind(word: str) -> Kind | None:
    try:
        return Kind(word.casefold())
    except ValueError:
        return None
