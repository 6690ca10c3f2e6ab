"""What an import would do: one outcome for each row, none lost, and the same file again changes nothing."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from matchmaker.core.imports.draft import Draft, Refused, Values
from matchmaker.core.imports.duplicates import Pair, Verdict, card, find_pairs
from matchmaker.core.imports.groups import Groups, check_merges
from matchmaker.core.imports.merging import Changes, changes_of, fill
from matchmaker.core.imports.remarks import Remark, remark
from matchmaker.core.words import N_

NEW, SKIP, INTO_ROW = "new", "skip", "row:"
"""Decisions by hand: a record of its own, leave out, or `row:` and the number of the row to merge into."""


class Outcome(StrEnum):
    """What becomes of a row."""

    CREATED = "created"
    CHANGED = "changed"
    SAME = "same"
    MERGED = "merged"
    REFUSED = "refused"
    REMOVED = "removed"
    """Of a record that was removed at somebody's wish."""


NOT_TAKEN = frozenset({Outcome.REFUSED, Outcome.REMOVED})
"""What becomes of rows that make and change nothing."""


@dataclass(frozen=True, slots=True)
class Existing:
    """A record that is there already.

    `values` has the fields of `Draft.values()`. `seen` maps each id under which this source knows the record
    to the values that its row had when it was last imported. `locked` records (claimed by their owners) and
    `foreign` ones (which the importer may not edit) keep all they say.
    """

    id: str
    values: Values
    seen: Mapping[str, Values] = field(default_factory=dict)
    locked: bool = False
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class Similar:
    """Another record (an id) or row (`row:` and its number) that may be the same; `score` 0 to 100."""

    target: str
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class RowPlan:
    """What becomes of one row.

    `target` is the id of the record, "" for one that is yet to be created; then `record` is the number of
    the row that creates it. `changes` are in the order in which they happen: field → (before, after). To be
    remembered after the import: `source_id` as another id of the record, with `remember` as its values.
    """

    number: int
    outcome: Outcome
    name: str = ""
    target: str = ""
    record: int = 0
    changes: Changes = field(default_factory=dict)
    reasons: tuple[Remark, ...] = ()
    source_id: str = ""
    remember: Values = field(default_factory=dict)
    similar: tuple[Similar, ...] = ()
    draft: Draft | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """All rows of a file in its order."""

    rows: tuple[RowPlan, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows have each outcome, which sum to the number of rows; removed ones are rare."""
        found = Counter(row.outcome for row in self.rows)
        named = (one for one in Outcome if one is not Outcome.REMOVED or found[one])
        return {outcome.value: found[outcome] for outcome in named}


@dataclass(slots=True)
class _Entry:
    """All rows of the file with one id; the first speaks for them, the later ones fill its blanks."""

    source_id: str
    drafts: list[Draft]
    values: Values
    similar: list[Similar] = field(default_factory=list)

    @property
    def number(self) -> int:
        return self.drafts[0].number


def plan(
    rows: Sequence[Draft | Refused],
    existing: Sequence[Existing] = (),
    *,
    decisions: Mapping[int, str] | None = None,
) -> Plan:
    """What importing these rows into these records would do.

    `decisions` map a row's number to "new", "skip", the id of a record, or "row:" and another row's number.

    Raises:
        PlanError: rows are merged by hand in a circle.
    """
    decided = dict(decisions or {})
    check_merges({number: int(to[4:]) for number, to in decided.items() if _is_row(to)})
    refused = [_refusal(row) for row in rows if isinstance(row, Refused)]
    drafts = [row for row in rows if isinstance(row, Draft)]
    kept = [draft for draft in drafts if decided.get(draft.number) != SKIP]
    refused += [_left_out(draft) for draft in drafts if decided.get(draft.number) == SKIP]
    entries, wrong = _check(_entries(kept), existing, decided)
    refused += wrong
    groups = _group(entries, existing, decided)
    done = [row for members, record in groups for row in _apply(members, record)]
    return Plan(tuple(sorted([*refused, *done], key=lambda row: row.number)))


def identity(draft: Draft) -> str:
    """The id under which a row is remembered: the source's, else one made of name, website and place."""
    if draft.source_id:
        return draft.source_id
    known = card(draft.values())
    text = "\n".join((known.key, known.domain, known.country, known.place))
    return "row:" + hashlib.blake2b(text.encode(), digest_size=10).hexdigest()


def _is_row(decision: str) -> bool:
    return decision.startswith(INTO_ROW) and decision[4:].isdigit()


def _refusal(row: Refused) -> RowPlan:
    outcome = Outcome.REMOVED if row.removed else Outcome.REFUSED
    return RowPlan(row.number, outcome, row.name, reasons=row.reasons)


def _left_out(draft: Draft) -> RowPlan:
    return _refusal(Refused(draft.number, (remark(N_("Left out by hand.")),), draft.name))


def _entries(drafts: Iterable[Draft]) -> list[_Entry]:
    entries: dict[str, _Entry] = {}
    for draft in drafts:
        source_id = identity(draft)
        if entry := entries.get(source_id):
            entry.drafts.append(draft)
            entry.values = fill(entry.values, draft.values())
        else:
            entries[source_id] = _Entry(source_id, [draft], draft.values())
    return list(entries.values())


def _check(
    entries: list[_Entry], existing: Sequence[Existing], decided: Mapping[int, str]
) -> tuple[list[_Entry], list[RowPlan]]:
    """The entries whose decisions can be followed, and refusals of the rest.

    A row that should go into a refused row is refused as well, so we look until nothing changes.
    """
    ids = {record.id for record in existing}
    owners = {source_id: record.id for record in existing for source_id in record.seen}
    refused: list[RowPlan] = []
    while True:
        rows = {draft.number: entry for entry in entries for draft in entry.drafts}
        reasons = [_why_not(entry, decided.get(entry.number, NEW), ids, owners, rows) for entry in entries]
        for entry, reason in zip(entries, reasons, strict=True):
            if reason:
                refused += [_refusal(Refused(draft.number, (reason,), draft.name)) for draft in entry.drafts]
        if not any(reasons):
            return entries, refused
        entries = [entry for entry, reason in zip(entries, reasons, strict=True) if not reason]


def _why_not(
    entry: _Entry, decision: str, ids: set[str], owners: Mapping[str, str], rows: Mapping[int, _Entry]
) -> Remark | None:
    """Why a decision by hand cannot be followed; None if it can."""
    if decision == NEW:
        return None
    target = decision
    if _is_row(decision):
        if int(decision[4:]) not in rows:
            return remark(
                N_("It should be merged into row %(row)s, which is not imported."), row=decision[4:]
            )
        target = owners.get(rows[int(decision[4:])].source_id, "")
    elif decision not in ids:
        return remark(N_("It should be merged into %(id)s, which does not exist."), id=decision)
    owner = owners.get(entry.source_id, target)
    if target and owner != target:
        return remark(
            N_("It should be merged into %(id)s but belongs to %(owner)s already. Merge these two instead."),
            id=target,
            owner=owner,
        )
    return None


def _group(
    entries: list[_Entry], existing: Sequence[Existing], decided: Mapping[int, str]
) -> list[tuple[list[_Entry], Existing | None]]:
    """Which entries share a record, and which record that is; in the order of the file."""
    known = len(existing)
    groups = Groups(known + len(entries), known)
    _join_known(groups, entries, existing, decided)
    cards = [card(record.values) for record in existing] + [card(entry.values) for entry in entries]
    apart = {known + at for at, entry in enumerate(entries) if entry.number in decided}
    owned = {source_id for record in existing for source_id in record.seen}
    apart |= {known + at for at, entry in enumerate(entries) if entry.source_id in owned}
    pairs = find_pairs(cards, known=known)
    for pair in pairs:
        # Rows that have their place, by hand or from an earlier import, stay there; others may join them.
        if pair.verdict is Verdict.SAME and not _both_settled(pair, apart, known, decided, entries):
            groups.join(pair.a, pair.b)
    _note_similar(pairs, groups, entries, existing, owned)
    members: dict[int, list[_Entry]] = defaultdict(list)
    for at, entry in enumerate(entries):
        members[groups.root(known + at)].append(entry)
    return [(found, existing[root] if root < known else None) for root, found in members.items()]


def _join_known(
    groups: Groups, entries: list[_Entry], existing: Sequence[Existing], decided: Mapping[int, str]
) -> None:
    """Join what is certain: ids seen before, and decisions by hand."""
    owners = {source_id: at for at, record in enumerate(existing) for source_id in record.seen}
    ids = {record.id: at for at, record in enumerate(existing)}
    places = {draft.number: len(existing) + at for at, entry in enumerate(entries) for draft in entry.drafts}
    for entry in entries:
        if entry.source_id in owners:
            groups.join(owners[entry.source_id], places[entry.number])
    for entry in entries:
        decision = decided.get(entry.number, NEW)
        if decision in ids:
            groups.join(ids[decision], places[entry.number])
        elif _is_row(decision):
            groups.join(places[int(decision[4:])], places[entry.number])


def _both_settled(
    pair: Pair, settled: set[int], known: int, decided: Mapping[int, str], entries: list[_Entry]
) -> bool:
    """Whether joining would overrule a person or an earlier import."""
    for at in (pair.a, pair.b):
        if at >= known and decided.get(entries[at - known].number) == NEW:
            return True
    return all(at < known or at in settled for at in (pair.a, pair.b))


def _note_similar(
    pairs: list[Pair], groups: Groups, entries: list[_Entry], existing: Sequence[Existing], owned: set[str]
) -> None:
    """Write beside each row that is new which others it may be the same as."""
    known = len(existing)

    def told(at: int) -> tuple[str, str]:
        if at < known:
            return existing[at].id, str(existing[at].values.get("name") or "")
        return f"{INTO_ROW}{entries[at - known].number}", entries[at - known].drafts[0].name

    for pair in pairs:
        if groups.root(pair.a) == groups.root(pair.b):
            continue
        later = entries[pair.b - known]
        if later.source_id not in owned and len(later.similar) < 5:
            later.similar.append(Similar(*told(pair.a), round(pair.score, 1)))


def _apply(entries: list[_Entry], record: Existing | None) -> list[RowPlan]:
    """The rows of one group, one after the other, each on top of what the former ones made of the record."""
    values: Values = dict(record.values) if record else {}
    first = entries[0]
    planned = []
    for entry in entries:
        seen = record.seen.get(entry.source_id) if record else None
        kept = record is not None and (record.locked or record.foreign)
        changes = {} if kept else changes_of(values, entry.values, seen)
        values |= {key: after for key, (_, after) in changes.items()}
        if record is None and entry is first:
            outcome = Outcome.CREATED
        elif seen is None:
            outcome = Outcome.MERGED
        else:
            outcome = Outcome.CHANGED if changes else Outcome.SAME
        reasons = _reasons(entry, outcome, record, first)
        planned.append(_row(entry, entry.drafts[0], outcome, record, first, changes, reasons))
        for draft in entry.drafts[1:]:
            again = remark(
                N_("Row %(row)s has the same id; this row only fills its blanks."), row=entry.number
            )
            repeated = Outcome.SAME if seen is not None else Outcome.MERGED
            planned.append(_row(entry, draft, repeated, record, first, {}, (*draft.warnings, again)))
    return planned


def _row(
    entry: _Entry,
    draft: Draft,
    outcome: Outcome,
    record: Existing | None,
    first: _Entry,
    changes: Changes,
    reasons: tuple[Remark, ...],
) -> RowPlan:
    return RowPlan(
        number=draft.number,
        outcome=outcome,
        name=draft.name,
        target=record.id if record else "",
        record=first.number,
        changes=changes,
        reasons=reasons,
        source_id=entry.source_id,
        remember=entry.values,
        similar=tuple(entry.similar) if draft is entry.drafts[0] else (),
        draft=draft,
    )


def _reasons(entry: _Entry, outcome: Outcome, record: Existing | None, first: _Entry) -> tuple[Remark, ...]:
    reasons = list(entry.drafts[0].warnings)
    foreign = record is not None and record.foreign and not record.locked
    if outcome is Outcome.MERGED and not foreign:
        name = str(record.values.get("name") or "") if record else first.drafts[0].name
        where = record.id if record else f"row {first.number}"
        reasons.append(
            remark(N_("The same as “%(name)s” (%(where)s): it fills what was blank."), name=name, where=where)
        )
    if record and record.locked and outcome is not Outcome.SAME:
        reasons.append(remark(N_("Its owner looks after this record, so the import changes nothing in it.")))
    if record and foreign and outcome is not Outcome.SAME:
        reasons.append(
            remark(
                N_("The same as “%(name)s” (%(where)s), which you may not change, so it stays as it is."),
                name=str(record.values.get("name") or ""),
                where=record.id,
            )
        )
    if entry.similar and outcome is Outcome.CREATED:
        names = ", ".join(f"{one.name} ({one.target})" for one in entry.similar)
        reasons.append(
            remark(N_("May be the same as %(names)s. It is kept apart until somebody decides."), names=names)
        )
    return tuple(reasons)
