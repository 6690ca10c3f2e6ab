"""Erasing an account: the person's own goes, what others rely on stays without them. One transaction."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from matchmaker.core.actors import SYSTEM, Actor
from matchmaker.core.privacy.register import REGISTER
from matchmaker.core.privacy.terms import Fate, Key, Personal
from matchmaker.core.words import N_
from matchmaker.db import Base
from matchmaker.errors import Invalid
from matchmaker.models import Account, ActingConsent, Change, Erasure, Job, Stakeholder
from matchmaker.models.privacy import ErasedKind
from matchmaker.services import accounts, audit, claims, duplicates, exchange, history, introductions
from matchmaker.services.accounts.checks import AGAIN
from matchmaker.services.notifications import unsubscriptions
from matchmaker.services.privacy import cleaning
from matchmaker.services.privacy.columns import emptied, holds, replaced
from matchmaker.services.privacy.finding import rows_by_person, table_of
from matchmaker.services.privacy.people import Person, get_known, get_still_there, with_merged
from matchmaker.services.privacy.profiles import remove_profile, same_name
from matchmaker.services.privacy.purging import copies_of, purge

ERASED = "erased"
"""Stands in the log for everybody who was erased."""

CONTACT = "email"
"""The field of a profile by which a person may be reached."""

NOT_YOURS = N_("This is not your name. Type it as it stands above.")


def erase_account(
    session: Session,
    actor: Actor,
    *,
    name: str,
    password: str,
    secret: str = "",
    profiles: Collection[str],
    folder: Path,
    now: datetime,
) -> None:
    """Erase the account of who asks, who types their name and password; `profiles` go with it.

    Who has no password has shown who they are in another way, in the sign-in of this `secret`.

    `profiles` are those of their own that nobody else looks after; the others of these stay, without anybody.

    Raises:
        NotAllowed: who asks has no account; NotFresh; Invalid: name or password is wrong; TooMany.
    """
    known = accounts.proven(session, actor, password, sign_in=secret, now=now)
    if not same_name(name, known.name):
        raise Invalid(AGAIN, fields={"name": NOT_YOURS})
    account = get_still_there(session, known.id)
    forget_person(session, actor, account, profiles=profiles, folder=folder, now=now)


def forget_person(
    session: Session,
    actor: Actor,
    account: Account,
    *,
    profiles: Collection[str],
    folder: Path,
    now: datetime,
) -> None:
    """Erase an account; files and free pages of the database follow in a job."""
    person = with_merged(session, get_known(session, account))
    copies = copies_of(session, person.id)
    uploads = exchange.drop_uploads(session, person.id, person.addresses, folder=folder, now=now)
    for stakeholder_id in person.alone:
        found = session.get(Stakeholder, stakeholder_id)
        if found is not None and (stakeholder_id in profiles or bears_the_name(found, person)):
            uploads += remove_profile(session, SYSTEM, found, now=now)
    _take_contacts(session, person)
    # Nobody is left there who could end what they let others do.
    held = ActingConsent.stakeholder_id.in_(person.alone), ActingConsent.withdrawn_at.is_(None)
    session.execute(update(ActingConsent).where(*held).values(withdrawn_at=now))
    # While the mails still say whose they are.
    accounts.forget_news(session, person.id)
    introductions.erase_part(session, person.id, now=now)
    claims.erase_part(session, person.id)
    for address in person.addresses:
        unsubscriptions.hide(session, address)
    # A journal with gaps in it would put gaps back: such merges cannot be undone any more.
    duplicates.forget_records(session, [person.id], words=(*person.names, *person.addresses))
    cleaning.clean_where_named(session, person)
    _erase_own(session, person)
    # Work about them, such as their next digest, has nobody to be done for.
    session.execute(delete(Job).where(holds(Base.metadata.tables["jobs"].c["payload"], person.id)))
    accounts.forget_tries(session, person.id, person.addresses)
    cleaning.clean_everywhere(session, person)
    session.flush()
    session.expire_all()
    session.delete(session.get_one(Account, person.id))
    history.touch(session, person.theirs)
    session.merge(Erasure(subject=person.id, what=ErasedKind.ACCOUNT, at=now))
    session.flush()
    who = actor if actor.account_id != person.id else SYSTEM
    audit.record(session, who, "account.erase", ERASED, now=now)
    purge(session, uploads=set(uploads), copies=copies, now=now)


def bears_the_name(found: Stakeholder, person: Person) -> bool:
    """Whether a profile is named like the person: then it cannot stay without them."""
    return any(same_name(name, found.name) for name in person.names)


def _take_contacts(session: Session, person: Person) -> None:
    """Addresses for partners that they gave, in profiles that nobody looks after now; their history.

    They may be others than that of their account, and may have come into a profile by a merge.
    """
    given = set(
        session.scalars(select(Change.after).where(Change.field == CONTACT, Change.account_id == person.id))
    )
    theirs = Stakeholder.id.in_(person.alone), Stakeholder.email.in_(sorted(filter(None, given)))
    session.execute(update(Stakeholder).where(*theirs).values({CONTACT: ""}))
    told = or_(Change.account_id == person.id, Change.stakeholder_id.in_(person.theirs))
    for one in session.scalars(select(Change).where(Change.field == CONTACT, told)):
        if one.account_id == person.id or {one.before, one.after} & (given - {None, ""}):
            one.before = one.after = None
    session.flush()
    session.expire_all()


def _erase_own(session: Session, person: Person) -> None:
    """What the register says of each row that is the person's; rows that hang on others come first."""
    # The account itself goes last: what hangs on it by a key would go with it, and some of it only loses it.
    entries = [one for one in REGISTER if one.table != Account.__tablename__]
    entries = sorted(entries, key=lambda one: all(found.key is not Key.PARENT for found in one.found))
    for entry in entries:
        table, mine = table_of(entry), rows_by_person(entry, person)
        match entry.erased:
            case Fate.DELETE:
                session.execute(delete(table).where(mine))
            case Fate.EMPTY:
                names = entry.empties or entry.columns
                values = {name: emptied(table.c[name]) for name in names}
                session.execute(update(table).where(mine).values(values))
            case Fate.REPLACE:
                _replace(session, entry, person)


def _replace(session: Session, entry: Personal, person: Person) -> None:
    """The person's id becomes the sign of all who were erased, a text of theirs a gap."""
    table, mine = table_of(entry), rows_by_person(entry, person)
    keys = {found.column for found in entry.found if found.key is Key.ACCOUNT}
    for name in (one for one in entry.empties if one not in keys):
        column = table.c[name]
        session.execute(update(table).where(mine, column != "").values({name: replaced("…")}))
    for name in keys:
        session.execute(update(table).where(table.c[name] == person.id).values({name: ERASED}))
