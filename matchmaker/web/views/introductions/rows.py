"""Introductions as rows of a list: who with whom, where it stands, how old, and whether that is late."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from flask import url_for

from matchmaker import context, i18n
from matchmaker.core.entities import Kind
from matchmaker.core.introductions.clocks import CLOCKS, Ring
from matchmaker.core.introductions.priority import Because, Waiting
from matchmaker.core.introductions.states import TOGETHER, Mover, Side, State
from matchmaker.models import Introduction
from matchmaker.services.introductions import Row as Found
from matchmaker.web.views.introductions.words import where_it_stands
from matchmaker.web.words import _, ngettext

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Row:
    """One introduction in a list; `strength` is how the line between the two is drawn.

    `place` says why it stands where it does, in the queue of a broker.
    """

    id: str
    url: str
    a: str
    b: str
    a_kind: Kind | None
    b_kind: Kind | None
    strength: str
    stands: str
    days: str
    late: bool
    current: bool
    place: str = ""


def row_of(one: Found, *, reader: Mover | None = None, opened: str = "", url: str = "") -> Row:
    """A row for one of the two, or for who brokers between them."""
    introduction = one.introduction
    names = {Side.A: one.a.name, Side.B: one.b.name}
    days = age_of(introduction)
    return Row(
        id=introduction.id,
        url=url or url_for("introductions.show", id=introduction.id),
        a=one.a.name,
        b=one.b.name,
        a_kind=one.a.kind,
        b_kind=one.b.kind,
        strength=strength_of(introduction.state),
        stands=where_it_stands(introduction, names, _zone(one, reader), reader),
        days=_("today") if days < 1 else ngettext("%(num)d day", "%(num)d days", days),
        late=is_late(introduction),
        current=introduction.id == opened,
        place=place_said(one.waiting, names) if one.waiting else "",
    )


def place_said(one: Waiting, names: Mapping[Side, str]) -> str:
    """Why something stands where it does in the queue of a broker, in a sentence or two."""
    absent = [names[side] for side in one.left_out]
    said = {
        Because.WAITS: ngettext(
            "Waits %(num)d day, so it comes first.", "Waits %(num)d days, so it comes first.", one.days
        ),
        Because.STRONG: _("A strong match for both."),
        Because.LEFT_OUT: _("Neither was introduced within a year."),
    }
    if len(absent) == 1:
        said[Because.LEFT_OUT] = _("%(name)s was not introduced within a year.", name=absent[0])
    return " ".join(said[reason] for reason in one.because)


def age_of(one: Introduction) -> int:
    """For how many days it has been where it is."""
    return max(0, (context.now() - one.state_since) // DAY)


def is_late(one: Introduction) -> bool:
    """Whether it has been quiet for so long that its clock tells all who broker there."""
    told = first_ring(one, Ring.ESCALATE)
    return told is not None and context.now() >= told


def first_ring(one: Introduction, ring: Ring) -> datetime | None:
    """When the clock rings for this first; None where it never does, or runs no more.

    It counts from a day of its own where somebody has asked for more time, or a meeting is agreed.
    """
    bells = CLOCKS.get(one.state, ())
    after = [bell.after for bell in bells if bell.ring is ring]
    if not after or one.rings_at is None or one.rung >= len(bells):
        return None
    return one.rings_at - bells[one.rung].after + after[0]


def _zone(one: Found, reader: Mover | None) -> tzinfo:
    """The clock of the reader's side; brokers read that of the first."""
    return i18n.zone_of((one.b if reader is Mover.B else one.a).country)


def strength_of(state: State) -> str:
    """Dashed as long as nothing is agreed, thin once both said yes, thick between partners."""
    if state is State.PARTNERSHIP:
        return "strong"
    return "good" if state in TOGETHER or state is State.ACCEPTED else "look"
