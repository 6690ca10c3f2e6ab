"""A copy of all that is kept of somebody: asked for with a password, built, fetched by the same sign-in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.privacy import limits
from matchmaker.db import database_of
from matchmaker.errors import NotAllowed, NotFound
from matchmaker.models import Account, DataExport, Import, IntroductionMessage, MessageFile
from matchmaker.models.privacy import CopyState
from matchmaker.services import accounts, audit, exchange, jobs
from matchmaker.services.accounts import throttle
from matchmaker.services.accounts.secrets import hashed
from matchmaker.services.accounts.throttle import Limit
from matchmaker.services.privacy.gathering import Sheet, count_rows, count_tables, gather
from matchmaker.services.privacy.index import Listed, Reading, index_of, read_me
from matchmaker.services.privacy.names import names_of
from matchmaker.services.privacy.people import Person, get_known, get_still_there
from matchmaker.store.copies import Archive

JOB = "privacy.copy"
FOLDER = "copies"
AT_ONCE = 2_000
"""With more rows than this it is built by a job."""

COPIES = Limit(10, timedelta(days=1))
"""So often one person asks for one: each reads much, and lies on the disk for a day."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Built:
    """A copy that is whole."""

    id: str
    size: int


def silent(_done: int, _total: int) -> None:
    """Nobody waits for news."""


def ask_for_copy(
    session: Session,
    actor: Actor,
    *,
    password: str,
    secret: str,
    language: str,
    folder: Path,
    now: datetime,
) -> DataExport:
    """Build a copy for who asks: at once where it is small, else as a job. `secret` is that of the sign-in.

    Raises:
        NotAllowed: who asks has no account; NotFresh: see `accounts.proven`; Invalid: the password is wrong;
        TooMany: too often.
    """
    known = accounts.proven(session, actor, password, sign_in=secret, now=now)
    throttle.count(database_of(session), f"copy:{known.id}", COPIES, now=now)
    account = get_still_there(session, known.id)
    made = DataExport(account_id=account.id, asked_with=hashed(secret), language=language, made_at=now)
    session.add(made)
    session.flush()
    if count_rows(session, get_known(session, account)) > AT_ONCE:
        made.job_id = jobs.enqueue(session, JOB, now=now, copy_id=made.id).id
    else:
        finish(session, build(session, made.id, folder=folder, progress=silent))
    audit.record(session, actor, "account.export", account.id, now=now)
    return made


def build(session: Session, copy_id: str, *, folder: Path, progress: Progress) -> Built | None:
    """Write the file; None when nobody wants it any more. It only reads: nobody waits for it."""
    made = session.get(DataExport, copy_id)
    account = session.get(Account, made.account_id) if made else None
    if made is None or account is None:
        return None
    archive = Archive(folder / FOLDER, f"{copy_id}.zip")
    about = Reading(account.name, made.language, made.made_at)
    return Built(copy_id, _write(session, get_known(session, account), archive, about, folder, progress))


def write_copy(session: Session, account: Account, *, file: Path, folder: Path, now: datetime) -> int:
    """Write a copy to a file of the operator's; the answer is its size. It is not kept that there was one."""
    archive = Archive(file.parent, file.name)
    about = Reading(account.name, account.language, now)
    return _write(session, get_known(session, account), archive, about, folder, silent)


def _write(
    session: Session, person: Person, archive: Archive, about: Reading, folder: Path, progress: Progress
) -> int:
    listed, total = [], count_tables()
    sheets: list[Sheet] = []
    for number, sheet in enumerate(gather(session, person)):
        progress(number, total)
        archive.add_table(sheet.name, sheet.columns, sheet.listed())
        listed.append(Listed(sheet.part, sheet.name, tuple(sheet.what), len(sheet.rows)))
        sheets.append(sheet)
    names = names_of(session, sheets, person)
    archive.add_table("names", ("id", "name"), [{"id": id_, "name": name} for id_, name in names])
    files = list(_add_files(session, archive, person, folder))
    archive.add_text("index.html", index_of(about, listed, files))
    archive.add_text("README.txt", read_me(about))
    return archive.close()


def finish(session: Session, built: Built | None) -> None:
    """Write down that a copy is ready."""
    made = session.get(DataExport, built.id) if built else None
    if made is not None and built is not None:
        made.state, made.size = CopyState.READY, built.size


def get_copy(session: Session, actor: Actor, copy_id: str, *, secret: str, now: datetime) -> DataExport:
    """A copy that the actor asked for in this very sign-in, not longer than a day ago.

    Raises:
        NotAllowed: who asks has no account; NotFound: there is no such copy for them.
    """
    if not actor.account_id:
        raise NotAllowed("Sign in first: this belongs to an account.")
    made = session.get(DataExport, copy_id)
    mine = made is not None and made.account_id == actor.account_id and made.asked_with == hashed(secret)
    if made is None or not mine or made.made_at <= now - timedelta(days=limits.EXPORTS):
        raise NotFound("There is no such copy any more. Ask for a new one.")
    return made


def path_of(folder: Path, copy_id: str) -> Path:
    """Where the file of a copy lies."""
    return folder / FOLDER / f"{copy_id}.zip"


def _add_files(session: Session, archive: Archive, person: Person, folder: Path) -> list[str]:
    """Files that the person sent: with messages, and to be imported, as long as these are kept."""
    names = []
    mine = IntroductionMessage.account_id == person.id
    query = (
        select(MessageFile.id, MessageFile.name, MessageFile.content).join(IntroductionMessage).where(mine)
    )
    for id_, name, content in session.execute(query.order_by(MessageFile.id)):
        names.append(f"files/{id_}-{_safe(name)}")
        archive.add_bytes(names[-1], content)
    for made in session.scalars(select(Import).where(Import.account_id == person.id).order_by(Import.id)):
        for part, name in exchange.parts_of(made).items():
            path = folder / exchange.FOLDER / exchange.stored_name(made.id, part)
            inside = f"files/{made.id}-{_safe(name)}"
            if name and archive.add_file(inside, path):
                names.append(inside)
    return names


def _safe(name: str) -> str:
    """The name of a file without what would lead out of its folder."""
    return "".join("_" if sign in '/\\:*?"<>|' or not sign.isprintable() else sign for sign in name)[-80:]
