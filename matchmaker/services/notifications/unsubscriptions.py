"""Addresses that want no mail of a kind any more; of a person who was erased only a salted hash is kept.

Without it whoever had left would be written to again as soon as an import brings the address back.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection, Iterator

from sqlalchemy import delete, or_, select, tuple_
from sqlalchemy.orm import Session

from matchmaker.core.notifications import MailKind
from matchmaker.models import Unsubscription

MARK = "#"
"""No mail address begins with it: what follows are a salt and a hash."""


def has_left(session: Session, address: str, kind: MailKind) -> bool:
    """Whether an address wants no mail of this kind."""
    if session.get(Unsubscription, (address, kind)) is not None:
        return True
    return any(_matches(hidden, address) for hidden, _ in _hidden(session, {kind}))


def list_left(session: Session, address: str) -> set[MailKind]:
    """The kinds of which an address wants no mail."""
    query = select(Unsubscription.address, Unsubscription.kind)
    mine = or_(Unsubscription.address == address, Unsubscription.address.startswith(MARK))
    found = session.execute(query.where(mine))
    return {kind for kept, kind in found if kept == address or _matches(kept, address)}


def come_back(session: Session, address: str, kinds: Collection[MailKind]) -> None:
    """An address wants mails of these kinds again."""
    mine = [(address, kind) for kind in kinds]
    mine += [(hidden, kind) for hidden, kind in _hidden(session, kinds) if _matches(hidden, address)]
    key = tuple_(Unsubscription.address, Unsubscription.kind)
    session.execute(delete(Unsubscription).where(key.in_(mine)))


def hide(session: Session, address: str) -> None:
    """Keep of an address no more than a hash by which it is known again."""
    for row in session.scalars(select(Unsubscription).where(Unsubscription.address == address)).all():
        session.add(Unsubscription(address=_hash(address, secrets.token_hex(8)), kind=row.kind, at=row.at))
        session.delete(row)
    session.flush()


def _hidden(session: Session, kinds: Collection[MailKind]) -> Iterator[tuple[str, MailKind]]:
    query = select(Unsubscription.address, Unsubscription.kind)
    found = query.where(Unsubscription.address.startswith(MARK), Unsubscription.kind.in_(kinds))
    return ((address, kind) for address, kind in session.execute(found).all())


def _matches(hidden: str, address: str) -> bool:
    return hidden == _hash(address, hidden.removeprefix(MARK).partition(":")[0])


def _hash(address: str, salt: str) -> str:
    return f"{MARK}{salt}:{hashlib.sha256(f'{salt}{address}'.encode()).hexdigest()}"
