"""The two of an introduction, as its pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo

from flask import url_for

from matchmaker import context, i18n
from matchmaker.core.entities import Kind
from matchmaker.core.introductions.states import Side
from matchmaker.core.seen import Seen
from matchmaker.services.introductions import Story
from matchmaker.web.words import _


@dataclass(frozen=True, slots=True)
class Party:
    """One of the two; `url` is "" for readers without an account."""

    side: Side
    id: str
    name: str
    kind: Kind | None
    where: str
    about: str
    url: str


def party_of(side: Side, one: Seen, *, linked: bool = True) -> Party:
    """What is for the reader."""
    place = ", ".join(filter(None, (one.place, i18n.country_name(one.country, context.language()))))
    url = url_for("stakeholders.show", id=one.id) if linked else ""
    return Party(side, one.id, one.name, one.kind, place, one.about, url)


def title_of(story: Story) -> str:
    """Whom an introduction brings together."""
    return _("%(a)s and %(b)s", a=story.a.name, b=story.b.name)


def parties_of(story: Story, *, linked: bool = True) -> dict[Side, Party]:
    """Both by side; without `linked` no link leads to their profiles."""
    return {side: party_of(side, one, linked=linked) for side, one in ((Side.A, story.a), (Side.B, story.b))}


def names_of(story: Story) -> dict[Side, str]:
    """The names of the two by side."""
    return {Side.A: story.a.name, Side.B: story.b.name}


def zone_for(story: Story) -> tzinfo:
    """The clock of the reader's side; brokers read that of the first."""
    side = story.hand.mover.side
    return i18n.zone_of((story.b if side is Side.B else story.a).country)


def zone_said(story: Story) -> str:
    """Whose clock the times on the page are of."""
    one = story.b if story.hand.mover.side is Side.B else story.a
    where = one.place or i18n.country_name(one.country, context.language())
    return _("All times are those of %(place)s.", place=where) if where else ""
