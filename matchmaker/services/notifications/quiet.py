"""Quiet hours of one's own: between which hours of the day no mail shall come."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.notifications import LONGEST_QUIET, Quiet
from matchmaker.core.words import N_
from matchmaker.errors import Invalid
from matchmaker.models import Mail
from matchmaker.services import audit
from matchmaker.services.notifications.preferences import account_of, follow
from matchmaker.services.notifications.recipients import quiet_of

DAY = 24
TOO_LONG = N_("Leave us at least %(hours)s hours of the day, or our e-mails never come.")


def get_quiet(session: Session, actor: Actor) -> Quiet:
    """The quiet hours of the actor.

    Raises:
        NotAllowed: who asks has no account.
    """
    return quiet_of(account_of(session, actor))


def set_quiet(session: Session, actor: Actor, quiet: Quiet, *, now: datetime) -> None:
    """Keep the quiet hours of the actor; what waits already follows.

    Raises:
        NotAllowed: who asks has no account; Invalid: hardly any hour is left, or these are no hours.
    """
    account = account_of(session, actor)
    if not quiet.allowed:
        left = {"hours": DAY - LONGEST_QUIET}
        raise Invalid("Some answers need another look.", fields={"quiet_until": TOO_LONG}, **left)
    if quiet == quiet_of(account):
        return
    account.quiet_from, account.quiet_until = quiet.begins, quiet.ends
    session.flush()
    follow(session, Mail.account_id == account.id, now=now)
    audit.record(session, actor, "notifications.quiet", account.id, now=now)
