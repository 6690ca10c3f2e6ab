"""A plan written down: records, what they offer and need, aliases, history and the report, all in bulk.

Nothing here decides anything; it is one long stretch of rows inside the caller's transaction.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.entities import Kind
from matchmaker.core.imports.draft import STATEMENTS, Values, is_blank
from matchmaker.core.imports.plan import Outcome, RowPlan
from matchmaker.core.imports.ties import TieRow
from matchmaker.models import Alias, Change, Import, ImportRow, Need, Offer, Stakeholder, Tie
from matchmaker.models.ids import new_id
from matchmaker.services import history
from matchmaker.services.exchange.files import STAKEHOLDERS, TIES
from matchmaker.services.exchange.planning import Prepared, Progress, target_of
from matchmaker.services.exchange.records import BATCH
from matchmaker.services.exchange.remarks import to_json

CHUNK = 1_000
TIE = "tie"
"""The field under which the history tells of a tie."""

TABLES: dict[str, tuple[type[Offer] | type[Need], str]] = {"offers": (Offer, "o"), "needs": (Need, "n")}
BLANK: dict[str, Any] = {
    "kind": None, "about": "", "country": "", "region": "", "place": "", "lat": None, "lon": None,
    "website": "", "email": "", "themes": [], "languages": [], "register_number": "", "legal_form": "",
    "people": "", "founded": None,
}  # fmt: skip


@dataclass(slots=True)
class _Batch:
    """Rows on their way into the tables."""

    stakeholders: list[dict[str, Any]] = field(default_factory=list)
    updates: list[dict[str, Any]] = field(default_factory=list)
    statements: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {"offers": [], "needs": []})
    aliases: list[dict[str, Any]] = field(default_factory=list)
    seen: list[dict[str, Any]] = field(default_factory=list)
    changes: list[dict[str, Any]] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Before:
    """What the database says of the records that are changed, for the undo."""

    updated_at: dict[str, datetime]
    edits: dict[str, int]
    seen: dict[str, tuple[int, Values]]


class Writer:
    """Writes one prepared plan; `write` may be called once."""

    def __init__(
        self, session: Session, actor: Actor, made: Import, prepared: Prepared, *, now: datetime
    ) -> None:
        self.session = session
        self.made = made
        self.prepared = prepared
        self.now = now
        self._stamp = {"at": now, "account_id": actor.account_id, "source": made.id}

    def write(self, progress: Progress) -> None:
        """All of it; writing is the second half of the work.

        Chunk after chunk in the order of their records, so that a table's rows stand before those that
        refer to them and memory holds one chunk at a time.
        """
        groups = self._groups()
        total = self.prepared.order.total
        done = 0
        before = self._before(groups)
        for start in range(0, len(groups), CHUNK):
            batch = _Batch()
            for target, rows in groups[start : start + CHUNK]:
                self._record(batch, target, rows, before)
                done += len(rows)
            self._flush(batch)
            progress(total + done, 2 * total)
        self._insert(
            ImportRow, [self._refusal(STAKEHOLDERS, row) for row in self.prepared.plan.rows if not row.draft]
        )
        self._ties(progress)

    def touched(self) -> set[str]:
        """The stakeholders that are not as they were: changed, new, or with a new tie."""
        rows = self.prepared.plan.rows
        found = {self._target(row) for row in rows if row.changes or row.outcome is Outcome.CREATED}
        return found | {end for tie in self._new_ties() for end in (tie.a, tie.b)}

    def _target(self, row: RowPlan) -> str:
        return target_of(row.target, row.record, self.prepared.made)

    def _groups(self) -> list[tuple[str, list[RowPlan]]]:
        """The rows that are taken, by record; both in the order of the file."""
        groups: dict[str, list[RowPlan]] = defaultdict(list)
        for row in self.prepared.plan.rows:
            if row.draft is not None:
                groups[self._target(row)].append(row)
        return list(groups.items())

    def _before(self, groups: Sequence[tuple[str, list[RowPlan]]]) -> _Before:
        ids = sorted(target for target, rows in groups if rows[0].target)
        updated: dict[str, datetime] = {}
        seen: dict[str, tuple[int, Values]] = {}
        for some in history.batched(ids, BATCH):
            stamps = select(Stakeholder.id, Stakeholder.updated_at).where(Stakeholder.id.in_(some))
            updated |= dict(self.session.execute(stamps).all())
            known = select(Alias.id, Alias.source_id, Alias.seen).where(
                Alias.source == self.made.source, Alias.stakeholder_id.in_(some)
            )
            seen |= {source_id: (key, values) for key, source_id, values in self.session.execute(known)}
        return _Before(updated, count_edits(self.session, ids, without=self.made.id), seen)

    def _record(self, batch: _Batch, target: str, rows: list[RowPlan], before: _Before) -> None:
        """One record with all rows that say something about it."""
        values: Values = {}
        for row in rows:
            kept: dict[str, Any] = {}
            if row.target:
                kept = {"updated_at": before.updated_at[target].isoformat(), "edits": before.edits[target]}
            kept |= self._remember(batch, target, row, before)
            kept |= self._say(batch, target, row)
            values |= {key: after for key, (_, after) in row.changes.items()}
            batch.changes += [
                self._change(target, target, key, old, new)
                for key, (old, new) in row.changes.items()
                if key not in STATEMENTS and not (is_blank(old) and is_blank(new))
            ]
            batch.rows.append(self._row(row, target, kept))
        columns: dict[str, Any] = {
            key: value for key, value in values.items() if key in BLANK or key == "name"
        }
        if "kind" in columns:
            columns["kind"] = Kind(str(columns["kind"])) if columns["kind"] else None
        if not rows[0].target:
            stamps = {
                "id": target,
                "source": self.made.source,
                "created_at": self.now,
                "updated_at": self.now,
            }
            batch.stakeholders.append(BLANK | columns | stamps)
        elif any(row.changes for row in rows):
            batch.updates.append({"id": target, **columns, "updated_at": self.now})

    def _remember(self, batch: _Batch, target: str, row: RowPlan, before: _Before) -> dict[str, Any]:
        """The alias of a row, and what it said before; our own ids need none."""
        if row.source_id == target:
            return {}
        if row.source_id not in before.seen:
            before.seen[row.source_id] = (0, row.remember)
            named = {"stakeholder_id": target, "source": self.made.source, "source_id": row.source_id}
            batch.aliases.append(named | {"seen": row.remember})
            return {"alias": row.source_id, "seen": None}
        key, values = before.seen[row.source_id]
        if key and values != row.remember:
            before.seen[row.source_id] = (0, row.remember)
            batch.seen.append({"id": key, "seen": row.remember})
            return {"alias": row.source_id, "seen": values}
        return {}

    def _say(self, batch: _Batch, target: str, row: RowPlan) -> dict[str, Any]:
        """The offers and needs that a row adds; the answer names them for the undo."""
        added: list[str] = []
        for key in STATEMENTS:
            old, new = (set(_texts(one)) for one in row.changes.get(key, ([], [])))
            kinds = (
                ()
                if row.draft is None
                else row.draft.offer_kinds
                if key == "offers"
                else row.draft.need_kinds
            )
            # In the order of the file, which is that of the list behind the two sets.
            for text in (one for one in _texts(row.changes.get(key, ([], []))[1]) if one in new - old):
                one_id = new_id(TABLES[key][1])
                batch.statements[key].append(
                    {
                        "id": one_id, "stakeholder_id": target, "text": text, "cooperation": list(kinds),
                        "created_at": self.now, "updated_at": self.now,
                    }
                )  # fmt: skip
                batch.changes.append(self._change(target, one_id, "text", None, text))
                added.append(one_id)
        return {"statements": added} if added else {}

    def _change(
        self, stakeholder_id: str, subject: str, name: str, before: object, after: object
    ) -> dict[str, Any]:
        return {
            "stakeholder_id": stakeholder_id, "subject": subject, "field": name, "before": before,
            "after": after, **self._stamp,
        }  # fmt: skip

    def _row(self, row: RowPlan, target: str, kept: dict[str, Any]) -> dict[str, Any]:
        # What a created record says stands in its history; only changes are worth saying twice.
        changes = (
            {} if row.outcome is Outcome.CREATED else {key: list(pair) for key, pair in row.changes.items()}
        )
        return {
            "import_id": self.made.id, "part": STAKEHOLDERS, "number": row.number,
            "outcome": row.outcome.value, "name": row.name, "subject": target,
            "reasons": to_json(row.reasons), "changes": changes, "before": kept,
        }  # fmt: skip

    def _refusal(self, part: str, row: RowPlan | TieRow) -> dict[str, Any]:
        return {
            "import_id": self.made.id, "part": part, "number": row.number, "outcome": row.outcome.value,
            "name": getattr(row, "name", ""), "subject": None, "reasons": to_json(row.reasons), "changes": {},
            "before": {},
        }  # fmt: skip

    def _flush(self, batch: _Batch) -> None:
        self._insert(Stakeholder, batch.stakeholders)
        # Rows that set the same columns go to the database together.
        for changed in sorted(batch.updates, key=lambda row: tuple(sorted(row))):
            self.session.execute(
                update(Stakeholder).where(Stakeholder.id == changed["id"]).values(**changed),
                execution_options={"synchronize_session": False},
            )
        for key, (table, _) in TABLES.items():
            self._insert(table, batch.statements[key])
        self._insert(Alias, batch.aliases)
        if batch.seen:
            self.session.execute(update(Alias), batch.seen)
        self._insert(Change, batch.changes)
        self._insert(ImportRow, batch.rows)

    def _insert(self, table: type[Any], rows: list[dict[str, Any]]) -> None:
        if rows:
            self.session.execute(insert(table), rows)

    def _new_ties(self) -> Iterable[TieRow]:
        return (tie for tie in self.prepared.ties.rows if tie.outcome is Outcome.CREATED)

    def _ties(self, progress: Progress) -> None:
        ids = {tie.number: new_id("t") for tie in self._new_ties()}
        ties = self.prepared.ties.rows
        for start in range(0, len(ties), CHUNK):
            some = ties[start : start + CHUNK]
            new = [tie for tie in some if tie.number in ids]
            self._insert(Tie, [self._tie(tie, ids[tie.number]) for tie in new])
            told = [(end, other, tie) for tie in new for end, other in ((tie.a, tie.b), (tie.b, tie.a))]
            self._insert(
                Change, [self._change(end, ids[tie.number], TIE, None, other) for end, other, tie in told]
            )
            rows = [
                self._refusal(TIES, tie) | {"subject": ids.get(tie.number), "name": tie.label} for tie in some
            ]
            self._insert(ImportRow, rows)
            total = self.prepared.order.total
            progress(2 * total - len(ties) + start + len(some), 2 * total)

    def _tie(self, tie: TieRow, tie_id: str) -> dict[str, Any]:
        return {
            "id": tie_id, "a_id": tie.a, "b_id": tie.b, "label": tie.label, "kind": tie.kind,
            "since": tie.since, "source": self.made.source, "import_id": self.made.id, "created_at": self.now,
        }  # fmt: skip


def count_edits(session: Session, ids: Sequence[str], *, without: str) -> Counter[str]:
    """How often others than one import changed each record; ties are nobody's edit.

    A count, not a time or a number in a row: of two who write at once the one who began first may end last.
    """
    edits: Counter[str] = Counter()
    for some in history.batched(ids, BATCH):
        query = (
            select(Change.stakeholder_id, func.count())
            .where(Change.stakeholder_id.in_(some), Change.source != without, Change.field != TIE)
            .group_by(Change.stakeholder_id)
        )
        edits.update(dict(session.execute(query).all()))
    return edits


def _texts(value: object) -> list[str]:
    return list(value) if isinstance(value, list) else []
