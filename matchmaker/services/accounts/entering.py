"""What opens when somebody has shown who they are: a sign-in, or half of one if a factor is to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.models import Account, HalfSignIn, SignIn
from matchmaker.services import audit
from matchmaker.services.accounts.browsers import is_new, name_of
from matchmaker.services.accounts.factors.having import has_factor
from matchmaker.services.accounts.news import Changed, tell
from matchmaker.services.accounts.secrets import hashed, new_secret

AGENT_LENGTH = 300
HALF_LASTS = timedelta(minutes=10)
"""So long somebody has for the second step."""


@dataclass(frozen=True, slots=True)
class Entered:
    """The secret for the cookie; `whole`: of a sign-in, else of one whose second step is to come."""

    secret: str
    whole: bool = True


def enter(
    session: Session,
    account: Account,
    *,
    agent: str,
    lasts: timedelta,
    confirmed: bool = True,
    greet: bool = False,
    now: datetime,
) -> Entered:
    """Open a sign-in for who knew the password, or came by a link or a provider; half of one with a factor.

    With `greet` they are written to where the browser is new; at a half that has time until it is whole.
    """
    if has_factor(session, account.id):
        return Entered(_open_half(session, account.id, now), whole=False)
    if greet:
        welcome(session, account, agent, now=now)
    return Entered(open_whole(session, account.id, agent=agent, lasts=lasts, confirmed=confirmed, now=now))


def welcome(session: Session, account: Account, agent: str, *, now: datetime) -> None:
    """Write to somebody who comes in with a browser that was not seen before; to be said before it opens."""
    if is_new(session, account, agent, now=now):
        tell(session, account, Changed.BROWSER, about=name_of(agent), now=now)


def open_whole(
    session: Session,
    account_id: str,
    *,
    agent: str,
    lasts: timedelta,
    confirmed: bool = False,
    strong: bool = False,
    now: datetime,
) -> str:
    """Open a sign-in; the answer is its secret.

    `confirmed`: a password, code or passkey was shown just now. `strong`: there was a second factor.
    """
    secret = new_secret()
    session.add(
        SignIn(
            secret_hash=hashed(secret),
            account_id=account_id,
            agent=agent[:AGENT_LENGTH],
            started_at=now,
            expires_at=now + lasts,
            confirmed_at=now if confirmed else None,
            strong_at=now if strong else None,
        )
    )
    audit.record(session, Actor(account_id), "account.sign-in", account_id, now=now)
    return secret


def find_half(session: Session, secret: str, *, now: datetime) -> str | None:
    """The account for which half of a sign-in is open."""
    return session.scalar(select(HalfSignIn.account_id).where(*_open(secret, now)))


def use_half(session: Session, secret: str, *, now: datetime) -> bool:
    """Use half of a sign-in up; False where somebody was faster, or its time is over."""
    done = update(HalfSignIn).where(*_open(secret, now)).values(used_at=now)
    return bool(session.scalars(done.returning(HalfSignIn.id)).all())


def _open_half(session: Session, account_id: str, now: datetime) -> str:
    secret = new_secret()
    session.add(HalfSignIn(secret_hash=hashed(secret), account_id=account_id, made_at=now))
    return secret


def _open(secret: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        HalfSignIn.secret_hash == hashed(secret),
        HalfSignIn.used_at.is_(None),
        HalfSignIn.made_at > now - HALF_LASTS,
    )
