"""What changed in a region since a day, and who is new."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from flask import url_for

from matchmaker import context
from matchmaker.core.entities import Profile
from matchmaker.core.regions import Region
from matchmaker.services import ecosystem
from matchmaker.services.ecosystem import Happening, Standing
from matchmaker.web.layout import day
from matchmaker.web.views.directory import place_of
from matchmaker.web.views.ways import address_code
from matchmaker.web.words import _, ngettext

USUAL = timedelta(days=90)
NEWEST = 20
SHOWN = 6
"""So far the page looks back where no day is chosen; so many things are named, and so many of them shown."""

JOINED, NEED, OFFER = "joined", "need new", "offer new"


@dataclass(frozen=True, slots=True)
class Named:
    """One thing that happened."""

    day: str
    what: str
    name: str
    url: str
    other: str
    other_url: str
    text: str


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who joined lately."""

    name: str
    url: str
    kind: str | None
    meta: str


@dataclass(frozen=True, slots=True)
class ChangesView:
    """What the section shows; `since` as a form and in words."""

    url: str
    since: str
    since_text: str
    today: str
    counts: list[str]
    newest: list[Named]
    newcomers: list[Newcomer]
    joined: int
    shown: int = SHOWN


def changes_view(region: Region, standing: Standing, wanted: str) -> ChangesView:
    """The section since the day that was asked for, or the last 90 days."""
    today = context.now().date()
    since = read_day(wanted, today)
    found = ecosystem.list_changes(context.session(), region.code, since=since, members=standing.ids)
    members = standing.members()
    here = [*found.newest, *_stated(members, since)]
    here.sort(key=lambda one: (one.at, one.what, one.stakeholder), reverse=True)
    counts = {**_new(members, since), **found.counts}
    joined = sorted(_joined(members, since), key=lambda one: (one.created or since, one.name), reverse=True)
    return ChangesView(
        url=url_for("regions.show", code=address_code(region)),
        since=since.isoformat(),
        since_text=day(since),
        today=today.isoformat(),
        counts=[text for what in _ORDER if (text := _times(what, counts.get(what, 0)))],
        newest=[named for one in here[: 2 * NEWEST] if (named := _named(one, standing.profiles))][:NEWEST],
        newcomers=[_newcomer(one) for one in joined[:NEWEST]],
        joined=len(joined),
    )


def read_day(wanted: str, today: date) -> date:
    """The day that was written, the usual one where it is none or still to come."""
    try:
        chosen = date.fromisoformat(wanted)
    except ValueError:
        return today - USUAL
    return chosen if date(2000, 1, 1) <= chosen <= today else today - USUAL


def _joined(members: list[Profile], since: date) -> list[Profile]:
    return [one for one in members if one.created and one.created >= since]


def _new(members: list[Profile], since: date) -> dict[str, int]:
    return {
        JOINED: len(_joined(members, since)),
        NEED: sum(bool(n.created and n.created >= since) for one in members for n in one.needs),
        OFFER: sum(bool(o.created and o.created >= since) for one in members for o in one.offers),
    }


def _stated(members: list[Profile], since: date) -> list[Happening]:
    """The newest statements that are open."""
    found = [
        (one.created, what, profile.id, one.text)
        for profile in members
        for what, statements in ((NEED, profile.needs), (OFFER, profile.offers))
        for one in statements
        if one.created and one.created >= since
    ]
    found.sort(key=lambda one: one[0], reverse=True)
    return [
        Happening(datetime.combine(made, time(), UTC), what, owner, text=text)
        for made, what, owner, text in found[:NEWEST]
    ]


_ORDER = (
    JOINED, "tie", NEED, OFFER, "need met", "offer met", "need withdrawn", "offer withdrawn",
    "need expired", "offer expired", "edited",
)  # fmt: skip


def _times(what: str, n: int) -> str:
    """How often something happened, in words; nothing where it did not."""
    words = {
        JOINED: ngettext("%(num)d stakeholder joined", "%(num)d stakeholders joined", n),
        "tie": ngettext("%(num)d tie was entered", "%(num)d ties were entered", n),
        NEED: ngettext("%(num)d need was stated", "%(num)d needs were stated", n),
        OFFER: ngettext("%(num)d offer was stated", "%(num)d offers were stated", n),
        "need met": ngettext("%(num)d need was met", "%(num)d needs were met", n),
        "offer met": ngettext("%(num)d offer was taken", "%(num)d offers were taken", n),
        "need withdrawn": ngettext("%(num)d need was withdrawn", "%(num)d needs were withdrawn", n),
        "offer withdrawn": ngettext("%(num)d offer was withdrawn", "%(num)d offers were withdrawn", n),
        "need expired": ngettext("%(num)d need ran out", "%(num)d needs ran out", n),
        "offer expired": ngettext("%(num)d offer ran out", "%(num)d offers ran out", n),
        "edited": ngettext("%(num)d profile was changed", "%(num)d profiles were changed", n),
    }
    return words[what] if n else ""


def _named(one: Happening, profiles: Mapping[str, Profile]) -> Named | None:
    """One thing in words; None where one of those in it is gone."""
    words = {
        "tie": _("New tie"),
        NEED: _("Looks for"),
        OFFER: _("Offers"),
        "need met": _("Found what they looked for"),
        "offer met": _("Their offer was taken"),
        "need withdrawn": _("Looks for it no longer"),
        "offer withdrawn": _("Offers it no longer"),
        "need expired": _("The need ran out"),
        "offer expired": _("The offer ran out"),
        "edited": _("Changed the profile"),
    }
    owner, other = profiles.get(one.stakeholder), profiles.get(one.other)
    if owner is None or (one.other and other is None) or one.what not in words:
        return None
    return Named(
        day=day(one.at),
        what=words[one.what],
        name=owner.name,
        url=url_for("stakeholders.show", id=owner.id),
        other=other.name if other else "",
        other_url=url_for("stakeholders.show", id=other.id) if other else "",
        text=one.text,
    )


def _newcomer(one: Profile) -> Newcomer:
    joined = _("Joined on %(day)s.", day=day(one.created)) if one.created else ""
    url = url_for("stakeholders.show", id=one.id)
    return Newcomer(one.name, url, one.kind, f"{place_of(one)}. {joined}")
