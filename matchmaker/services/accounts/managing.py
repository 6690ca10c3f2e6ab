"""The factors of an account: an app set up and removed, recovery codes made anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pyotp
from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.words import N_
from matchmaker.errors import Conflict, Invalid
from matchmaker.models import Account, Identity, OneTimeCodes, Passkey
from matchmaker.services import audit
from matchmaker.services.accounts.browsers import end_sign_ins
from matchmaker.services.accounts.checks import AGAIN
from matchmaker.services.accounts.confirming import confirm, fresh_account
from matchmaker.services.accounts.factors import codes, recovery
from matchmaker.services.accounts.factors.having import get_having, has_factor, weaken
from matchmaker.services.accounts.news import Changed, tell

WRONG = N_(
    "This is not the code that the app shows now. Check the clock of your phone, and type the next one."
)


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What an app is given: the key to type, and the address that its picture holds."""

    key: str
    uri: str


def begin_codes(session: Session, actor: Actor, *, sign_in: str, secret: str, now: datetime) -> None:
    """Make a key for an app; it counts when a first code confirms it. `secret` is the site's.

    Raises:
        NotAllowed: who asks has no account; NotFresh: they have to show first who they are;
        Conflict: an app is there already.
    """
    account = fresh_account(session, actor, sign_in, now=now)
    if (known := session.get(OneTimeCodes, account.id)) is not None:
        if known.confirmed_at is not None:
            raise Conflict("You use an app already. Remove it first.")
        session.delete(known)
        session.flush()
    session.add(codes.new_row(account.id, secret=secret, now=now))
    session.flush()


def find_enrolment(
    session: Session, actor: Actor, *, site_name: str, sign_in: str, secret: str, now: datetime
) -> Enrolment | None:
    """What the app is given; None where none was begun, or it is confirmed.

    Raises:
        NotAllowed: who asks has no account; NotFresh: they have to show first who they are.
    """
    account = fresh_account(session, actor, sign_in, reading=True, now=now)
    row = session.get(OneTimeCodes, account.id)
    key = codes.key_of(row, secret=secret) if row and row.confirmed_at is None else None
    if key is None:
        return None
    return Enrolment(key, pyotp.TOTP(key).provisioning_uri(name=account.email, issuer_name=site_name))


def confirm_codes(
    session: Session, actor: Actor, code: str, *, sign_in: str, secret: str, now: datetime
) -> list[str]:
    """Make an app count by its first code; the answer are new recovery codes, unless there are some.

    Raises:
        NotAllowed: who asks has no account; NotFresh: they have to show first who they are;
        Invalid: the code is wrong, or no app was begun.
    """
    account = fresh_account(session, actor, sign_in, now=now)
    code = "".join(code.split())
    step = codes.step_of(session, account.id, code, secret=secret, now=now, first=True)
    if step is None or not codes.take_step(session, account.id, step, confirmed_at=now):
        raise Invalid(AGAIN, fields={"code": WRONG})
    tell(session, account, Changed.CODES_ADDED, now=now)
    audit.record(session, actor, "account.add-codes", account.id, now=now)
    return after_adding(session, actor, account, sign_in, now=now)


def remove_codes(session: Session, actor: Actor, *, sign_in: str, now: datetime) -> None:
    """Remove the app.

    Raises:
        NotAllowed: who asks has no account; NotFresh: they have to show first who they are.
    """
    account = fresh_account(session, actor, sign_in, now=now)
    mine = delete(OneTimeCodes).where(OneTimeCodes.account_id == account.id)
    if session.scalar(mine.returning(OneTimeCodes.confirmed_at)) is None:
        return
    after_removing(session, account)
    tell(session, account, Changed.CODES_REMOVED, now=now)
    audit.record(session, actor, "account.remove-codes", account.id, now=now)


def renew_recovery(session: Session, actor: Actor, *, sign_in: str, now: datetime) -> list[str]:
    """Ten new recovery codes in place of the old.

    Raises:
        NotAllowed: who asks has no account; NotFresh: they have to show first who they are;
        Conflict: there is no factor for which they could stand in.
    """
    account = fresh_account(session, actor, sign_in, now=now)
    if not has_factor(session, account.id):
        raise Conflict("Set up an app or a passkey first: recovery codes stand in for it.")
    tell(session, account, Changed.RECOVERY, now=now)
    audit.record(session, actor, "account.renew-recovery", account.id, now=now)
    return recovery.renew(session, account.id, now=now)


def drop_factors(session: Session, actor: Actor, account: Account, *, now: datetime) -> None:
    """Take all factors from an account whose owner has lost them; for the operator, who knows the person."""
    for table in (OneTimeCodes, Passkey):
        session.execute(delete(table).where(table.account_id == account.id))
    weaken(session, account.id)
    recovery.forget(session, account.id)
    tell(session, account, Changed.FACTORS_DROPPED, now=now)
    audit.record(session, actor, "account.drop-factors", account.id, now=now)


def after_adding(
    session: Session, actor: Actor, account: Account, sign_in: str, *, now: datetime
) -> list[str]:
    """What a new factor brings: this sign-in has one now, and recovery codes, unless there are some.

    With the first, all other browsers are signed out: whoever sits there has shown none.
    """
    session.flush()
    having = get_having(session, account.id)
    if having.codes + having.passkeys == 1:
        end_sign_ins(session, account.id, but=sign_in, now=now)
    confirm(session, actor, sign_in, strong=True, now=now)
    return [] if having.recovery else recovery.renew(session, account.id, now=now)


def after_removing(session: Session, account: Account) -> None:
    """What goes with the last factor.

    Raises:
        Conflict: nobody could sign in to the account any more; an app alone opens nothing.
    """
    having = get_having(session, account.id)
    if not (account.password_hash or having.passkeys or has_identity(session, account.id)):
        raise Conflict("This is the only way in which you sign in. Choose a password first.")
    if having.any:
        return
    recovery.forget(session, account.id)
    weaken(session, account.id)


def has_identity(session: Session, account_id: str) -> bool:
    """Whether an account signs in by an identity provider."""
    return bool(session.scalar(select(exists().where(Identity.account_id == account_id))))
