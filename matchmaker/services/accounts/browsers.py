"""The browsers in which somebody is signed in: listed, and ended one by one or all at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.errors import NotAllowed, NotFound
from matchmaker.models import Account, HalfSignIn, SignIn
from matchmaker.services import audit
from matchmaker.services.accounts.keeping import SIGN_INS_KEPT
from matchmaker.services.accounts.secrets import hashed


@dataclass(frozen=True, slots=True)
class Browser:
    """One sign-in that is open: in which browser, since when, and whether it is the one that asks.

    `name` is "" where the browser does not say what it is.
    """

    id: int
    name: str
    started_at: datetime
    here: bool


def list_sign_ins(session: Session, actor: Actor, secret: str, *, now: datetime) -> list[Browser]:
    """Where the actor is signed in, this browser first, then the latest.

    Raises:
        NotAllowed: who asks has no account.
    """
    mine = hashed(secret)
    rows = session.scalars(select(SignIn).where(*_open(_id_of(actor), now)).order_by(SignIn.id.desc()))
    found = [Browser(one.id, name_of(one.agent), one.started_at, one.secret_hash == mine) for one in rows]
    return sorted(found, key=lambda one: not one.here)


def end_sign_in(session: Session, actor: Actor, sign_in_id: int, *, now: datetime) -> None:
    """End one of the actor's sign-ins.

    Raises:
        NotAllowed: who asks has no account; NotFound: it is somebody else's, or over.
    """
    mine = *_open(_id_of(actor), now), SignIn.id == sign_in_id
    if not session.scalars(update(SignIn).where(*mine).values(ended_at=now).returning(SignIn.id)).all():
        raise NotFound("This sign-in has ended already.")
    audit.record(session, actor, "account.end-sign-in", _id_of(actor), now=now)


def end_other_sign_ins(session: Session, actor: Actor, secret: str, *, now: datetime) -> int:
    """End all of the actor's sign-ins but this one; the answer is how many.

    Raises:
        NotAllowed: who asks has no account.
    """
    ended = end_sign_ins(session, _id_of(actor), but=secret, now=now)
    audit.record(session, actor, "account.end-sign-ins", _id_of(actor), now=now)
    return ended


def end_sign_ins(session: Session, account_id: str, *, but: str = "", now: datetime) -> int:
    """End all sign-ins of an account, halves too, but that of a secret; the answer is how many."""
    session.execute(delete(HalfSignIn).where(HalfSignIn.account_id == account_id))
    others = *_open(account_id, now), SignIn.secret_hash != hashed(but)
    return len(session.scalars(update(SignIn).where(*others).values(ended_at=now).returning(SignIn.id)).all())


def is_new(session: Session, account: Account, agent: str, *, now: datetime) -> bool:
    """Whether an account was never seen in such a browser, of those that are kept.

    The first of a young account is not new; in an old one that nobody used for long, every browser is.
    """
    theirs = select(SignIn.agent).where(SignIn.account_id == account.id)
    if known := {name_of(one) for one in session.scalars(theirs)}:
        return name_of(agent) not in known
    return account.created_at <= now - SIGN_INS_KEPT


@lru_cache(1000)
def name_of(agent: str) -> str:
    """A browser and its system as people call them, "Firefox, Linux"; "" where it does not say."""
    # Loaded when it is needed: its rules for thousands of browsers take a third of a second.
    from ua_parser import parse

    found = parse(agent)
    parts = found.user_agent, found.os
    return ", ".join(one.family for one in parts if one is not None)


def _open(account_id: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return SignIn.account_id == account_id, SignIn.ended_at.is_(None), SignIn.expires_at > now


def _id_of(actor: Actor) -> str:
    if not actor.account_id:
        raise NotAllowed("Sign in first: this belongs to an account.")
    return actor.account_id
