"""After an old copy of the database was put back: what was erased since then is erased again."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from matchmaker.core.actors import SYSTEM
from matchmaker.models import Account, Stakeholder
from matchmaker.models.privacy import ErasedKind
from matchmaker.services import network
from matchmaker.services.privacy.erasing import forget_person
from matchmaker.services.privacy.profiles import remove_profile
from matchmaker.services.privacy.purging import purge
from matchmaker.store.erased import read_erased


def erase_again(session: Session, *, folder: Path, now: datetime) -> int:
    """Erase once more what the list beside the database names; how much of it had come back.

    Profiles first: which of them went with a person stands in the list. The index goes as well: it was made
    of another database.

    Raises:
        Busy: somebody builds the index at this moment.
        CannotWrite: it cannot be removed.
    """
    network.drop_index(folder)
    erased = read_erased(folder)
    count = 0
    for one in erased:
        found = session.get(Stakeholder, one.subject) if one.what == ErasedKind.PROFILE.value else None
        if found is not None:
            purge(session, uploads=remove_profile(session, SYSTEM, found, now=now), now=now)
            count += 1
    for one in erased:
        account = session.get(Account, one.subject) if one.what == ErasedKind.ACCOUNT.value else None
        if account is not None:
            forget_person(session, SYSTEM, account, profiles=(), folder=folder, now=now)
            count += 1
    return count
