"""The claims of the demo: two who wait for one record, an owner who proved it by mail, and a dispute."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from matchmaker.core.actors import SYSTEM, Actor
from matchmaker.models import Account, Stakeholder
from matchmaker.services import accounts, audit, claims, notifications
from matchmaker.services.accounts.passwords import hash_password
from matchmaker.services.claims.asking import say
from matchmaker.services.demo.making import id_of
from matchmaker.services.demo.telling import lasting_ids


@dataclass(frozen=True, slots=True)
class Claimant:
    """Somebody who claims a record so many days ago; with "" for words by their own address there."""

    name: str
    email: str
    record: str
    days: int
    words: str = ""


CLAIMANTS = (
    Claimant("Selma Oktay", "selma.oktay@klangkoffer.example", "klangkoffer", 40),
    Claimant(
        "Annika Rösch", "annika.roesch@post.example", "brot-um-vier", 6,
        "I have baked here since we began, and I write the newsletter. My name stands at the foot of it.",
    ),
    Claimant(
        "Timo Haag", "timo.haag@post.example", "brot-um-vier", 3,
        "I am the treasurer of the association behind the bakery, elected in spring.",
    ),
    Claimant(
        "Ruben Kast", "ruben.kast@post.example", "klangkoffer", 2,
        "I built the instruments and lead the workshops. Selma works elsewhere since the summer.",
    ),
)  # fmt: skip


def tell_claims(session: Session, *, now: datetime) -> int:
    """Take each step at its own moment; the answer is how many claims there are. No mail goes out."""
    told = 0
    with notifications.told_afterwards(session), lasting_ids(session):
        for one in CLAIMANTS:
            record = session.get(Stakeholder, id_of("s", one.record))
            if record is not None:
                _tell(session, one, record, now - timedelta(days=one.days))
                told += 1
    return told


def _tell(session: Session, one: Claimant, record: Stakeholder, at: datetime) -> None:
    actor = _account(session, one, at)
    session.refresh(record, ["claimed"])
    if one.words:
        say(session, actor, record, one.words, now=at)
    else:
        claims.claim_at_once(session, actor, record.id, now=at)


def _account(session: Session, one: Claimant, at: datetime) -> Actor:
    account = Account(
        id=id_of("a", one.email),
        name=one.name,
        email=one.email,
        # Nobody knows this password: nobody signs in as one of them.
        password_hash=hash_password(secrets.token_urlsafe(32)),
        language="",
        created_at=at,
    )
    session.add(account)
    session.flush()
    audit.record(session, SYSTEM, "account.register", account.id, now=at, source="demo")
    return accounts.actor_of(session, account)
