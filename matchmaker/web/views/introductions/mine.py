"""The view of my introductions, by whose turn it is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from flask import url_for

from matchmaker import context
from matchmaker.core.actors import Actor
from matchmaker.core.entities import Role
from matchmaker.core.introductions.states import ENDS, Mover
from matchmaker.services.introductions import Blocked
from matchmaker.services.introductions import Row as Found
from matchmaker.web.layout import day
from matchmaker.web.views.introductions.rows import Row, row_of
from matchmaker.web.views.introductions.words import turn_of
from matchmaker.web.words import _, ngettext


@dataclass(frozen=True, slots=True)
class Unwanted:
    """Somebody to whom one of mine does not want to be introduced, and where that is taken back."""

    name: str
    said: str
    url: str


@dataclass(frozen=True, slots=True)
class MineView:
    """What the page shows: what waits for me or for others, what is agreed, what is over."""

    title: str
    groups: list[tuple[str, list[Row]]]
    unwanted: list[Unwanted]


def mine_view(found: Sequence[Found], blocked: Sequence[Blocked], actor: Actor) -> MineView:
    """My introductions, each with the one of the two that I am, and whom I do not want."""
    places = actor.places(Role.MEMBER)
    yours: list[Row] = []
    theirs: list[Row] = []
    meeting: list[Row] = []
    over: list[Row] = []
    for one in found:
        reader = _reader_of(one, places)
        row = row_of(one, reader=reader)
        turn = turn_of(one.introduction, one.waits_for, one.times, context.now())
        if one.introduction.state in ENDS:
            over.append(row)
        elif turn:
            (yours if reader in turn else theirs).append(row)
        else:
            meeting.append(row)
    title = (
        ngettext("%(num)d waits for you", "%(num)d wait for you", len(yours)) if yours else _("Introductions")
    )
    groups = [
        (_("Waits for you"), yours),
        (_("A meeting is agreed"), meeting),
        (_("Waits for somebody else"), theirs),
        (_("Over"), over),
    ]
    return MineView(title, [(text, rows) for text, rows in groups if rows], _unwanted(blocked))


def count_yours(found: Sequence[Found], actor: Actor) -> int:
    """How many of my introductions wait for me."""
    places, now = actor.places(Role.MEMBER), context.now()
    return sum(
        one.introduction.state not in ENDS
        and _reader_of(one, places) in turn_of(one.introduction, one.waits_for, one.times, now)
        for one in found
    )


def _reader_of(one: Found, places: Collection[str]) -> Mover:
    return Mover.A if one.introduction.a_id in places else Mover.B


def _unwanted(blocked: Sequence[Blocked]) -> list[Unwanted]:
    return [
        Unwanted(
            one.other.name,
            _("Blocked for %(name)s on %(day)s.", name=one.own.name, day=day(one.at)),
            url_for("introductions.unblock", id=one.own.id, other_id=one.other.id),
        )
        for one in blocked
    ]
