"""The view of the broker’s desk: where the introductions are, what waits, what has gone quiet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from matchmaker.core.introductions.states import BEFORE_ASKING, LIVE, Mover, State
from matchmaker.services.introductions import Desk, Stage, Story
from matchmaker.web.views.introductions.rows import Row, row_of
from matchmaker.web.views.introductions.story import StoryView, story_view
from matchmaker.web.words import _, ngettext

WAITING = frozenset(BEFORE_ASKING) - {State.DRAFTED}
UNDER_WAY = frozenset(LIVE) - BEFORE_ASKING


@dataclass(frozen=True, slots=True)
class Station:
    """One station of the pipeline."""

    count: int
    text: str
    note: str


@dataclass(frozen=True, slots=True)
class Group:
    """One list of the desk, and the way to more of it."""

    key: str
    title: str
    rows: list[Row]
    more_url: str = ""


@dataclass(frozen=True, slots=True)
class DeskView:
    """What the page shows."""

    title: str
    lead: str
    pipeline: list[Station]
    groups: list[Group]
    opened: StoryView | None
    proposals: str
    mine: bool
    bulk_url: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the desk was asked for, as its address says."""

    mine: bool = False
    region: str = ""
    pilot: str = ""
    opened: str = ""
    waiting: str = ""
    after: str = ""

    @classmethod
    def of(cls, args: Mapping[str, str]) -> Asked:
        """Read the address."""
        said = {name: args.get(name, "") for name in ("region", "pilot", "waiting", "after")}
        return cls(mine=bool(args.get("mine")), opened=args.get("open", ""), **said)

    @property
    def lists(self) -> tuple[tuple[frozenset[State], str], ...]:
        """Which states the two lists of the desk hold, and after which row their page begins."""
        return (WAITING, self.waiting), (UNDER_WAY, self.after)

    def url(self, **more: Any) -> str:
        """The same desk with something else."""
        here: dict[str, Any] = {
            "mine": "1" if self.mine else None,
            "region": self.region or None,
            "pilot": self.pilot or None,
        }
        return url_for("introductions.desk", **(here | more))

    def open_url(self, id_: str) -> str:
        """The same page with another one open beside it."""
        pages = {"waiting": self.waiting or None, "after": self.after or None}
        return self.url(open=id_, _anchor="open", **pages)


def desk_view(
    stages: Sequence[Stage], waiting: Desk, under_way: Desk, story: Story | None, asked: Asked, proposals: int
) -> DeskView:
    """A page of the desk; `story` is the introduction that lies open beside the lists."""
    opened = story.introduction.id if story else ""
    rows = [_row(one, opened, asked) for one in under_way.rows]
    quiet, others = [row for row in rows if row.late], [row for row in rows if not row.late]
    waits = [_row(one, opened, asked) for one in waiting.rows]
    more = asked.url(after=under_way.after) if under_way.after else ""
    groups = [
        Group("waits", _("Waits for you"), waits, asked.url(waiting=waiting.after) if waiting.after else ""),
        Group("quiet", _("Quiet for too long"), quiet, "" if others else more),
        Group("under-way", _("Under way"), others, more if others else ""),
    ]
    count = sum(stage.number for stage in stages if Mover.BROKER in stage.waits_for)
    going = sum(stage.number for stage in stages if Mover.BROKER not in stage.waits_for)
    title = ngettext("%(num)d waits for you", "%(num)d wait for you", count) if count else _("Broker’s desk")
    lead = ngettext("%(num)d introduction is under way.", "%(num)d introductions are under way.", going)
    ties = ngettext("%(num)d tie worth making waits", "%(num)d ties worth making wait", proposals)
    return DeskView(
        title=title,
        lead=lead,
        pipeline=pipeline_of(stages),
        groups=[group for group in groups if group.rows],
        opened=story_view(story, back="desk") if story else None,
        proposals=ties if proposals else "",
        mine=asked.mine,
        bulk_url=url_for("introductions.bulk"),
    )


def pipeline_of(stages: Sequence[Stage]) -> list[Station]:
    """The stations of the pipeline: how many are there, for how long on average, and who waits for whom."""
    said = {
        "proposed": _("proposed"),
        "asked": _("asked"),
        "one_yes": _("one side said yes"),
        "both_yes": _("both said yes"),
        "meeting": _("meeting agreed"),
        "step": _("first step under way"),
    }
    return [Station(one.number, said.get(one.name, one.name), _note(one)) for one in stages]


def _note(stage: Stage) -> str:
    if not stage.number:
        return ""
    days = round(stage.mean_days)
    age = ngettext("%(num)d day on average", "%(num)d days on average", days) if days else _("since today")
    whom = _("waits for you") if Mover.BROKER in stage.waits_for else _("waits for them")
    return f"{age}, {whom}"


def _row(one: Any, opened: str, asked: Asked) -> Row:
    url = asked.open_url(one.introduction.id)
    return row_of(one, reader=Mover.BROKER, opened=opened, url=url)


def now_open(waiting: Desk, asked: Asked) -> str:
    """Which introduction lies open: the chosen one, else what has waited longest."""
    if asked.opened:
        return asked.opened
    return waiting.rows[0].introduction.id if waiting.rows else ""
