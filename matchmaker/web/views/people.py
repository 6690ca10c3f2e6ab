"""The views of people in their places: who is here, who is invited, who acts, and what was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import url_for

from matchmaker import context, i18n
from matchmaker.core.actors import Seat
from matchmaker.core.entities import Part, Role
from matchmaker.core.words import N_
from matchmaker.permissions import may
from matchmaker.services.people import Holder, Waiting
from matchmaker.web.words import _

SITE = "site"
"""The place of administrators in an address, where no part may be empty."""

TITLES = {
    Role.MEMBER: N_("Who belongs to %(place)s"),
    Role.OFFICIAL: N_("Who looks after %(place)s"),
    Role.ORGANISER: N_("Who organises “%(place)s”"),
    Role.ADMINISTRATOR: N_("Who looks after this site"),
}
LEADS = {
    Role.MEMBER: N_("Owners say who belongs to a profile. Editors change it and answer for it."),
    Role.OFFICIAL: N_("Officials of a region see its network and introduce people to each other."),
    Role.ORGANISER: N_("Organisers invite members and introduce them to each other."),
    Role.ADMINISTRATOR: N_("Administrators may see and change everything."),
}
PAGES = {
    Role.MEMBER: ("people.members", "id"),
    Role.OFFICIAL: ("people.officials", "code"),
    Role.ORGANISER: ("people.organisers", "id"),
    Role.ADMINISTRATOR: ("people.administrators", ""),
}
PARTS = {Part.OWNER: N_("Owner"), Part.EDITOR: N_("Editor")}
TAKE_OUT, OWN, EDIT, HAND_OVER = "remove", "own", "edit", "handover"


@dataclass(frozen=True, slots=True)
class Button:
    """One thing that one may do about a person; its form sends `fields`."""

    text: str
    url: str
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HolderRow:
    """Somebody who is here, and what the reader may do about them."""

    name: str
    said: str
    buttons: Sequence[Button]


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """An invitation that waits."""

    address: str
    said: str
    withdraw_url: str


@dataclass(frozen=True, slots=True)
class PeopleView:
    """What the page of the people of a place shows."""

    title: str
    lead: str
    place: str
    place_url: str
    holders: Sequence[HolderRow]
    waiting: Sequence[WaitingRow]
    may_invite: bool
    invite_url: str


def people_view(
    seat: Seat, place: str, holders: Sequence[Holder], waiting: Sequence[Waiting], *, may_invite: bool
) -> PeopleView:
    """The page."""
    names = {"place": place}
    return PeopleView(
        title=_(TITLES[seat.role]) % names,
        lead=_(LEADS[seat.role]),
        place=place or context.settings().site_name,
        place_url=_place_url(seat),
        holders=[_holder_row(seat, one, may_invite) for one in holders],
        waiting=[_waiting_row(seat, one) for one in waiting],
        may_invite=may_invite,
        invite_url=_act_url("people.invite", seat),
    )


def page_url(seat: Seat) -> str:
    """The address of the people of a place."""
    endpoint, name = PAGES[seat.role]
    values: dict[str, Any] = {name: seat.place} if name else {}
    return url_for(endpoint, **values)


def people_url(role: str, place: str = "") -> str:
    """The same for a template, of a region or a pilot; "" where the reader may not see it."""
    seat = Seat(Role(role), place)
    return page_url(seat) if may(context.actor(), "people.read", seat) else ""


def _holder_row(seat: Seat, one: Holder, may_manage: bool) -> HolderRow:
    since = _("since %(day)s", day=i18n.day(one.since.date(), context.language()))
    mine = one.account_id == context.actor().account_id
    said = [_("You") if mine else "", _(PARTS[one.part]) if seat.role is Role.MEMBER else "", since]
    buttons = _own_buttons(seat) if mine else _buttons(seat, one) if may_manage else []
    return HolderRow(one.name, " · ".join(filter(None, said)), buttons)


def _own_buttons(seat: Seat) -> list[Button]:
    if not may(context.actor(), "people.leave", seat):
        return []
    return [Button(_("Leave"), _act_url("people.leave", seat))]


def _buttons(seat: Seat, one: Holder) -> list[Button]:
    acts = []
    if seat.role is Role.MEMBER:
        acts.append((OWN, _("Make an owner")) if one.part is Part.EDITOR else (EDIT, _("Make an editor")))
    if may(context.actor(), "people.leave", seat):
        member = seat.role is Role.MEMBER
        acts.append((HAND_OVER, _("Hand over and stay as an editor") if member else _("Hand over and leave")))
    acts.append((TAKE_OUT, _("Take out") if seat.role is Role.MEMBER else _("Take the role back")))
    return [
        Button(text, _act_url("people.act", seat, act=act), {"account": one.account_id}) for act, text in acts
    ]


def _waiting_row(seat: Seat, one: Waiting) -> WaitingRow:
    until = i18n.day(one.expires_at.date(), context.language())
    said = [
        _(PARTS[one.part]) if seat.role is Role.MEMBER else "",
        _("invited by %(name)s, until %(day)s", name=one.inviter, day=until),
    ]
    return WaitingRow(one.address, " · ".join(filter(None, said)), url_for("people.withdraw", id=one.id))


def _place_url(seat: Seat) -> str:
    if seat.role is Role.MEMBER:
        return url_for("stakeholders.show", id=seat.place)
    if seat.role is Role.OFFICIAL:
        return url_for("regions.show", code=seat.place)
    return url_for("pilots.show", id=seat.place) if seat.role is Role.ORGANISER else url_for("accounts.mine")


def _act_url(endpoint: str, seat: Seat, **more: Any) -> str:
    return url_for(endpoint, role=seat.role.value, place=seat.place or SITE, **more)
