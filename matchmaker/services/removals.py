"""Records that were erased at somebody's wish: known again by salted hashes, so that no list brings them in.

Nobody is kept from making a profile by hand; once somebody of the organisation has, lists may name it again.
"""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, exists, func, select
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.entities import Role
from matchmaker.core.imports.draft import Draft, Refused
from matchmaker.core.imports.names import name_key
from matchmaker.core.imports.plan import Existing, identity
from matchmaker.core.imports.remarks import remark
from matchmaker.core.origins import Known, hashed, matches, shelf_of, traits
from matchmaker.core.words import N_
from matchmaker.errors import Invalid
from matchmaker.models import Alias, Mail, OriginNotice, Removal, RoleGrant, Stakeholder
from matchmaker.permissions import require
from matchmaker.services import audit, places

NOT_AGAIN = remark(
    N_("This record was removed at the wish of the organisation or of its contact. It is not taken in again.")
)

SAY_WHICH = N_("Give the name with its place, or the mail address.")
SAY_WHERE = N_("Say where it is: organisations elsewhere may have the same name.")
NO_PLACE = N_("No town, region or country of this name is known. Try its code, such as DE111.")
SAY_WHY = N_("Say why: it stands in the audit log.")

Kept = Mapping[tuple[Known, int], Sequence[tuple[str, str]]]
"""Hash and record of every trait on a shelf."""


def keep_out(session: Session, found: Stakeholder, *, by_link: bool = False, now: datetime) -> None:
    """Remember by what a record is known again; call it before the record is deleted."""
    ids = select(Alias.source, Alias.source_id).where(Alias.stakeholder_id == found.id)
    known = [("", found.id), *((source, source_id) for source, source_id in session.execute(ids))]
    values = {name: getattr(found, name) for name in ("name", "email", "region", "country")}
    if _shares_address(session, found):
        values["email"] = ""
    for trait, text in traits(values, known):
        kept = hashed(text, secrets.token_hex(8))
        shelf = shelf_of(trait, text)
        session.add(Removal(subject=found.id, known=trait, shelf=shelf, hash=kept, by_link=by_link, at=now))
    session.flush()


def forget_mails(session: Session, stakeholder_id: str) -> None:
    """Take the reader out of mails that told of this record alone; call it before it is deleted."""
    told = select(OriginNotice.mail_id).where(OriginNotice.stakeholder_id == stakeholder_id)
    others = exists().where(OriginNotice.mail_id == Mail.id, OriginNotice.stakeholder_id != stakeholder_id)
    mine = Mail.id.in_(told), ~others
    for mail in session.scalars(select(Mail).where(*mine).with_for_update()):
        # The key holds a hash of the address.
        mail.key, mail.address, mail.name, mail.error = f"erased {mail.id}", "", "", ""
    session.flush()


def withhold(
    session: Session, source: str, rows: Sequence[Draft | Refused], existing: Sequence[Existing]
) -> tuple[Draft | Refused, ...]:
    """The rows of a list, those refused that somebody wanted removed; their names are not kept again.

    A row whose record is there by its own id is about that one, whoever shares its name or its address.
    """
    kept = _read(session)
    if not kept:
        return tuple(rows)
    there = {source_id for record in existing for source_id in record.seen}
    hits = {
        row.number: found
        for row in rows
        if isinstance(row, Draft) and identity(row) not in there and (found := _subjects(row, source, kept))
    }
    back = _come_back(session, set().union(*hits.values()), kept) if hits else frozenset()
    return tuple(
        Refused(row.number, (NOT_AGAIN,), removed=True) if hits.get(row.number, set()) - back else row
        for row in rows
    )


def let_in(
    session: Session, actor: Actor, *, name: str, place: str, address: str, reason: str, now: datetime
) -> None:
    """Lists may bring in again the removed record of this address, or of this name in this place.

    Whether there was one is told to nobody: the answer and the log are the same, so nobody learns by asking
    who wanted to be removed. `place` is a town, a region or a country, by name or code. Where name and
    address fit different records, the address decides.

    Raises:
        NotAllowed; Invalid: nothing is given by which it is known, the place is not known, or no reason.
    """
    require(actor, "site.administer")
    named, at = name_key(name), address.strip().lower()
    codes = _codes(place) if named else frozenset()
    wrong = {} if named or at else {"name": SAY_WHICH}
    if named and not codes:
        wrong["place"] = NO_PLACE if place.strip() else SAY_WHERE
    if not reason.strip():
        wrong["reason"] = SAY_WHY
    if wrong:
        raise Invalid("Some answers need another look.", fields=wrong)
    kept = _read(session)
    by_name = {one for code in codes for one in _matching({"name": name, "region": code}, [], kept)}
    by_address = _matching({"email": at}, [], kept)
    subjects = by_name & by_address or by_address or by_name
    session.execute(delete(Removal).where(Removal.subject.in_(subjects)))
    audit.record(session, actor, "removal.let-in", "", now=now, reason=reason.strip())


def count_by_link(session: Session) -> int:
    """How many records were removed by the link of a mail."""
    return session.scalars(select(func.count(Removal.subject.distinct())).where(Removal.by_link)).one()


def _codes(place: str) -> frozenset[str]:
    """The regions around and in a place, with its country: one of them stands in the record that is meant."""
    regions, towns, wanted = places.get_regions(), places.get_gazetteer(), place.strip()
    code = towns.country_code(wanted) or wanted.upper()
    found = places.find_region(code) or regions.find(wanted)
    if found is None and (town := towns.find(wanted)) is not None:
        found = regions.get(town.region)
    if found is None:
        return frozenset()
    around = {one.code for one in regions.ancestors(found.code)}
    known = (code for level in range(4) for code in regions.codes(level))
    inside = {code for code in known if regions.is_within(code, found.code)}
    return frozenset(around | inside | {found.country})


def _read(session: Session) -> Kept:
    kept: defaultdict[tuple[Known, int], list[tuple[str, str]]] = defaultdict(list)
    rows = session.execute(select(Removal.known, Removal.shelf, Removal.hash, Removal.subject))
    for known, shelf, hash_, subject in rows:
        kept[known, shelf].append((hash_, subject))
    return kept


def _subjects(row: Draft, source: str, kept: Kept) -> set[str]:
    """The removed records that a row may be."""
    source_id = identity(row)
    return _matching(row.values(), [(source, source_id), ("", source_id)], kept)


def _matching(values: Mapping[str, object], ids: Sequence[tuple[str, str]], kept: Kept) -> set[str]:
    return {
        subject
        for known, text in traits(values, ids)
        for hash_, subject in kept.get((known, shelf_of(known, text)), ())
        if matches(hash_, text)
    }


def _come_back(session: Session, subjects: Collection[str], kept: Kept) -> frozenset[str]:
    """Those of removed records that somebody of the organisation has made anew."""
    claimed = exists().where(RoleGrant.role == Role.MEMBER, RoleGrant.place == Stakeholder.id)
    columns = Stakeholder.name, Stakeholder.email, Stakeholder.region, Stakeholder.country
    found: set[str] = set()
    for row in session.execute(select(*columns).where(claimed)).mappings():
        found |= _matching(dict(row), [], kept)
    return frozenset(found & set(subjects))


def _shares_address(session: Session, found: Stakeholder) -> bool:
    """Whether another record has the address too: then it is not this record's alone."""
    if not found.email.strip():
        return False
    same = func.lower(func.trim(Stakeholder.email)) == func.lower(func.trim(found.email))
    return bool(session.scalar(select(exists().where(same, Stakeholder.id != found.id))))
