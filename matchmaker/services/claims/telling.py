"""Whom a claim is told to: the record, the claimant, those who decide, and the record's people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from matchmaker.core.claims.states import LINK_LASTS
from matchmaker.core.entities import Part, Role
from matchmaker.core.notifications import MailKind
from matchmaker.models import Account, Claim, RoleGrant, Stakeholder
from matchmaker.services import notifications
from matchmaker.services.claims.reading import joined_pilots
from matchmaker.services.notifications import Recipient


class What(StrEnum):
    """What a mail about a claim says."""

    PROVE = "prove"
    """To the record's own address: is it right? With a link."""
    WAITS = "waits"
    """To those who decide."""
    DISPUTED = "disputed"
    """To the owners: somebody says that the profile is theirs."""
    ENDED = "ended"
    """To the claimant: what became of it."""
    JOINED = "joined"
    """To those who belong to the record: an owner has come by decision."""
    REPLACED = "replaced"
    """To those who belonged to it."""


class Why(StrEnum):
    """Why a claim was refused where nobody gave a reason."""

    OTHER = "other"
    """Somebody else has proved theirs."""
    NOT_US = "not_us"
    """Whoever reads the mail of the record does not know the claimant."""


def ask_the_record(
    session: Session, claim: Claim, stakeholder: Stakeholder, *, language: str, now: datetime
) -> None:
    """A link to the address of the claim: whoever reads it says whether the claim is right."""
    contact = stakeholder.email.strip().lower() == claim.address
    # The contact address is written to in the languages of the record, any other in that of who typed it.
    known = notifications.recipients_of(session, stakeholder.id, languages=[language]) if contact else []
    to = known[0] if known else Recipient(claim.address, "", language)
    what = f"{What.PROVE.value} {now.isoformat()}"
    _write(session, claim, What.PROVE, to, now=now, key=what, answerable_for=LINK_LASTS)


def ask_for_decision(session: Session, claim: Claim, stakeholder: Stakeholder, *, now: datetime) -> None:
    """Those who decide hear of it; so do the owners, where there are some."""
    for to in notifications.recipients_for(session, deciders_of(session, claim, stakeholder)):
        _write(session, claim, What.WAITS, to, now=now)
    owners = select(RoleGrant.account_id).where(
        RoleGrant.role == Role.MEMBER, RoleGrant.place == stakeholder.id, RoleGrant.part == Part.OWNER
    )
    for to in notifications.recipients_for(session, session.scalars(owners)):
        _write(session, claim, What.DISPUTED, to, now=now)


def tell_claimant(session: Session, claim: Claim, *, why: Why = Why.OTHER, now: datetime) -> None:
    """What became of a claim."""
    for to in notifications.recipients_for(session, [claim.account_id]):
        _write(session, claim, What.ENDED, to, now=now, why=why)


def tell_former(
    session: Session, claim: Claim, account_ids: Iterable[str], *, replaced: bool, now: datetime
) -> None:
    """Those who belonged to a record before: somebody has come, or has come in their place."""
    others = [one for one in account_ids if one != claim.account_id]
    what = What.REPLACED if replaced else What.JOINED
    for to in notifications.recipients_for(session, others):
        _write(session, claim, what, to, now=now)


def deciders_of(session: Session, claim: Claim, stakeholder: Stakeholder) -> list[str]:
    """The accounts that may decide a claim, else the administrators; never the claimant or its people."""
    code = stakeholder.region
    around = [code[:length] for length in range(2, len(code) + 1)]
    near = or_(
        and_(RoleGrant.role == Role.OFFICIAL, RoleGrant.place.in_(around)),
        and_(RoleGrant.role == Role.ORGANISER, RoleGrant.place.in_(joined_pilots(session, stakeholder.id))),
    )
    own = select(RoleGrant.account_id).where(RoleGrant.role == Role.MEMBER, RoleGrant.place == stakeholder.id)
    query = select(RoleGrant.account_id).join(Account, Account.id == RoleGrant.account_id)
    query = query.where(RoleGrant.account_id != claim.account_id, RoleGrant.account_id.not_in(own))
    query = query.where(Account.disabled_at.is_(None)).order_by(RoleGrant.id)
    found = list(session.scalars(query.where(near)))
    return found or list(session.scalars(query.where(RoleGrant.role == Role.ADMINISTRATOR)))


def _write(
    session: Session,
    claim: Claim,
    what: What,
    to: Recipient,
    *,
    now: datetime,
    key: str = "",
    answerable_for: timedelta | None = None,
    why: Why = Why.OTHER,
) -> None:
    params = {"claim": claim.id, "what": what.value, "why": why.value}
    if answerable_for is not None:
        params["until"] = (now + answerable_for).isoformat()
    notifications.notify(
        session, kind=MailKind.CLAIM, key=f"{mails_of(claim.id)}{key or what.value}", to=to, params=params,
        now=now, answerable_for=answerable_for,
    )  # fmt: skip


def mails_of(claim_id: str) -> str:
    """How the key of each mail about a claim begins."""
    return f"claim {claim_id} "
