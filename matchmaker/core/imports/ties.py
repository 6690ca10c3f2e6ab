"""Ties from two columns of ids: each row created, there already, or refused with the reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from matchmaker.core.imports.cells import clean_text
from matchmaker.core.imports.columns import ColumnMapping
from matchmaker.core.imports.plan import Outcome
from matchmaker.core.imports.remarks import Remark, remark
from matchmaker.core.imports.sheet import Row, Sheet
from matchmaker.core.imports.values import read_year
from matchmaker.core.words import N_

LABEL_LENGTH = 300
KIND_LENGTH = 32


@dataclass(frozen=True, slots=True)
class TieRow:
    """What becomes of one row; `a < b` are our ids, "" in a refused row."""

    number: int
    outcome: Outcome
    a: str = ""
    b: str = ""
    label: str = ""
    kind: str = ""
    since: int | None = None
    reasons: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class TiePlan:
    """All rows of a file of ties in its order."""

    rows: tuple[TieRow, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows have each outcome; the five sum to the number of rows, two of them always 0."""
        found = Counter(row.outcome for row in self.rows)
        return {outcome.value: found[outcome] for outcome in Outcome if outcome is not Outcome.REMOVED}


def plan_ties(
    sheet: Sheet,
    mapping: ColumnMapping,
    known: Mapping[str, str],
    *,
    existing: Collection[tuple[str, str, str]] = frozenset(),
) -> TiePlan:
    """What importing these ties would do.

    `known` maps each id that a row may use (ours, or the source's) to our id; `existing` holds the ties that
    are there as (a, b, label) with a < b.

    Raises:
        MappingError: a column of ids is missing.
    """
    mapping.check(["a", "b"])
    taken = set(existing)
    planned = [_unread(problem.number, problem.remark) for problem in sheet.problems]
    for row in sheet.rows:
        tie = _read(row, sheet, mapping, known)
        if tie.outcome is Outcome.CREATED:
            if (tie.a, tie.b, tie.label) in taken:
                tie = TieRow(
                    tie.number, Outcome.SAME, tie.a, tie.b, tie.label, tie.kind, tie.since, tie.reasons
                )
            taken.add((tie.a, tie.b, tie.label))
        planned.append(tie)
    return TiePlan(tuple(sorted(planned, key=lambda row: row.number)))


def _unread(number: int, reason: Remark) -> TieRow:
    return TieRow(number, Outcome.REFUSED, reasons=(reason,))


def _read(row: Row, sheet: Sheet, mapping: ColumnMapping, known: Mapping[str, str]) -> TieRow:
    cells = dict(zip(sheet.headers, row.cells, strict=True))

    def one(key: str) -> str:
        return next((text for header in mapping.headers(key) if (text := clean_text(cells[header]))), "")

    ids = [one("a"), one("b")]
    if not all(ids):
        return _unread(row.number, remark(N_("A tie needs the ids of both partners; one is missing.")))
    if unknown := [source_id for source_id in ids if source_id not in known]:
        return _unread(
            row.number,
            remark(
                N_("No stakeholder has the id %(ids)s. Import the stakeholders first, or mend the id."),
                ids=", ".join(unknown),
            ),
        )
    a, b = sorted(known[source_id] for source_id in ids)
    if a == b:
        return _unread(
            row.number, remark(N_("Both ids are the same stakeholder, and nobody is their own partner."))
        )
    since, warning = read_year(one("since"))
    return TieRow(
        row.number,
        Outcome.CREATED,
        a,
        b,
        one("label")[:LABEL_LENGTH],
        one("kind")[:KIND_LENGTH],
        since,
        (warning,) if warning else (),
    )
