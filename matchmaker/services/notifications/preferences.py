"""What somebody wants to hear of, and how: at once, in a digest, or never."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.notifications import NEVER_BUNDLED, OF_THE_ACCOUNT, Channel, MailKind, MailState
from matchmaker.core.words import N_
from matchmaker.errors import Invalid, NotAllowed
from matchmaker.models import Account, Mail, NotificationPreference, Unsubscription
from matchmaker.services import audit
from matchmaker.services.notifications import unsubscriptions
from matchmaker.services.notifications.recipients import Recipient
from matchmaker.services.notifications.scheduling import schedule

NOT_CHOSEN = OF_THE_ACCOUNT | {MailKind.DIGEST, MailKind.RETURNED}
CHOSEN: tuple[MailKind, ...] = tuple(kind for kind in MailKind if kind not in NOT_CHOSEN)
"""The kinds that one chooses for; a digest follows from them, and whoever wrote to us is answered."""

NEEDS_HASTE = N_("These cannot wait for a digest: somebody waits for your answer, or the day is near.")


def channels_of(kind: MailKind) -> tuple[Channel, ...]:
    """The ways in which one may hear of a kind."""
    return (Channel.AT_ONCE, Channel.NEVER) if kind in NEVER_BUNDLED else tuple(Channel)


def channel_for(session: Session, to: Recipient | Mail, kind: MailKind) -> Channel:
    """How a reader wants to hear of a kind; what an address has left is left, whoever signs in with it."""
    if kind in OF_THE_ACCOUNT:
        return Channel.AT_ONCE
    if unsubscriptions.has_left(session, to_address(to), kind):
        return Channel.NEVER
    found = session.get(NotificationPreference, (to.account_id, kind)) if to.account_id else None
    return found.channel if found else Channel.AT_ONCE


def get_preferences(session: Session, actor: Actor) -> dict[MailKind, Channel]:
    """How the actor wants to hear of each kind.

    Raises:
        NotAllowed: who asks has no account.
    """
    account = account_of(session, actor)
    kept = select(NotificationPreference).where(NotificationPreference.account_id == account.id)
    found: dict[MailKind, Channel] = dict.fromkeys(CHOSEN, Channel.AT_ONCE)
    found |= {one.kind: one.channel for one in session.scalars(kept) if one.kind in found}
    left = unsubscriptions.list_left(session, account.email)
    return found | {kind: Channel.NEVER for kind in left if kind in found}


def set_preferences(
    session: Session, actor: Actor, wishes: Mapping[MailKind, Channel], *, now: datetime
) -> None:
    """Keep how the actor wants to hear of these kinds; what waits already follows.

    Raises:
        NotAllowed: who asks has no account; Invalid: a kind cannot be had in this way.
    """
    account = account_of(session, actor)
    wrong = {kind.value: NEEDS_HASTE for kind, way in wishes.items() if way not in channels_of(kind)}
    if wrong:
        raise Invalid("Some answers need another look.", fields=wrong)
    # The same button twice at once: the second waits here, and finds the rows of the first.
    session.refresh(account, with_for_update={"key_share": True})
    for kind, channel in wishes.items():
        session.merge(NotificationPreference(account_id=account.id, kind=kind, channel=channel))
    back = [kind for kind, channel in wishes.items() if channel is not Channel.NEVER]
    back += [MailKind.DIGEST] if back else []
    unsubscriptions.come_back(session, account.email, back)
    session.flush()
    mine = Mail.account_id == account.id, Mail.kind.in_(list(wishes))
    follow(session, *mine, now=now)
    audit.record(session, actor, "notifications.choose", account.id, now=now)


def unsubscribe(session: Session, address: str, kind: MailKind, *, now: datetime) -> None:
    """This address wants no mail of this kind any more; saying it twice changes nothing."""
    address = address.strip().lower()
    if unsubscriptions.has_left(session, address, kind):
        return
    try:
        with session.begin_nested():
            session.add(Unsubscription(address=address, kind=kind, at=now))
    except IntegrityError:
        return
    follow(session, Mail.address == address, Mail.kind == kind, now=now)


def unsubscribe_from_all(session: Session, address: str, *, now: datetime) -> None:
    """This address wants no mail at all any more."""
    for kind in set(MailKind) - OF_THE_ACCOUNT:
        unsubscribe(session, address, kind, now=now)


def to_address(to: Recipient | Mail) -> str:
    """The address as it is compared: in small letters."""
    return to.address.strip().lower()


def follow(session: Session, *which: object, now: datetime) -> None:
    """Mails that wait are sent, bundled or dropped as is wanted now."""
    waiting = select(Mail).where(Mail.state == MailState.WAITING, *which)  # type: ignore[arg-type]  # conditions
    for mail in session.scalars(waiting):
        schedule(session, mail, channel_for(session, mail, mail.kind), now=now)


def account_of(session: Session, actor: Actor) -> Account:
    """The account of who asks.

    Raises:
        NotAllowed: there is none.
    """
    account = session.get(Account, actor.account_id) if actor.account_id else None
    if account is None:
        raise NotAllowed("Sign in first: these choices belong to an account.")
    return account
