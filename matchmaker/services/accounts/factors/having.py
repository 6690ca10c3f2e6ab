"""Which factors an account has."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Exists, exists, func, or_, select, update
from sqlalchemy.orm import Session

from matchmaker.models import OneTimeCodes, Passkey, RecoveryCode, SignIn


@dataclass(frozen=True, slots=True)
class Having:
    """The factors of an account: an app, so many passkeys, so many recovery codes that are left."""

    codes: bool
    passkeys: int
    recovery: int

    @property
    def any(self) -> bool:
        """Whether there is a factor; recovery codes only stand in for one."""
        return self.codes or bool(self.passkeys)


def has_factor(session: Session, account_id: str) -> bool:
    """Whether signing in to this account takes a second step."""
    return bool(
        session.scalar(select(or_(_app(account_id), exists().where(Passkey.account_id == account_id))))
    )


def get_having(session: Session, account_id: str) -> Having:
    """The factors of an account."""
    passkeys = select(func.count()).where(Passkey.account_id == account_id).scalar_subquery()
    unused = RecoveryCode.account_id == account_id, RecoveryCode.used_at.is_(None)
    recovery = select(func.count()).where(*unused).scalar_subquery()
    found = session.execute(select(_app(account_id), passkeys, recovery)).one()
    return Having(bool(found[0]), found[1], found[2])


def weaken(session: Session, account_id: str) -> None:
    """To be said when the last factor is gone: no sign-in counts as one with a factor any more."""
    session.execute(update(SignIn).where(SignIn.account_id == account_id).values(strong_at=None))


def _app(account_id: str) -> Exists:
    return exists().where(OneTimeCodes.account_id == account_id, OneTimeCodes.confirmed_at.is_not(None))
