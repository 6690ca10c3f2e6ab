"""The network as it is drawn and listed without script, in the reader's words."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from matchmaker import context
from matchmaker.core.ecosystem.filters import NetworkFilter
from matchmaker.core.ecosystem.naming import CommunityName
from matchmaker.core.ecosystem.picture import DrawingWords, Pair
from matchmaker.core.ecosystem.twin import Joins, TwinRow
from matchmaker.core.entities import Kind
from matchmaker.core.regions import Region
from matchmaker.core.vocabulary import KIND_UNKNOWN, KINDS, label
from matchmaker.services import ecosystem
from matchmaker.services.ecosystem import Picture, TwinPage
from matchmaker.web.views.facets import Args, kept
from matchmaker.web.views.paging import Pages
from matchmaker.web.views.ways import address_code, region_title
from matchmaker.web.words import _, ngettext


@dataclass(frozen=True, slots=True)
class PictureView:
    """The drawings, what a screen reader says of them, and a sentence on who is not drawn."""

    picture: Picture
    label: str
    left_out: str


@dataclass(frozen=True, slots=True)
class TwinLine:
    """One stakeholder of the table."""

    url: str
    name: str
    kind: Kind | None
    community: str
    ties: int
    inside: int
    joins: str


@dataclass(frozen=True, slots=True)
class TwinView:
    """One page of the table; `caption` says how it is sorted."""

    lines: list[TwinLine]
    caption: str
    title: str
    pages: Pages


def community_words(name: CommunityName) -> str:
    """How a community is called: "Food, Care", or "around Clyde Kitchen" where no theme tells it apart."""
    words = ", ".join(_(label(key)) for key in name.themes)
    if not name.around:
        return words
    around = _("around %(name)s", name=name.around)
    return f"{words}, {around}" if words else around[:1].upper() + around[1:]


def picture_of(region: Region, filters: NetworkFilter, *, proposed: tuple[Pair, ...] = ()) -> PictureView:
    """The picture of a region for its own page, with ties worth making numbered from 1."""
    seen = ecosystem.get_seen(
        context.session(), region, filters, today=context.now().date(), named=community_words,
        language=context.language(), proposed=proposed,
    )  # fmt: skip
    return _picture(region, seen.picture)


def svg_of(region: Region, filters: NetworkFilter) -> bytes:
    """The picture as a file of its own."""

    def words(picture: Picture) -> DrawingWords:
        return DrawingWords(
            title=_("Network of %(name)s", name=region_title(region)),
            rows={
                "alone": _("On their own: %(count)s", count=picture.alone),
                "outside": _("Tied only elsewhere: %(count)s", count=picture.outside),
            },
            more={row.what: _and_more(row.more) for row in picture.wide.rows},
            key={kind: _((KINDS[kind] if kind else KIND_UNKNOWN).many) for kind in picture.wide.shapes},
        )

    return ecosystem.export_picture(
        context.session(), context.actor(), region, today=context.now().date(), filters=filters,
        named=community_words, words=words,
    )  # fmt: skip


def pictured(
    region: Region, filters: NetworkFilter, args: Args, *, drawn: bool = True
) -> tuple[PictureView | None, TwinView]:
    """The picture and the table of the same network; without the picture for a page that draws its own."""
    session, today = context.session(), context.now().date()
    seen = ecosystem.get_seen(
        session, region, filters, today=today, named=community_words, language=context.language()
    )
    number = args.get("page", "1")
    page = int(number) if number.isdecimal() and len(number) < 6 else 1
    return (
        _picture(region, seen.picture) if drawn else None,
        _twin(region, ecosystem.page_among(seen.rows, seen.sight.names, page), args),
    )


def _and_more(number: int) -> str:
    """What stands behind those of a row who found room in it."""
    return ngettext("and %(num)d more", "and %(num)d more", number) if number > 0 else ""


def _picture(region: Region, picture: Picture) -> PictureView:
    """What is in the drawing, in words."""
    said = _(
        "Network of %(name)s: %(who)s, %(ties)s, %(groups)s. The table lists everybody.",
        name=region_title(region),
        who=ngettext("%(num)d organisation", "%(num)d organisations", picture.stakeholders),
        ties=ngettext("%(num)d tie", "%(num)d ties", picture.ties),
        groups=ngettext("%(num)d community", "%(num)d communities", picture.communities),
    )
    left_out = ngettext(
        "%(num)d is not drawn: smaller groups, and those with few ties, are only in the table.",
        "%(num)d are not drawn: smaller groups, and those with few ties, are only in the table.",
        picture.left_out,
    )
    return PictureView(picture, said, left_out if picture.left_out else "")


def _twin(region: Region, page: TwinPage, args: Args) -> TwinView:
    def url(number: int) -> str:
        rest = kept(args, "page", "of", "q")
        return url_for("networks.show", code=address_code(region), **rest, page=number, _anchor="table")

    return TwinView(
        lines=[_line(row, page) for row in page.rows],
        caption=ngettext(
            "%(num)d organisation, those with most ties first.",
            "%(num)d organisations, those with most ties first.",
            page.total,
        ),
        title=_("Network of %(name)s", name=region_title(region)),
        pages=Pages(
            previous_url=url(page.page - 1) if page.page > 1 else "",
            next_url=url(page.page + 1) if page.page < page.pages else "",
            text=_("Page %(page)s of %(pages)s", page=page.page, pages=page.pages),
        ),
    )


def _line(row: TwinRow, page: TwinPage) -> TwinLine:
    joins = {
        Joins.OFTEN: _("joins groups often"),
        Joins.SOMETIMES: _("joins groups sometimes"),
        Joins.RARELY: _("joins groups rarely"),
    }
    return TwinLine(
        url=url_for("stakeholders.show", id=row.id),
        name=row.name,
        kind=row.kind,
        community=page.names.get(row.community, ""),
        ties=row.ties,
        inside=row.inside,
        joins=joins[row.joins] if row.joins else "",
    )
