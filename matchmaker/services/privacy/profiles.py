"""Erasing a profile with all that hangs on it: page, partnerships, history, rows of imports."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.entities import Role
from matchmaker.core.words import N_
from matchmaker.errors import Invalid, NotFound
from matchmaker.models import Change, DuplicatePair, Erasure, Import, ImportRow, Merge, RoleGrant, Stakeholder
from matchmaker.models.imports import ImportState
from matchmaker.models.privacy import ErasedKind
from matchmaker.permissions import require
from matchmaker.services import accounts, audit, duplicates, ecosystem, history, removals
from matchmaker.services.accounts.checks import AGAIN
from matchmaker.services.privacy.purging import purge

RAN = (ImportState.DONE, ImportState.UNDONE, ImportState.REFUSED)


def get_erasable(session: Session, actor: Actor, stakeholder_id: str) -> Stakeholder:
    """A profile that the actor may erase.

    Raises:
        NotFound: there is none, or the actor may not know of it; NotAllowed: it is not theirs to erase.
    """
    found = session.get(Stakeholder, stakeholder_id)
    if found is None:
        raise NotFound("There is no such profile. It may have been removed, or the link is wrong.")
    require(actor, "stakeholder.erase", found)
    return found


def erase_profile(
    session: Session,
    actor: Actor,
    stakeholder_id: str,
    *,
    name: str,
    password: str,
    secret: str = "",
    now: datetime,
) -> None:
    """Erase a profile; who asks types its name and their own password.

    Who has no password has shown who they are in another way, in the sign-in of this `secret`.

    Raises:
        NotFound, NotAllowed; NotFresh; Invalid: the name or the password is wrong; TooMany.
    """
    accounts.proven(session, actor, password, sign_in=secret, now=now)
    found = get_erasable(session, actor, stakeholder_id)
    if not same_name(name, found.name):
        raise Invalid(AGAIN, fields={"name": N_("This is not its name. Type it as it stands above.")})
    uploads = remove_profile(session, actor, found, now=now)
    purge(session, uploads=uploads, now=now)


def remove_profile(
    session: Session, actor: Actor, found: Stakeholder, *, by_link: bool = False, now: datetime
) -> list[str]:
    """Delete a profile and its traces; the answer names the imports whose files held it.

    Its offers, needs, partnerships, introductions and mails go by their keys. The history and the reports of
    imports have none. What it was made one with has gone, too, with the traces under the id that it had. What
    stays is by what it is known again if a list names it, `by_link` of a mail or not.
    """
    gone = found.id
    earlier = duplicates.list_earlier(session, {gone})
    ids = [gone, *earlier]
    history.touch(session, [gone])
    removals.keep_out(session, found, by_link=by_link, now=now)
    removals.forget_mails(session, gone)
    session.execute(delete(RoleGrant).where(RoleGrant.place == gone, RoleGrant.role == Role.MEMBER))
    session.execute(delete(Change).where(Change.stakeholder_id.in_(ids)))
    # What merges remember of it for an undo, those of others too, and what it was held to be the same as.
    duplicates.forget_records(session, ids)
    session.execute(delete(Merge).where(or_(Merge.kept_id.in_(ids), Merge.gone_id.in_(ids))))
    pairs = or_(DuplicatePair.a_id.in_(ids), DuplicatePair.b_id.in_(ids))
    session.execute(delete(DuplicatePair).where(pairs))
    brought = _bare_rows(session, ids)
    session.delete(found)
    session.flush()
    for one in ids:
        # In an old copy of the database what went up into it may still be a record of its own.
        session.merge(Erasure(subject=one, what=ErasedKind.PROFILE, at=now))
    ecosystem.queue_survey(session, now=now)
    audit.record(session, actor, "stakeholder.erase", gone, now=now)
    return brought


def _bare_rows(session: Session, ids: Collection[str]) -> list[str]:
    """Empty what imports remember of these records; the answer names the imports."""
    mine = ImportRow.subject.in_(ids)
    brought = list(session.scalars(select(ImportRow.import_id).where(mine).distinct()))
    # Without a subject an undo passes the row over: there is nothing left that it could take back.
    bare: dict[str, Any] = {"name": "", "subject": None, "reasons": [], "changes": {}, "before": {}}
    session.execute(update(ImportRow).where(mine).values(**bare))
    over = Import.id.in_(brought), Import.state.in_(RAN)
    session.execute(update(Import).where(*over).values(preview={}, decisions={}))
    return brought


def same_name(typed: str, name: str) -> bool:
    """Whether somebody typed a name, whatever its capitals and spaces."""
    return typed.split() != [] and typed.casefold().split() == name.casefold().split()
