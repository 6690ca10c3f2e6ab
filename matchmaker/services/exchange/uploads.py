"""Imports on their way: brought by a person, looked through, given a source, dropped again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import PurePosixPath
from typing import IO

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.words import N_
from matchmaker.errors import Conflict, Invalid, NotFound
from matchmaker.models import Import, Stakeholder
from matchmaker.models.ids import new_id
from matchmaker.models.imports import ImportState
from matchmaker.models.jobs import JobState
from matchmaker.permissions import may, require
from matchmaker.services import audit, jobs
from matchmaker.services.exchange.files import STAKEHOLDERS, TIES, Store, read_table, stored_name
from matchmaker.services.exchange.previews import look
from matchmaker.store.uploads import drop_upload, keep_upload

SOURCE_LENGTH = 64


def upload(
    session: Session,
    actor: Actor,
    files: Mapping[str, tuple[str, IO[bytes]]],
    *,
    source: str,
    strict: bool,
    store: Store,
    now: datetime,
) -> Import:
    """Keep the files (part -> name and stream), guess their columns and look through them.

    Raises:
        NotAllowed: the actor runs no place.
        Invalid: a file cannot be read; nothing of it is kept.
        Conflict: the ids of this source are somebody else's.
    """
    require(actor, "import.run")
    if not files:
        raise Invalid(
            N_("Choose a file."), fields={"file": N_("Choose a file of stakeholders, one of ties, or both.")}
        )
    names = {part: file_name(name) for part, (name, _) in files.items()}
    made = Import(
        id=new_id("i"),
        filename=names.get(STAKEHOLDERS, ""),
        ties_filename=names.get(TIES, ""),
        source=checked_source(session, actor, source, names),
        strict=strict,
        account_id=actor.account_id,
        created_at=now,
    )
    try:
        _keep(session, made, files, store)
        session.add(made)
        session.flush()
        look(session, actor, made, store, now=now)
    except BaseException:
        for part in files:
            drop_upload(store.folder, stored_name(made.id, part))
        raise
    audit.record(session, actor, "import.upload", made.id, now=now, files=sorted(names.values()))
    return made


def get_import(session: Session, actor: Actor, import_id: str, *, lock: bool = False) -> Import:
    """One import of the actor's, or any for administrators.

    `lock` is for who will change it: of two at once the second waits, and then sees what the first has done.

    Raises:
        NotFound: there is none, or it is somebody else's.
    """
    made = session.get(Import, import_id, populate_existing=lock, with_for_update=lock or None)
    if made is None or not may(actor, "import.read", made):
        raise NotFound(N_("There is no such import. It may be somebody else's, or the link is wrong."))
    return made


def gave_up(session: Session, made: Import) -> bool:
    """Whether the worker tried an import's job so often that it stopped trying."""
    progress = jobs.find_progress(session, made.job_id) if made.job_id else None
    return progress is not None and progress.state is JobState.DEAD


def drop_import(session: Session, actor: Actor, import_id: str, *, store: Store, now: datetime) -> None:
    """Throw away an import that was never run, with its files.

    Raises:
        Conflict: it has been started; then it can be undone instead.
    """
    made = get_import(session, actor, import_id, lock=True)
    if made.state not in {ImportState.LOOKING, ImportState.UPLOADED, ImportState.REFUSED}:
        raise Conflict(N_("This import has been started. Undo it instead."))
    for part in (STAKEHOLDERS, TIES):
        drop_upload(store.folder, stored_name(made.id, part))
    audit.record(session, actor, "import.drop", made.id, now=now)
    session.delete(made)


def checked_source(session: Session, actor: Actor, typed: str, names: Mapping[str, str]) -> str:
    """The name of the list that the ids belong to: as typed, else the file's name without its ending.

    Raises:
        Invalid: it is too long.
        Conflict: somebody else's imports carry it; their ids would be taken for these.
    """
    source = " ".join(typed.split())
    if not source:
        return _free_source(session, actor, PurePosixPath(next(iter(names.values()))).stem)
    if len(source) > SOURCE_LENGTH:
        long = N_("The name of the list has more than 64 characters. Choose a shorter one.")
        raise Invalid(long, fields={"source": long})
    if not _is_theirs(session, actor, source):
        taken = N_(
            "Somebody else imports a list of this name. Choose another name, so that ids are not mixed up."
        )
        raise Invalid(taken, fields={"source": taken})
    return source


def file_name(typed: str) -> str:
    """The last part of a file's name, in one line; paths of the sender's machine are nobody's business."""
    name = typed.replace("\\", "/").rpartition("/")[2]
    return " ".join("".join(sign for sign in name if sign.isprintable()).split())[:200] or "file"


def _free_source(session: Session, actor: Actor, stem: str) -> str:
    stem = " ".join(stem.split())[: SOURCE_LENGTH - 6] or "list"
    source, number = stem, 1
    while not _is_theirs(session, actor, source):
        number += 1
        source = f"{stem} {number}"
    return source


def _is_theirs(session: Session, actor: Actor, source: str) -> bool:
    """Whether these ids are the actor's: nobody else used this source before, or they run the site."""
    if actor.administrator:
        return True
    accounts = set(session.scalars(select(Import.account_id).where(Import.source == source).distinct()))
    if accounts:
        return accounts == {actor.account_id}
    # Forms and the demo make records under a name of their own, without any import.
    query = select(Stakeholder.id).where(Stakeholder.source == source).limit(1)
    return session.scalar(query) is None


def _keep(session: Session, made: Import, files: Mapping[str, tuple[str, IO[bytes]]], store: Store) -> None:
    for part, (_, stream) in files.items():
        path = keep_upload(store.folder, stored_name(made.id, part), stream, most=store.limits.size)
        try:
            table = read_table(session, part, store.read(path))
        except Invalid as error:
            field = "file" if part == STAKEHOLDERS else "ties"
            raise Invalid(error.message, fields={field: str(error)}, **error.values) from error
        document = table.mapping.to_json()
        if part == STAKEHOLDERS:
            made.mapping = document
        else:
            made.ties_mapping = document
