"""What an import would do: rows read, records met, every row given its outcome, nothing written yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.imports.cells import clean_text
from matchmaker.core.imports.draft import Draft, Refused
from matchmaker.core.imports.groups import PlanError
from matchmaker.core.imports.plan import NOT_TAKEN, Outcome, Plan, plan
from matchmaker.core.imports.rows import Lookups, read_row
from matchmaker.core.imports.ties import TiePlan, plan_ties
from matchmaker.models import Tie
from matchmaker.models.ids import new_id
from matchmaker.services import places, removals
from matchmaker.services.exchange.files import Table, as_invalid, checked
from matchmaker.services.exchange.records import Fingerprint, find_ids, list_existing, read_fingerprint

Progress = Callable[[int, int], None]
STEP = 250


def silent(_done: int, _total: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What somebody wants to bring in. `decisions`: row number -> what was decided by hand."""

    source: str
    stakeholders: Table | None = None
    ties: Table | None = None
    decisions: Mapping[int, str] = field(default_factory=dict)
    strict: bool = False

    @property
    def total(self) -> int:
        """How many rows there are in both files."""
        return sum(table.sheet.total for table in (self.stakeholders, self.ties) if table)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A plan and all that writing it needs.

    `made` holds the id of each record that is to be created, by the number of the row that creates it.
    `fingerprint` tells whether the plan still holds.
    """

    order: Order
    rows: tuple[Draft | Refused, ...]
    plan: Plan
    ties: TiePlan
    made: Mapping[int, str]
    fingerprint: Fingerprint

    @property
    def refused(self) -> int:
        """How many rows of both files cannot be taken."""
        return self.plan.counts[Outcome.REFUSED.value] + self.ties.counts[Outcome.REFUSED.value]


def prepare(session: Session, actor: Actor, order: Order, *, progress: Progress = silent) -> Prepared:
    """Read the rows and plan what becomes of each.

    Raises:
        Invalid: a needed column is not mapped, or decisions contradict each other.
    """
    rows = read_drafts(order.stakeholders, order.total, progress)
    return replan(session, actor, order, rows)


def read_drafts(table: Table | None, total: int, progress: Progress) -> tuple[Draft | Refused, ...]:
    """Every row of a file of stakeholders; reading is the first half of the work."""
    if table is None:
        return ()
    checked(table)
    lookups = Lookups(places.get_gazetteer())
    read: list[Draft | Refused] = [
        Refused(problem.number, (problem.remark,)) for problem in table.sheet.problems
    ]
    for at, row in enumerate(table.sheet.rows):
        read.append(read_row(row, table.sheet.headers, table.mapping, lookups))
        if at % STEP == 0:
            progress(at, 2 * total)
    return tuple(sorted(read, key=lambda entry: entry.number))


def replan(session: Session, actor: Actor, order: Order, rows: tuple[Draft | Refused, ...]) -> Prepared:
    """Plan rows that were read before against the records as they are now."""
    # Read before the records: what is written from here on shows as a difference when the plan is written.
    fingerprint = read_fingerprint(session)
    existing = list_existing(session, actor, order.source) if order.stakeholders else []
    try:
        taken = removals.withhold(session, order.source, rows, existing)
        found = plan(taken, existing, decisions=order.decisions)
    except PlanError as error:
        raise as_invalid(error.remark) from error
    made = {row.number: new_id("s") for row in found.rows if row.outcome is Outcome.CREATED}
    return Prepared(order, rows, found, _plan_ties(session, order, found, made), made, fingerprint)


def target_of(row_target: str, record: int, made: Mapping[int, str]) -> str:
    """The id of a row's record, which may be one that another row creates."""
    return row_target or made[record]


def _plan_ties(session: Session, order: Order, found: Plan, made: Mapping[int, str]) -> TiePlan:
    if order.ties is None:
        return TiePlan(())
    table = checked(order.ties)
    wanted = [
        clean_text(cell)
        for key in ("a", "b")
        for header in table.mapping.headers(key)
        for cell in table.sheet.column(header)
    ]
    # Rows of this very file come last: they know best which stakeholder an id of theirs means.
    known = find_ids(session, order.source, wanted)
    known |= {
        row.source_id: target_of(row.target, row.record, made)
        for row in found.rows
        if row.outcome not in NOT_TAKEN
    }
    return plan_ties(table.sheet, table.mapping, known, existing=_ties_of(session, known.values()))


def _ties_of(session: Session, ids: Iterable[str]) -> set[tuple[str, str, str]]:
    """The ties that are there between these stakeholders."""
    wanted = set(ids)
    rows = session.execute(select(Tie.a_id, Tie.b_id, Tie.label))
    return {(a, b, label) for a, b, label in rows if a in wanted and b in wanted}
