"""What is kept of sign-ins, and for how long."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, or_
from sqlalchemy.orm import Session

from matchmaker.core.privacy import limits
from matchmaker.models import Challenge, HalfSignIn, Mail, SignIn, Throttle
from matchmaker.services.accounts.news import forget_about

TRIES_KEPT = timedelta(days=limits.TRIES)
SIGN_INS_KEPT = timedelta(days=limits.SIGN_INS)
MAILS_KEPT = timedelta(days=limits.MAILS)


def tidy(session: Session, *, now: datetime) -> None:
    """Forget tries and beginnings after a day, sign-ins thirty days after they ended or ran out.

    Of mails about signing in, after half a year, what they were about: to whom they went is forgotten then.
    """
    session.execute(delete(Throttle).where(Throttle.since < now - TRIES_KEPT))
    session.execute(delete(Challenge).where(Challenge.made_at < now - TRIES_KEPT))
    session.execute(delete(HalfSignIn).where(HalfSignIn.made_at < now - TRIES_KEPT))
    over = now - SIGN_INS_KEPT
    session.execute(delete(SignIn).where(or_(SignIn.ended_at < over, SignIn.expires_at < over)))
    forget_about(session, Mail.created_at < now - MAILS_KEPT)
