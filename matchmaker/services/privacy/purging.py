"""What an erasure leaves to a job: files beside the database, and free pages inside it.

A file that is deleted does not come back when the transaction fails, so it waits until that has succeeded.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.db import Database
from matchmaker.errors import Conflict
from matchmaker.models import DataExport, Erasure, Import, Job
from matchmaker.services import exchange, jobs, network
from matchmaker.services.privacy.copies import FOLDER
from matchmaker.store.erased import Erased, keep_erased
from matchmaker.store.uploads import drop_upload

JOB = "privacy.purge"


def purge(
    session: Session, *, uploads: Collection[str] = (), copies: Collection[str] = (), now: datetime
) -> Job:
    """Put down that the files of these imports and copies go, and that the database is packed anew.

    Only ids stand in the job: it may wait, and is looked up afterwards.
    """
    return jobs.enqueue(session, JOB, now=now, uploads=sorted(uploads), copies=sorted(copies))


def finish_purge(database: Database, payload: Mapping[str, Any], *, folder: Path, now: datetime) -> None:
    """The job: delete the files, pack the database, and write down outside of it what was erased.

    The index of a large network is built without it, and what was built before goes.

    Raises:
        Conflict: somebody read for so long that the database could not be packed; the job is tried again.
    """
    for import_id in payload["uploads"]:
        for part in (exchange.STAKEHOLDERS, exchange.TIES):
            drop_upload(folder / exchange.FOLDER, exchange.stored_name(import_id, part))
    for copy_id in payload["copies"]:
        drop_upload(folder / FOLDER, f"{copy_id}.zip")
    network.forget_older(database, today=now.date())
    with database.reading() as session:
        keep_erased(folder, list_erased(session))
    if not database.pack():
        raise Conflict("Somebody reads the database for so long that its log cannot be emptied.")


def list_erased(session: Session) -> list[Erased]:
    """All that was erased, the oldest first."""
    rows = session.scalars(select(Erasure).order_by(Erasure.at, Erasure.subject))
    return [Erased(one.what.value, one.subject, one.at.date()) for one in rows]


def copies_of(session: Session, account_id: str) -> Sequence[str]:
    """The copies that somebody asked for."""
    return session.scalars(select(DataExport.id).where(DataExport.account_id == account_id)).all()


def uploads_of(session: Session, account_id: str) -> Sequence[str]:
    """The imports that somebody brought."""
    return session.scalars(select(Import.id).where(Import.account_id == account_id)).all()
