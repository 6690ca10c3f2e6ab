"""Receipts of what was shown to whom, on whose consent; and what is shown."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from matchmaker.core.entities import Role
from matchmaker.core.introductions.disclosure import Stage, stage_of
from matchmaker.core.introductions.states import Side
from matchmaker.core.introductions.steps import Step
from matchmaker.models import Account, Disclosure, Introduction, IntroductionStep, RoleGrant, Stakeholder
from matchmaker.services.introductions.moving import position_of
from matchmaker.services.introductions.telling import id_of

AGREEING = (Step.PROPOSE, Step.ASK, Step.ACCEPT)


@dataclass(frozen=True, slots=True)
class ContactPerson:
    """Somebody to write to; of a record that nobody has claimed only its address is known."""

    name: str
    email: str


def disclose(session: Session, one: Introduction, *, now: datetime) -> None:
    """Write the receipts for both sides."""
    for side in Side:
        people = contacts_of(session, id_of(one, side))
        session.add(
            Disclosure(
                introduction_id=one.id,
                of_id=id_of(one, side),
                to_id=id_of(one, side.other),
                fields=["contact persons", "email"] if any(person.name for person in people) else ["email"],
                consent_id=_consent_of(session, one, side),
                at=now,
            )
        )


def take_back(session: Session, ids: Collection[str], *, now: datetime) -> bool:
    """Note on the receipts of these introductions that the consent was withdrawn; whether one still stood."""
    standing = Disclosure.introduction_id.in_(ids), Disclosure.withdrawn_at.is_(None)
    query = update(Disclosure).where(*standing).values(withdrawn_at=now).returning(Disclosure.id)
    return bool(session.scalars(query).all())


def list_disclosures(session: Session, one: Introduction) -> list[Disclosure]:
    """The receipts of an introduction."""
    query = select(Disclosure).where(Disclosure.introduction_id == one.id).order_by(Disclosure.id)
    return list(session.scalars(query))


def contacts_for(session: Session, one: Introduction, reader: Side | None) -> dict[Side, list[ContactPerson]]:
    """The contact persons that a side may see of the other; brokers (None) see those of both."""
    if reader is None:
        found = _contacts(session, [one.a_id, one.b_id])
        return {side: found[id_of(one, side)] for side in Side}
    if not may_reach(session, one, reader):
        return {}
    return {reader.other: contacts_of(session, id_of(one, reader.other))}


def may_reach(session: Session, one: Introduction, reader: Side) -> bool:
    """Whether a side may know how to reach the other: both agreed, and neither took it back."""
    return stage_of(position_of(one)) is Stage.CONTACT and _holds(session, one, reader)


def contacts_of(session: Session, stakeholder_id: str) -> list[ContactPerson]:
    """The members of a stakeholder, else the address of its record."""
    return _contacts(session, [stakeholder_id])[stakeholder_id]


def _contacts(session: Session, ids: Sequence[str]) -> dict[str, list[ContactPerson]]:
    members = (
        select(RoleGrant.place, Account.name, Account.email)
        .join(RoleGrant, RoleGrant.account_id == Account.id)
        .where(RoleGrant.role == Role.MEMBER, RoleGrant.place.in_(ids))
        .where(Account.disabled_at.is_(None))
        .order_by(RoleGrant.id)
    )
    found: dict[str, list[ContactPerson]] = {id_: [] for id_ in ids}
    for place, name, email in session.execute(members):
        found[place].append(ContactPerson(name, email))
    for id_ in (id_ for id_, people in found.items() if not people):
        record = session.get(Stakeholder, id_)
        found[id_] = [ContactPerson("", record.email)] if record and record.email else []
    return found


def _holds(session: Session, one: Introduction, reader: Side) -> bool:
    """Whether a receipt of what the other shows to the reader stands: without one nothing is shown."""
    mine = (Disclosure.introduction_id == one.id, Disclosure.to_id == id_of(one, reader))
    standing = select(Disclosure.id).where(*mine, Disclosure.withdrawn_at.is_(None))
    return session.scalar(standing.limit(1)) is not None


def _consent_of(session: Session, one: Introduction, side: Side) -> int | None:
    """The step by which a side agreed."""
    query = select(IntroductionStep.id).where(
        IntroductionStep.introduction_id == one.id,
        IntroductionStep.mover == side.value,
        IntroductionStep.step.in_(AGREEING),
    )
    return session.scalar(query.order_by(IntroductionStep.id.desc()).limit(1))
