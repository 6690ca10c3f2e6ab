"""Telling people by mail what became of their roles, their invitations and their requests to act."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor, Seat
from matchmaker.core.entities import Role
from matchmaker.core.notifications import MailKind
from matchmaker.models import ActingConsent, RoleInvitation
from matchmaker.services import notifications


class News(StrEnum):
    """What somebody is told about a role or a request."""

    TAKEN = "taken"
    """Another took the role from them."""
    OWNER = "owner"
    """Another made them an owner of a profile."""
    EDITOR = "editor"
    """Another made them an editor of a profile that they owned."""
    CAME = "came"
    """Another handed over to them."""
    WENT = "went"
    """They handed over to another."""
    ACCEPTED = "accepted"
    """Their invitation was taken."""
    DECLINED = "declined"
    """Their invitation was answered with no."""
    MAY_ACT = "may-act"
    """They may act for a stakeholder."""
    MAY_NOT_ACT = "may-not-act"
    """They may not."""


def tell_role(
    session: Session, actor: Actor, news: News, account_id: str, seat: Seat, *, other: str = "", now: datetime
) -> None:
    """Write to somebody what the actor did with a role of theirs; `other` is who else has a part in it.

    Who did it themselves is not told, but of a hand-over, which one wants to have in writing.
    """
    if account_id == actor.account_id and news is not News.WENT:
        return
    params = {
        "news": news.value, "role": seat.role.value, "place": seat.place, "by": actor.account_id or "",
        "other": other, "at": now.isoformat(),
    }  # fmt: skip
    key = f"{news} {seat.role} {seat.place} {now.isoformat()}"
    _write(session, MailKind.ROLE, key, account_id, params, now)


def tell_taken(
    session: Session, actor: Actor, account_id: str, role: Role, place: str, *, now: datetime
) -> None:
    """Write to somebody that a role was taken from them, unless they gave it back themselves."""
    tell_role(session, actor, News.TAKEN, account_id, Seat(role, place), now=now)


def tell_inviter(session: Session, row: RoleInvitation, *, now: datetime) -> None:
    """Write to whoever invited what was answered."""
    news = News.ACCEPTED if row.accepted_at else News.DECLINED
    if row.inviter_id is not None and row.inviter_id != row.accepted_by:
        params = {"news": news.value, "answered": row.id}
        _write(session, MailKind.ROLE, f"answered {row.id}", row.inviter_id, params, now)


def tell_asker(session: Session, row: ActingConsent, *, now: datetime) -> None:
    """Write to whoever asked to act what was answered."""
    news = News.MAY_ACT if row.given_at else News.MAY_NOT_ACT
    if row.account_id is not None:
        params = {"news": news.value, "answered": row.id}
        _write(session, MailKind.ACTING, f"answered {row.id}", row.account_id, params, now)


def _write(
    session: Session, kind: MailKind, key: str, account_id: str, params: dict[str, str], now: datetime
) -> None:
    # Meant for the person, not for a member of the place: they may have left it by this very act.
    for to in notifications.recipients_for(session, [account_id]):
        notifications.notify(session, kind=kind, key=key, to=to, params=params, now=now)
