"""What an erasure would do, told before it is confirmed."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.errors import NotAllowed
from matchmaker.models import Account, IntroductionMessage, Mail, RoleGrant, Stakeholder
from matchmaker.services.privacy.erasing import bears_the_name
from matchmaker.services.privacy.people import get_known


@dataclass(frozen=True, slots=True)
class OwnProfile:
    """A profile that nobody else looks after; one that is named like the person must go with them."""

    id: str
    name: str
    must_go: bool


@dataclass(frozen=True, slots=True)
class ErasurePlan:
    """Who would go, which profiles are theirs alone, which others look after too, and some counts."""

    name: str
    alone: tuple[OwnProfile, ...]
    shared: tuple[str, ...]
    messages: int
    mails: int


def plan_erasure(session: Session, actor: Actor) -> ErasurePlan:
    """What erasing the account of who asks would mean.

    Raises:
        NotAllowed: who asks has no account.
    """
    account = session.get(Account, actor.account_id) if actor.account_id else None
    if account is None:
        raise NotAllowed("Sign in first: this belongs to an account.")
    person = get_known(session, account)
    member = select(RoleGrant.place).where(RoleGrant.account_id == account.id)
    named = select(Stakeholder).where(Stakeholder.id.in_(member)).order_by(Stakeholder.name)
    found = list(session.scalars(named))
    alone = [
        OwnProfile(one.id, one.name, bears_the_name(one, person)) for one in found if one.id in person.alone
    ]
    written = select(func.count()).where(IntroductionMessage.account_id == account.id)
    mailed = select(func.count()).where(Mail.account_id == account.id)
    return ErasurePlan(
        name=account.name,
        alone=tuple(alone),
        shared=tuple(one.name for one in found if one.id not in person.alone),
        messages=session.scalars(written).one(),
        mails=session.scalars(mailed).one(),
    )
