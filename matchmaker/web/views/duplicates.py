"""The views of the lists: pairs that wait, pairs that were told apart, what was merged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for

from matchmaker.core.duplicates.states import PairState
from matchmaker.core.entities import Kind
from matchmaker.core.seen import Seen
from matchmaker.services.duplicates import Listed, Merges, Pairs
from matchmaker.web.layout import day
from matchmaker.web.views.facets import region_name
from matchmaker.web.views.likenesses import likeness_said, reasons_said
from matchmaker.web.views.paging import Choice, Pages
from matchmaker.web.views.record_fields import value_said
from matchmaker.web.words import _, ngettext

FEW = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One pair of the list."""

    title: str
    a_kind: Kind | None
    b_kind: Kind | None
    likeness: str
    reasons: str
    wheres: list[str]
    url: str
    move_url: str


@dataclass(frozen=True, slots=True)
class IndexView:
    """What the list shows."""

    rows: list[Row]
    apart: bool
    counted: str
    regions: list[Choice]
    ways: list[Choice]
    pages: Pages
    undo_url: str


@dataclass(frozen=True, slots=True)
class MergeRow:
    """One merge of the list."""

    title: str
    meta: str
    url: str


@dataclass(frozen=True, slots=True)
class MergesView:
    """What the list of merges shows."""

    rows: list[MergeRow]
    ways: list[Choice]
    pages: Pages


def index_view(found: Pairs, state: PairState, region: str, apart_id: str) -> IndexView:
    """A page of the list; `apart_id` is the pair that was told apart just now."""
    apart = state is PairState.DIFFERENT
    here: dict[str, Any] = {"state": state.value if apart else None, "region": region or None}
    return IndexView(
        rows=[_row(one, apart) for one in found.rows],
        apart=apart,
        counted=_counted(found.total, apart),
        regions=_regions(found.regions, region, here["state"]),
        ways=_ways("apart" if apart else "open"),
        pages=Pages("", url_for("duplicates.index", **here, after=found.after) if found.after else ""),
        undo_url=url_for("duplicates.again", id=apart_id) if apart_id and not apart else "",
    )


def merges_view(found: Merges) -> MergesView:
    """A page of what was merged."""
    rows = [
        MergeRow(
            title=_("%(gone)s went up into %(kept)s", gone=made.gone_name, kept=name),
            meta=_(
                "Merged on %(day)s, undone on %(undone)s.", day=day(made.made_at), undone=day(made.undone_at)
            )
            if made.undone_at
            else _("Merged on %(day)s.", day=day(made.made_at)),
            url=url_for("duplicates.merged", id=made.id),
        )
        for made, name in found.rows
    ]
    older = url_for("duplicates.merges", after=found.after) if found.after else ""
    return MergesView(rows, _ways("merged"), Pages("", older))


def _ways(here: str) -> list[Choice]:
    return [
        Choice(url_for("duplicates.index"), _("Waiting"), here == "open"),
        Choice(
            url_for("duplicates.index", state=PairState.DIFFERENT.value), _("Not the same"), here == "apart"
        ),
        Choice(url_for("duplicates.merges"), _("Merged"), here == "merged"),
    ]


def _counted(total: int, apart: bool) -> str:
    if apart:
        return ngettext("%(num)d pair was told apart.", "%(num)d pairs were told apart.", total)
    return ngettext("%(num)d pair waits for you.", "%(num)d pairs wait for you.", total)


def _row(one: Listed, apart: bool) -> Row:
    names = {"a": one.a.name, "b": one.b.name}
    return Row(
        title=_("%(a)s and %(b)s", **names),
        a_kind=one.a.kind,
        b_kind=one.b.kind,
        likeness=likeness_said(one.pair.score),
        reasons=reasons_said(one.pair.reasons),
        wheres=[_where(record) for record in (one.a, one.b)],
        url=url_for("duplicates.show", id=one.pair.id),
        move_url=url_for("duplicates.again" if apart else "duplicates.different", id=one.pair.id),
    )


def _where(one: Seen) -> str:
    said = value_said({"country": one.country, "region": one.region, "place": one.place}, "where")
    return _("%(name)s: %(place)s", name=one.name, place=said[0] if said else _("place not known"))


def _regions(codes: tuple[str, ...], chosen: str, state: str | None) -> list[Choice]:
    """The regions in which pairs are, and all of them; nothing where there is only one."""
    if len(codes) < FEW and not chosen:
        return []
    every = Choice(url_for("duplicates.index", state=state), _("All regions"), not chosen)
    return [
        every,
        *(
            Choice(url_for("duplicates.index", state=state, region=code), region_name(code), code == chosen)
            for code in codes
        ),
    ]
