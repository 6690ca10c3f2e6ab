"""Files of imports that must go: those that hold what somebody wants erased, and those that are old."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from matchmaker.core.privacy import limits
from matchmaker.core.words import N_
from matchmaker.models import Import
from matchmaker.models.imports import ImportState
from matchmaker.services.exchange.files import FOLDER, parts_of, stored_name
from matchmaker.store.uploads import holds_words

NOT_RUN = (ImportState.LOOKING, ImportState.UPLOADED, ImportState.QUEUED)
OVER = (ImportState.DONE, ImportState.UNDONE, ImportState.REFUSED)
GONE = N_(
    "Somebody who stood in this file has had their data erased. Take them out of the file and bring it again."
)


def drop_uploads(
    session: Session, account_id: str, addresses: Sequence[str], *, folder: Path, now: datetime
) -> list[str]:
    """The imports whose files must go, because the person brought them or their address stands in them.

    What was not run yet is not run any more: the person's own is dropped, that of others is refused. The
    files themselves are left to the caller, who knows when the transaction has succeeded.
    """
    found = []
    for made in session.scalars(select(Import).order_by(Import.id).with_for_update()).all():
        own = made.account_id == account_id
        if not own and not holds_address(made, addresses, folder=folder):
            continue
        found.append(made.id)
        if made.state in NOT_RUN and own:
            session.delete(made)
        elif made.state in NOT_RUN:
            made.state, made.finished_at, made.preview = ImportState.REFUSED, now, {}
            made.message = {"message": GONE, "values": {}}
    session.flush()
    return found


def holds_address(made: Import, addresses: Sequence[str], *, folder: Path) -> bool:
    """Whether one of the kept files of an import holds one of the addresses."""
    parts = [part for part, name in parts_of(made).items() if name]
    return any(holds_words(folder / FOLDER / stored_name(made.id, part), addresses) for part in parts)


def list_old(session: Session, *, now: datetime) -> list[str]:
    """The imports whose files and previews have been kept long enough."""
    before = now - timedelta(days=limits.UPLOADS)
    ended = Import.state.in_(OVER), Import.finished_at < before
    waiting = Import.state.in_(NOT_RUN), Import.created_at < before
    query = select(Import.id).where(or_(ended[0] & ended[1], waiting[0] & waiting[1]))
    return list(session.scalars(query.order_by(Import.id)))
