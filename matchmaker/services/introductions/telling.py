"""Whom a step is told to: mails are put into the outbox in the transaction of the step."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from matchmaker.core.introductions.states import Mover, Side
from matchmaker.core.notifications import Channel, MailKind
from matchmaker.errors import Invalid
from matchmaker.models import Introduction, Stakeholder
from matchmaker.services import notifications, pilots
from matchmaker.services.introductions.begun import begun_by

ANSWERABLE = timedelta(days=45)
"""So long the links of a mail answer: longer than any clock that waits for the answer."""

WITH_LINK = frozenset(
    {MailKind.ASKED, MailKind.REMINDER, MailKind.INTRODUCED, MailKind.MEETING, MailKind.OUTCOME,
     MailKind.FOLLOW_UP}
)  # fmt: skip
"""These ask for something, and can be answered without an account."""


def id_of(one: Introduction, side: Side) -> str:
    """The stakeholder of a side."""
    return one.a_id if side is Side.A else one.b_id


def tell(
    session: Session,
    one: Introduction,
    sides: Iterable[Side],
    kind: MailKind,
    *,
    now: datetime,
    about: str = "",
    **params: Any,
) -> None:
    """Write to everybody of these sides; `about` tells apart what no step does, such as two messages."""
    for side in sides:
        for to in notifications.recipients_of(session, id_of(one, side)):
            notifications.notify(
                session,
                kind=kind,
                key=_key(one, kind, side.value, about),
                to=to,
                introduction_id=one.id,
                side=side.value,
                params={"side": side.value, **params},
                now=now,
                answerable_for=ANSWERABLE if kind in WITH_LINK or _waits(to, params) else None,
            )


def tell_brokers(
    session: Session,
    one: Introduction,
    kind: MailKind,
    *,
    now: datetime,
    everybody: bool = False,
    about: str = "",
    **params: Any,
) -> None:
    """Write to who has it on the desk; to all who broker there where nobody has, or `everybody`.

    What two do without a pilot and without a broker is their own: brokers hear only where help is wanted.
    """
    if kind is not MailKind.WAITS and not _is_brokered(session, one):
        return
    mine = notifications.recipients_for(session, [one.broker_id] if one.broker_id and not everybody else [])
    # Where nobody has it, or who has it cannot sign in any more: all who broker there.
    for to in mine or notifications.recipients_for(session, pilots.brokers_of(session, one)):
        notifications.notify(
            session,
            kind=kind,
            key=_key(one, kind, "broker", about),
            to=to,
            introduction_id=one.id,
            params={"side": "", **params},
            now=now,
        )


def check_reachable(session: Session, *sides: Stakeholder) -> None:
    """Refuse to ask somebody to whom nothing can be sent.

    Raises:
        Invalid: it names who has no address.
    """
    for one in sides:
        readers = notifications.recipients_of(session, one.id)
        # Who has an account finds the question there; who has none hears of it by mail or not at all.
        if not any(to.account_id or _is_wanted(session, to) for to in readers):
            raise Invalid(
                "We have no address of %(name)s to which we may write, so nobody can be asked. Add an e-mail "
                "address to the profile, or let somebody claim it.",
                name=one.name,
            )


def _is_brokered(session: Session, one: Introduction) -> bool:
    """Whether it belongs to a pilot, or somebody brokered it, perhaps from an account that is gone."""
    return bool(one.pilot_id or one.broker_id) or Mover.BROKER in begun_by(session, one)


def _is_wanted(session: Session, to: notifications.Recipient) -> bool:
    return notifications.channel_for(session, to, MailKind.ASKED) is not Channel.NEVER


def _waits(to: notifications.Recipient, params: dict[str, Any]) -> bool:
    """Whether files wait for somebody who can fetch them by a link only."""
    return bool(params.get("waits")) and to.account_id is None


def _key(one: Introduction, kind: MailKind, whom: str, about: str) -> str:
    # Each step and each ring has its own number: the same thing never makes two mails.
    return f"{one.id} {about or f'{one.version}.{one.rung}'} {kind.value} {whom}"
