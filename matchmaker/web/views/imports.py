"""The views of imports: the list, the preview, the report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import url_for

from matchmaker import context, i18n
from matchmaker.core.entities import Kind
from matchmaker.core.imports.plan import NEW, SKIP, Outcome
from matchmaker.core.vocabulary import KINDS, label
from matchmaker.models import Import, ImportRow
from matchmaker.services import exchange
from matchmaker.services.jobs import JobProgress
from matchmaker.web.layout import day
from matchmaker.web.views.facets import Args, region_name
from matchmaker.web.views.paging import Pages
from matchmaker.web.words import _, ngettext

WAITING = ("looking", "queued", "undoing")


@dataclass(frozen=True, slots=True)
class Count:
    """One figure with what it counts."""

    value: int
    text: str
    url: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """One import in the list."""

    url: str
    name: str
    state: str
    text: str
    who: str
    undo_url: str


@dataclass(frozen=True, slots=True)
class IndexPage:
    """The list of imports."""

    rows: list[Listed]
    pages: Pages


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a file: the name of its select, its first cells, the fields to choose from."""

    name: str
    header: str
    samples: str
    options: list[tuple[str, str, bool]]


@dataclass(frozen=True, slots=True)
class ColumnsView:
    """The columns of one part."""

    part: str
    title: str
    url: str
    columns: list[Column]


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to "is this the same?"."""

    value: str
    text: str
    url: str
    checked: bool


@dataclass(frozen=True, slots=True)
class Alike:
    """A row that may be the same as others."""

    name: str
    legend: str
    choices: list[Choice]


@dataclass(frozen=True, slots=True)
class RowView:
    """One row of a preview or a report."""

    number: int
    name: str
    outcome: str
    url: str = ""
    facts: list[tuple[str, str]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ImportPage:
    """What the page of one import shows, whatever its state."""

    made: Import
    title: str
    state: str
    message: str
    progress: JobProgress | None
    gave_up: bool
    counts: list[Count]
    ties_counts: list[Count]
    mappings: list[ColumnsView]
    first_rows: list[RowView]
    alike: list[Alike]
    alike_left: int
    remarks: list[str]
    refused: list[RowView]
    rows: list[RowView]
    kept_url: str
    pages: Pages


def waits(made: Import) -> bool:
    """Whether a worker still has to do something for this import."""
    return made.state in WAITING


def index_page(found: Iterable[Import], older: str, names: Mapping[str, str]) -> IndexPage:
    """The list of imports; `names` of those who brought them in, where the list is that of several."""
    rows = [
        Listed(
            url=url_for("imports.show", id=made.id),
            name=made.source,
            state=_state(made),
            text=_summary(made),
            who=_who(made, names),
            undo_url=url_for("imports.undo", id=made.id) if made.state == "done" else "",
        )
        for made in found
    ]
    return IndexPage(rows, Pages("", url_for("imports.index", after=older) if older else ""))


def _who(made: Import, names: Mapping[str, str]) -> str:
    """Who brought it in, and when."""
    said = {"day": day(made.created_at)}
    if name := names.get(made.account_id or "", ""):
        return _("By %(name)s on %(day)s.", name=name, **said)
    return _("On %(day)s.", **said)


def import_page(
    made: Import, rows: exchange.RowsPage, part: str, progress: JobProgress | None, args: Args
) -> ImportPage:
    """The page of one import."""
    preview: dict[str, Any] = made.preview
    counts = made.counts or preview.get("counts", {})
    ties = made.ties_counts or preview.get("ties_counts", {})
    # The files of stakeholders and of ties may say the same of themselves.
    remarks = list(dict.fromkeys(said(one) for one in preview.get("notes", [])))
    similar = preview.get("similar", [])
    return ImportPage(
        made=made,
        title=made.source,
        state=_state(made),
        message=said(made.message) if made.message else "",
        progress=progress,
        gave_up=progress is not None and progress.state == "dead" and waits(made),
        counts=_counts(made, counts, exchange.STAKEHOLDERS, part, args),
        ties_counts=_counts(made, ties, exchange.TIES, part, args),
        mappings=[_mapping(made, name, columns) for name, columns in preview.get("columns", {}).items()],
        first_rows=[_first_row(row) for row in preview.get("rows", [])],
        alike=[_alike(made, one) for one in similar],
        alike_left=int(preview.get("similar_total", 0)) - len(similar),
        remarks=remarks + [_remark(one) for one in preview.get("remarks", [])],
        refused=[_refused(one) for one in preview.get("refused", [])],
        rows=[_report_row(row, part) for row in rows.rows],
        kept_url=url_for("imports.show", id=made.id, undo="kept") if made.state == "undone" else "",
        pages=_pages(made, rows, part, args),
    )


def said(remark: Mapping[str, Any]) -> str:
    """A kept remark in the reader's language."""
    sentence, values = str(remark["message"]), remark.get("values")
    return _(sentence) % values if values else _(sentence)


def outcome_words() -> dict[str, str]:
    """What became of rows, in words."""
    return {
        Outcome.CREATED: _("New"),
        Outcome.CHANGED: _("Changed"),
        Outcome.SAME: _("The same as before"),
        Outcome.MERGED: _("Merged"),
        Outcome.REFUSED: _("Refused"),
        Outcome.REMOVED: _("Removed at their wish"),
    }


def _state(made: Import) -> str:
    return {
        "looking": _("Being looked through"),
        "uploaded": _("Waits for you"),
        "queued": _("Being imported"),
        "done": _("Imported"),
        "refused": _("Not imported"),
        "undoing": _("Being undone"),
        "undone": _("Undone"),
    }[made.state.value]


def _summary(made: Import) -> str:
    files = ", ".join(filter(None, (made.filename, made.ties_filename)))
    text = _("%(files)s, %(day)s.", files=files, day=day(made.created_at))
    words = outcome_words()
    counted = [
        f"{words[Outcome(key)]}: {i18n.number(count, context.language())}"
        for key, count in made.counts.items()
        if count
    ]
    if ties := made.ties_counts.get("created"):
        counted.append(ngettext("%(num)d new tie", "%(num)d new ties", ties))
    return " ".join([text, ", ".join(counted) + "." if counted else ""]).strip()


def _counts(made: Import, counts: Mapping[str, int], mine: str, part: str, args: Args) -> list[Count]:
    """The figures; zero ones stay, so that all five are always in the same place."""
    if not sum(counts.values()):
        return []
    chosen = args.get("outcome", "") if part == mine else ""
    return [
        Count(
            counts.get(outcome.value, 0), words,
            url_for("imports.show", id=made.id, part=mine, outcome=outcome.value), chosen == outcome.value,
        )
        for outcome, words in ((Outcome(key), words) for key, words in outcome_words().items())
        if outcome is not Outcome.REMOVED or counts.get(outcome.value)
    ]  # fmt: skip


def _mapping(made: Import, part: str, columns: Iterable[Mapping[str, Any]]) -> ColumnsView:
    title = _("Columns of %(file)s", file=exchange.parts_of(made).get(part, ""))
    fields = exchange.FIELDS_OF[part]
    views = []
    for at, column in enumerate(columns):
        options = [("", _("Leave out"), not column["field"])]
        options += [(one.key, _(one.label), one.key == column["field"]) for one in fields]
        views.append(Column(f"column-{at}", column["header"], " · ".join(column["samples"]), options))
    return ColumnsView(part, title, url_for("imports.columns", id=made.id, part=part), views)


def _first_row(row: Mapping[str, Any]) -> RowView:
    fields = {one.key: one.label for one in exchange.FIELDS_OF[exchange.STAKEHOLDERS]}
    facts = [(_(fields[key]), _value(key, value)) for key, value in row["values"].items()]
    return RowView(row["number"], row["name"], outcome_words()[Outcome(row["outcome"])], facts=facts)


def _value(key: str, value: Any) -> str:
    if key == "kind":
        return _(KINDS[Kind(value)].one)
    if key == "country" and len(str(value)) == 2:
        return region_name(str(value).upper())
    if key == "region":
        return f"{region_name(value)} ({value})"
    if key == "themes":
        return ", ".join(_(label(one)) for one in value)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _alike(made: Import, one: Mapping[str, Any]) -> Alike:
    decided = made.decisions.get(str(one["number"]), NEW)
    choices = [Choice(NEW, _("No, it is a new one"), "", decided == NEW)]
    for other in one["choices"]:
        target = other["target"]
        row = target.removeprefix("row:")
        words = (
            _("The same as row %(row)s, “%(name)s”", row=row, name=other["name"])
            if row != target
            else _("The same as “%(name)s”, which is here already", name=other["name"])
        )
        url = "" if row != target else url_for("stakeholders.show", id=target)
        choices.append(Choice(target, words, url, decided == target))
    choices.append(Choice(SKIP, _("Leave this row out"), "", decided == SKIP))
    legend = _("Row %(row)s: “%(name)s”", row=one["number"], name=one["name"])
    return Alike(f"row-{one['number']}", f"{legend}, {one['where']}" if one["where"] else legend, choices)


def _remark(one: Mapping[str, Any]) -> str:
    if one["count"] == 1:
        return _("Row %(row)s: %(text)s", row=one["number"], text=said(one))
    return _(
        "%(count)s rows, the first is %(row)s: %(text)s",
        count=one["count"],
        row=one["number"],
        text=said(one),
    )


def _refused(one: Mapping[str, Any]) -> RowView:
    reasons = [said(remark) for remark in one["reasons"]]
    return RowView(one["number"], one["name"], outcome_words()[Outcome.REFUSED], remarks=reasons)


def _report_row(row: ImportRow, part: str) -> RowView:
    gone = row.outcome == Outcome.CREATED and row.undo == "undone"
    linked = row.subject and part == exchange.STAKEHOLDERS and not gone
    words = outcome_words()[Outcome(row.outcome)]
    if row.undo:
        kept = _("undone") if row.undo == "undone" else _("stays")
        words = f"{words}, {kept}"
    url = url_for("stakeholders.show", id=row.subject) if linked else ""
    return RowView(row.number, row.name, words, url, remarks=[said(one) for one in row.reasons])


def _pages(made: Import, rows: exchange.RowsPage, part: str, args: Args) -> Pages:
    def url(**keys: int | None) -> str:
        found: dict[str, Any] = {name: value for name, value in keys.items() if value is not None}
        found |= {name: args[name] for name in ("outcome", "undo") if args.get(name) and found}
        return url_for("imports.show", id=made.id, part=part, **found) if found else ""

    return Pages(url(before=rows.before), url(after=rows.after))
