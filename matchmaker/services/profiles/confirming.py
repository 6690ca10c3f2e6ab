"""Confirming a profile by the link of a mail, without signing in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.freshness import is_asked
from matchmaker.core.notifications import MailKind
from matchmaker.core.words import N_
from matchmaker.errors import Conflict, NotFound
from matchmaker.models import Account, Mail, MailLink, Stakeholder
from matchmaker.services import accounts, notifications
from matchmaker.services.profiles.reading import ProfilePage, get_page, get_stakeholder
from matchmaker.services.profiles.stakeholders import confirm_stakeholder

DONE = N_("Somebody has confirmed this profile already. There is nothing to do. Thank you.")


def get_asked(session: Session, link: MailLink, *, now: datetime) -> ProfilePage:
    """The profile that a link asks about, as the one who was asked may see it.

    Raises:
        NotFound: the link is of another mail, or the profile is gone; Conflict: it is confirmed already.
    """
    actor, one = _asked(session, link)
    return get_page(session, actor, one.id, today=now.date())


def confirm_by_link(session: Session, link: MailLink, *, now: datetime) -> Stakeholder:
    """Say that all of it is still true.

    Raises:
        NotFound, Conflict: as above; two who press at once: one of them.
    """
    # The link first: of two who press at once, one finds it used.
    notifications.use_link(session, link, now)
    actor, one = _asked(session, link)
    return confirm_stakeholder(session, actor, one.id, now=now, by="mail")


def _asked(session: Session, link: MailLink) -> tuple[Actor, Stakeholder]:
    mail = session.get(Mail, link.mail_id)
    account = session.get(Account, mail.account_id) if mail is not None and mail.account_id else None
    if mail is None or mail.kind is not MailKind.CONFIRM or account is None:
        raise NotFound("This link is for something else. Open it from the mail once more.")
    actor = accounts.actor_of(session, account)
    one = get_stakeholder(session, actor, mail.params.get("stakeholder", ""))
    if not is_asked(one.verified_on, one.asked_on):
        raise Conflict(DONE)
    return actor, one
