"""Answering an invitation by the link of its mail, without an account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from matchmaker.core.actors import VISITOR
from matchmaker.core.notifications import MailKind
from matchmaker.errors import Conflict, NotFound
from matchmaker.models import Account, Mail, MailLink, Pilot, PilotMember, Stakeholder
from matchmaker.services import audit, notifications
from matchmaker.services.pilots.members import MemberState, state_of
from matchmaker.services.pilots.reading import list_regions
from matchmaker.services.pilots.rules import is_over


@dataclass(frozen=True, slots=True)
class Invitation:
    """What somebody is invited to, for whom, and by whom ("" where nobody is known any more)."""

    pilot: Pilot
    regions: tuple[str, ...]
    stakeholder: Stakeholder
    host: str


def get_invitation(session: Session, link: MailLink, *, now: datetime) -> Invitation:
    """The invitation of a link.

    Raises:
        NotFound: the link is of another mail, or there is no such pilot any more; Conflict: it is answered
            or taken back, or the pilot is over.
    """
    pilot, row = _invited(session, link)
    stakeholder = session.get_one(Stakeholder, row.stakeholder_id)
    state = state_of(row)
    if state is MemberState.JOINED:
        raise Conflict("%(name)s is a member of this pilot already.", name=stakeholder.name)
    if state is not MemberState.INVITED:
        raise Conflict("This invitation was answered already, or taken back.")
    if is_over(pilot, now.date()):
        raise Conflict("This pilot is over. Nobody can join it any more.")
    host = session.get(Account, row.invited_by) if row.invited_by else None
    return Invitation(pilot, tuple(list_regions(session, pilot.id)), stakeholder, host.name if host else "")


def answer_invitation(session: Session, link: MailLink, *, joins: bool, now: datetime) -> PilotMember:
    """Join the pilot, or say "not now": then nobody is invited to it again.

    Raises:
        NotFound, Conflict: as above; two who answer at once: one of them.
    """
    # The link first: of two who press at once, one finds it used.
    notifications.use_link(session, link, now)
    invitation = get_invitation(session, link, now=now)
    key = invitation.pilot.id, invitation.stakeholder.id
    row = session.get_one(PilotMember, key, with_for_update=True, populate_existing=True)
    if state_of(row) is not MemberState.INVITED:
        raise Conflict("Somebody else of you was faster. What was answered stands.")
    if joins:
        row.joined_at = now
    else:
        row.left_at = now
    act = "pilot.join" if joins else "pilot.refuse"
    audit.record(
        session, VISITOR, act, invitation.pilot.id, now=now, stakeholder=row.stakeholder_id, by="mail"
    )
    return row


def _invited(session: Session, link: MailLink) -> tuple[Pilot, PilotMember]:
    mail = session.get(Mail, link.mail_id)
    about = mail.params if mail is not None and mail.kind is MailKind.INVITED else {}
    pilot = session.get(Pilot, about.get("pilot", ""))
    row = session.get(PilotMember, (about.get("pilot", ""), about.get("stakeholder", "")))
    if pilot is None or row is None:
        raise NotFound("There is no such invitation any more.")
    return pilot, row
