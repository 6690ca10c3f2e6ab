"""Taking an import back as a whole: what nobody has touched since is as before, the rest is listed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.entities import Kind, Role
from matchmaker.core.imports.draft import STATEMENTS
from matchmaker.core.imports.plan import NOT_TAKEN, Outcome
from matchmaker.core.imports.remarks import Remark, remark
from matchmaker.core.words import N_
from matchmaker.errors import Conflict
from matchmaker.models import Alias, Change, Import, ImportRow, Need, Offer, RoleGrant, Stakeholder, Tie
from matchmaker.models.imports import ImportState
from matchmaker.services import audit, ecosystem, history, jobs
from matchmaker.services.exchange.files import STAKEHOLDERS, TIES
from matchmaker.services.exchange.people import importer
from matchmaker.services.exchange.planning import Progress, silent
from matchmaker.services.exchange.records import BATCH
from matchmaker.services.exchange.remarks import to_json
from matchmaker.services.exchange.uploads import gave_up, get_import
from matchmaker.services.exchange.writing import TIE, count_edits

JOB = "import.undo"
AT_ONCE = 3_000
UNDONE, KEPT = "undone", "kept"
CHUNK = 1_000

_CLAIMED = remark(N_("Somebody of the organisation looks after this record now, so it stays."))
_EDITED = remark(N_("Somebody has changed this record since, so it stays."))
_SHARED = remark(N_("Another list knows this record too, so it stays."))
_TIED = remark(N_("This record has partners that did not come with this import, so it stays."))
_CONFIRMED = remark(N_("A partner has confirmed this tie, so it stays."))


@dataclass(slots=True)
class _Records:
    """The records of one chunk with the rows that made or changed them, and why some of them stay."""

    rows: dict[str, list[ImportRow]]
    kept: dict[str, Remark] = field(default_factory=dict)

    def free(self, *, created: bool) -> list[str]:
        """The records that go (created by the import), or become what they were."""
        return [one for one in self.rows if one not in self.kept and self.is_new(one) is created]

    def is_new(self, one: str) -> bool:
        """Whether the import created a record."""
        return any(row.outcome == Outcome.CREATED.value for row in self.rows[one])


def start_undo(session: Session, actor: Actor, import_id: str, *, now: datetime) -> Import:
    """Take an import back: at once where it is small, else as a job.

    Raises:
        Conflict: it was never brought in, or has been undone already.
    """
    made = get_import(session, actor, import_id, lock=True)
    again = made.state is ImportState.UNDOING and gave_up(session, made)
    if made.state is not ImportState.DONE and not again:
        raise Conflict(N_("Only an import that has been brought in can be undone, and only once."))
    made.state = ImportState.UNDOING
    total = sum(made.counts.values()) + sum(made.ties_counts.values())
    if total <= AT_ONCE:
        undo_import(session, actor, made.id, now=now)
    else:
        made.job_id = jobs.enqueue(session, JOB, now=now, import_id=made.id).id
    return made


def finish_undo(session: Session, import_id: str, *, now: datetime, progress: Progress) -> None:
    """The job: undo for whoever asked, unless that has happened."""
    made = session.get(Import, import_id)
    if made is not None and made.state is ImportState.UNDOING:
        undo_import(session, importer(session, made), import_id, now=now, progress=progress)


def undo_import(
    session: Session, actor: Actor, import_id: str, *, now: datetime, progress: Progress = silent
) -> Import:
    """Restore what the import changed and delete what it made, but for what others have touched since."""
    # Locked before the revision, as everywhere: two who lock in two orders would wait for each other.
    made = get_import(session, actor, import_id, lock=True)
    if made.state not in {ImportState.DONE, ImportState.UNDOING}:
        raise Conflict(N_("Only an import that has been brought in can be undone, and only once."))
    # Nobody else writes the network from here on, so that what looks untouched stays so.
    history.touch(session, [])
    undo = _Undo(session, actor, made, now)
    subjects = list(dict.fromkeys(undo.rows(STAKEHOLDERS, ImportRow.subject)))
    undo.ties()
    for start in range(0, len(subjects), CHUNK):
        undo.records(subjects[start : start + CHUNK])
        session.expire_all()
        progress(start, len(subjects))
    history.touch(session, undo.touched)
    made = get_import(session, actor, import_id)
    made.state, made.undone_at = ImportState.UNDONE, now
    ecosystem.queue_survey(session, now=now)
    audit.record(session, actor, "import.undo", made.id, now=now, kept=undo.kept)
    session.flush()
    return made


class _Undo:
    """One import on its way back."""

    def __init__(self, session: Session, actor: Actor, made: Import, now: datetime) -> None:
        self.session = session
        self.import_id, self.source = made.id, made.source
        self.now = now
        self.touched: set[str] = set()
        self.kept = 0
        self._stamp = {"at": now, "account_id": actor.account_id, "source": made.id}

    def rows(self, part: str, column: Any) -> list[Any]:
        """One column of the rows that did something, in the order of the file."""
        query = select(column).where(
            ImportRow.import_id == self.import_id,
            ImportRow.part == part,
            ImportRow.outcome.not_in([one.value for one in NOT_TAKEN]),
            ImportRow.subject.is_not(None),
        )
        return list(self.session.scalars(query.order_by(ImportRow.number)))

    def ties(self) -> None:
        """Delete the ties that this import made and nobody confirmed."""
        query = select(Tie).where(Tie.import_id == self.import_id).order_by(Tie.id)
        ties = list(self.session.scalars(query))
        confirmed = {tie.id: _CONFIRMED for tie in ties if tie.confirmed_a or tie.confirmed_b}
        gone = [tie for tie in ties if tie.id not in confirmed]
        self._delete(Tie, [tie.id for tie in gone])
        self._tell(
            (end, tie.id, TIE, other, None)
            for tie in gone
            for end, other in ((tie.a_id, tie.b_id), (tie.b_id, tie.a_id))
        )
        self.touched |= {end for tie in gone for end in (tie.a_id, tie.b_id)}
        for row in self.rows(TIES, ImportRow):
            self._note(row, confirmed.get(row.subject))

    def records(self, ids: Sequence[str]) -> None:
        """Restore or delete the records of one chunk."""
        found: dict[str, list[ImportRow]] = defaultdict(list)
        query = select(ImportRow).where(
            ImportRow.import_id == self.import_id, ImportRow.part == STAKEHOLDERS, ImportRow.subject.in_(ids)
        )
        for row in self.session.scalars(query.order_by(ImportRow.number)):
            found[str(row.subject)].append(row)
        records = _Records(found)
        self._find_kept(records)
        new = records.free(created=True)
        self._tell((one, one, "name", records.rows[one][0].name, None) for one in new)
        self._delete(Stakeholder, new)
        self.touched |= set(new)
        self._restore({one: records.rows[one] for one in records.free(created=False)})
        for one, rows in records.rows.items():
            for row in rows:
                self._note(row, records.kept.get(one))
        self.session.flush()

    def _find_kept(self, records: _Records) -> None:
        """The first reason that applies counts."""
        changed = [one for one, rows in records.rows.items() if any(_did(row) for row in rows)]
        edits = count_edits(self.session, changed, without=self.import_id)
        before = {one: records.rows[one][0].before.get("edits", 0) for one in changed}
        new = [one for one in changed if records.is_new(one)]
        claimed = self._places(RoleGrant.place, RoleGrant.role == Role.MEMBER, RoleGrant.place, changed)
        shared = self._shared(records, new)
        tied = self._tied(new)
        for one in changed:
            reasons = (
                (one in claimed, _CLAIMED),
                (edits[one] > before[one], _EDITED),
                (one in shared, _SHARED),
            )
            why = next((reason for holds, reason in (*reasons, (one in tied, _TIED)) if holds), None)
            if why:
                records.kept[one] = why

    def _places(self, column: Any, condition: Any, key: Any, ids: Sequence[str]) -> set[str]:
        return set(self.session.scalars(select(column).where(condition, key.in_(ids))))

    def _shared(self, records: _Records, new: Sequence[str]) -> set[str]:
        """Records that other imports, or other sources, know by an id of theirs."""
        ours = {row.before.get("alias") for one in new for row in records.rows[one]}
        query = select(Alias.stakeholder_id, Alias.source, Alias.source_id).where(
            Alias.stakeholder_id.in_(new)
        )
        rows = self.session.execute(query)
        return {one for one, source, source_id in rows if source != self.source or source_id not in ours}

    def _tied(self, new: Sequence[str]) -> set[str]:
        """Records with a tie that is still there after this import's own are gone."""
        ends = or_(Tie.a_id.in_(new), Tie.b_id.in_(new))
        return {end for row in self.session.execute(select(Tie.a_id, Tie.b_id).where(ends)) for end in row}

    def _restore(self, records: dict[str, list[ImportRow]]) -> None:
        """What each record said before the first of the rows that changed it."""
        statements = [
            one for rows in records.values() for row in rows for one in row.before.get("statements", [])
        ]
        self._delete(Offer, [one for one in statements if one.startswith("o-")])
        self._delete(Need, [one for one in statements if one.startswith("n-")])
        told: list[tuple[str, str, str, Any, Any]] = []
        for one, rows in records.items():
            values: dict[str, Any] = {}
            for row in rows:
                self._forget(row)
                for key, (before, after) in row.changes.items():
                    if key not in STATEMENTS:
                        values.setdefault(key, before)
                        told.append((one, one, key, after, values[key]))
            if any(_did(row) for row in rows):
                if values.get("kind"):
                    values["kind"] = Kind(values["kind"])
                values["updated_at"] = datetime.fromisoformat(rows[0].before["updated_at"])
                self.session.execute(update(Stakeholder).where(Stakeholder.id == one).values(**values))
                self.touched.add(one)
            told += [
                (one, made, "text", "", None) for row in rows for made in row.before.get("statements", [])
            ]
        self._tell(told)

    def _forget(self, row: ImportRow) -> None:
        """The alias as it was, or gone."""
        if "alias" not in row.before:
            return
        this = (Alias.source == self.source, Alias.source_id == row.before["alias"])
        if row.before["seen"] is None:
            self.session.execute(delete(Alias).where(*this))
        else:
            self.session.execute(update(Alias).where(*this).values(seen=row.before["seen"]))

    def _note(self, row: ImportRow, why: Remark | None) -> None:
        if why is None:
            row.undo = UNDONE
        else:
            row.undo, self.kept = KEPT, self.kept + 1
            row.reasons = [*row.reasons, *to_json([why])]

    def _tell(self, changes: Iterable[tuple[str, str, str, Any, Any]]) -> None:
        """The history of the undo: stakeholder, subject, field, before, after."""
        names = ("stakeholder_id", "subject", "field", "before", "after")
        if rows := [dict(zip(names, one, strict=True)) | self._stamp for one in changes]:
            self.session.execute(insert(Change), rows)

    def _delete(self, table: type[Any], ids: Sequence[str]) -> None:
        for some in history.batched(ids, BATCH):
            self.session.execute(delete(table).where(table.id.in_(some)))


def _did(row: ImportRow) -> bool:
    """Whether a row did something to its record; a row that only brought another id did not."""
    return row.outcome == Outcome.CREATED.value or bool(row.changes)
