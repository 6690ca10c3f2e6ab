"""Mails about several introductions of one reader: asked in one mail, reminded in one mail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from matchmaker.core.introductions.clocks import began
from matchmaker.core.introductions.states import Consent, Side, State
from matchmaker.core.notifications import MailKind
from matchmaker.models import Introduction, Mail, MailLink
from matchmaker.services import notifications
from matchmaker.services.introductions.moving import position_of
from matchmaker.services.introductions.telling import ANSWERABLE, id_of, tell

LATELY = timedelta(days=3)
"""Who was reminded of several within it is not reminded of one of them whose clock is a little behind."""


def side_of(one: Introduction, stakeholder_id: str) -> Side:
    """Which side of an introduction somebody is."""
    return Side.A if one.a_id == stakeholder_id else Side.B


def tell_in_one(
    session: Session,
    stakeholder_id: str,
    about: Sequence[Introduction],
    kind: MailKind,
    *,
    key: str,
    now: datetime,
) -> None:
    """Write one mail about all of these, with a link for each."""
    for to in notifications.recipients_of(session, stakeholder_id):
        params = {"together": [one.id for one in about]}
        mail = notifications.notify(session, kind=kind, key=key, to=to, params=params, now=now)
        if mail is None:
            continue
        for one in about:
            side = side_of(one, stakeholder_id).value
            notifications.add_link(session, mail, one.id, side, lasts=ANSWERABLE, now=now)


def remind_of_answer(session: Session, one: Introduction, side: Side, *, now: datetime) -> None:
    """Remind a side of its answer; of all that it was asked in the same mail and has not answered, in one."""
    asked = session.scalar(_in_one(one, side, MailKind.ASKED))
    if asked is None:
        tell(session, one, [side], MailKind.REMINDER, now=now)
        return
    lately = _in_one(one, side, MailKind.REMINDER).where(Mail.created_at > now - LATELY)
    if session.scalar(lately) is not None:
        return
    open_still = _open_still(session, asked, id_of(one, side), now)
    if len(open_still) > 1:
        # The day: two clocks that ring at once, in two workers, make one mail.
        key = f"again {asked.id} {now.date().isoformat()}"
        tell_in_one(session, id_of(one, side), open_still, MailKind.REMINDER, key=key, now=now)
    else:
        tell(session, one, [side], MailKind.REMINDER, now=now)


def _in_one(one: Introduction, side: Side, kind: MailKind) -> Select[Mail]:
    """The first mail of a kind to this side that was about this introduction and others."""
    query = select(Mail).join(MailLink, MailLink.mail_id == Mail.id)
    query = query.where(MailLink.introduction_id == one.id, MailLink.side == side.value)
    query = query.where(Mail.kind == kind, Mail.introduction_id.is_(None))
    return query.order_by(Mail.created_at, Mail.id).limit(1)


def _open_still(session: Session, asked: Mail, stakeholder_id: str, now: datetime) -> list[Introduction]:
    """Those that this mail asked about and that wait for an answer, in its order."""
    query = select(Introduction).where(Introduction.id.in_(asked.params["together"]))
    found = {one.id: one for one in session.scalars(query) if _waits(one, stakeholder_id, now)}
    return [found[id_] for id_ in asked.params["together"] if id_ in found]


def _waits(one: Introduction, stakeholder_id: str, now: datetime) -> bool:
    """Whether they owe an answer, and have not put it off."""
    if one.state is not State.ASKED or one.rings_at is None:
        return False
    since = began(one.state, one.rings_at, one.rung)
    owed = position_of(one).consent(side_of(one, stakeholder_id)) is Consent.ASKED
    return owed and since is not None and since <= now
