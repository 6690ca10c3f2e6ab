"""The ways in which somebody can sign in."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.services.accounts.factors.having import Having, get_having
from matchmaker.services.accounts.managing import has_identity
from matchmaker.services.accounts.own import account_of


@dataclass(frozen=True, slots=True)
class Ways:
    """Whether there is a password, which factors there are, and whether an identity provider."""

    password: bool
    having: Having
    provider: bool


def get_ways(session: Session, actor: Actor) -> Ways:
    """The ways of who asks.

    Raises:
        NotAllowed: who asks has no account.
    """
    account = account_of(session, actor)
    having = get_having(session, account.id)
    return Ways(bool(account.password_hash), having, has_identity(session, account.id))
