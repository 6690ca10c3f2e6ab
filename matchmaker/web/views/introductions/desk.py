"""The view of the broker’s desk: where the introductions are, what waits, what has gone quiet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import url_for

from matchmaker.core.introductions.states import Mover, State
from matchmaker.services.introductions import Desk, Pipeline, Stage, Story
from matchmaker.services.introductions import Row as Found
from matchmaker.web.views.facets import Facet
from matchmaker.web.views.introductions.asked import Asked
from matchmaker.web.views.introductions.narrow import OrderLink, facets_of, orders_of, stage_words
from matchmaker.web.views.introductions.rows import Row, row_of
from matchmaker.web.views.introductions.story import StoryView, story_view
from matchmaker.web.words import _, ngettext


@dataclass(frozen=True, slots=True)
class Station:
    """One station of the pipeline; `url` leads to those that are there."""

    count: int
    text: str
    note: str
    url: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """One list of the desk, the orders in which it may stand, and the way to more of it."""

    key: str
    title: str
    rows: list[Row]
    more_url: str = ""
    orders: Sequence[OrderLink] = ()


@dataclass(frozen=True, slots=True)
class DeskView:
    """What the page shows. `kept` is how it is narrowed, `clear_url` leads to all again."""

    title: str
    lead: str
    pipeline: list[Station]
    groups: list[Group]
    opened: StoryView | None
    proposals: str
    facets: list[Facet]
    kept: dict[str, str]
    clear_url: str
    bulk_url: str
    together_url: str


def desk_view(
    pipeline: Pipeline,
    lists: tuple[Desk, Desk],
    story: Story | None,
    asked: Asked,
    proposals: int,
) -> DeskView:
    """A page of the desk; `story` is the introduction that lies open beside the lists."""
    stages = pipeline.stages
    count = sum(stage.number for stage in stages if Mover.BROKER in stage.waits_for)
    going = sum(stage.number for stage in stages if Mover.BROKER not in stage.waits_for)
    title = ngettext("%(num)d waits for you", "%(num)d wait for you", count) if count else _("Broker’s desk")
    lead = ngettext("%(num)d introduction is under way.", "%(num)d introductions are under way.", going)
    ties = ngettext("%(num)d tie worth making waits", "%(num)d ties worth making wait", proposals)
    return DeskView(
        title=title,
        lead=lead,
        pipeline=pipeline_of(stages, asked),
        groups=_groups(lists, asked, story.introduction.id if story else ""),
        opened=story_view(story, back=asked.back) if story else None,
        proposals=ties if proposals else "",
        facets=facets_of(pipeline, asked),
        kept=asked.kept,
        clear_url=url_for("introductions.desk") if asked.kept else "",
        bulk_url=url_for("introductions.bulk"),
        together_url=url_for("introductions.together"),
    )


def now_open(lists: tuple[Desk, Desk], asked: Asked) -> str:
    """Which introduction lies open: the chosen one, else the first that waits."""
    if asked.opened:
        return asked.opened
    waiting, _under_way = lists
    return waiting.rows[0].introduction.id if waiting.rows else ""


def pipeline_of(stages: Sequence[Stage], asked: Asked) -> list[Station]:
    """The stations of the pipeline: how many are there, for how long on average, and who waits for whom."""
    said = stage_words()
    return [
        Station(
            one.number,
            said.get(one.name, one.name),
            _note(one),
            asked.url(stage=one.name) if one.number else "",
            asked.wanted.stage == one.name,
        )
        for one in stages
    ]


def _groups(lists: tuple[Desk, Desk], asked: Asked, opened: str) -> list[Group]:
    waiting, under_way = lists
    rows = [_row(one, opened, asked) for one in under_way.rows]
    quiet, others = [row for row in rows if row.late], [row for row in rows if not row.late]
    waits = [_row(one, opened, asked) for one in waiting.rows]
    more = asked.url(after=under_way.after) if under_way.after else ""
    first = asked.url(waiting=waiting.after) if waiting.after else ""
    orders = orders_of(asked) if len(waits) > 1 else ()
    groups = [
        Group("waits", _("Waits for you"), waits, first, orders),
        Group("quiet", _("Quiet for too long"), quiet, "" if others else more),
        Group("under-way", _("Under way"), others, more if others else ""),
    ]
    return [group for group in groups if group.rows]


def _note(stage: Stage) -> str:
    if not stage.number:
        return ""
    days = round(stage.mean_days)
    age = ngettext("%(num)d day on average", "%(num)d days on average", days) if days else _("since today")
    whom = _("waits for you") if Mover.BROKER in stage.waits_for else _("waits for them")
    return f"{age}, {whom}"


def _row(one: Found, opened: str, asked: Asked) -> Row:
    url = asked.open_url(one.introduction.id)
    row = row_of(one, reader=Mover.BROKER, opened=opened, url=url)
    # That it waits for a broker is the heading of its list; what is on hold still says so.
    return replace(row, stands="") if one.introduction.state is State.PROPOSED else row
