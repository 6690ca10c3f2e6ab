"""A person's part in introductions: handed over as plain JSON, or forgotten with the history intact."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from matchmaker.core.entities import Role
from matchmaker.errors import NotFound
from matchmaker.models import (
    Account,
    Block,
    BrokerNote,
    Disclosure,
    Introduction,
    IntroductionMessage,
    IntroductionStep,
    MessageFile,
    PilotMember,
    RoleGrant,
    Stakeholder,
)
from matchmaker.services import notifications

Part = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Known:
    """Names of stakeholders by id, and of files by message."""

    names: Mapping[str, str]
    files: Mapping[str, list[str]]

    def name(self, stakeholder_id: str) -> str:
        return self.names.get(stakeholder_id, stakeholder_id)


def export_part(session: Session, account_id: str) -> Part:
    """All that introductions and notifications hold of a person.

    Raises:
        NotFound: there is no such account.
    """
    account = get_person(session, account_id)
    known = _look_up(session, account)
    return {
        "account": {"id": account.id, "name": account.name, "email": account.email},
        "language": account.language,
        "introductions": _introductions(session, account, known),
        "pilots": _of(session, PilotMember.invited_by, account, known, _invited),
        "notifications": notifications.export_part(session, account),
    }


def get_person(session: Session, account_id: str) -> Account:
    """The account whose part is meant.

    Raises:
        NotFound: there is none.
    """
    account = session.get(Account, account_id)
    if account is None:
        raise NotFound("There is no such account.")
    return account


def _look_up(session: Session, account: Account) -> _Known:
    """Names and files in two queries, however many introductions there are."""
    begun = or_(Introduction.created_by == account.id, Introduction.broker_id == account.id)
    shown = select(Disclosure.of_id).join(RoleGrant, RoleGrant.place == Disclosure.of_id)
    shown = shown.where(RoleGrant.account_id == account.id)
    met = select(Disclosure.to_id).where(Disclosure.of_id.in_(shown))
    ids = [
        *(select(side).where(begun) for side in (Introduction.a_id, Introduction.b_id)),
        *(
            select(side).where(Block.account_id == account.id)
            for side in (Block.stakeholder_id, Block.other_id)
        ),
        *(shown, met),
        select(PilotMember.stakeholder_id).where(PilotMember.invited_by == account.id),
    ]
    named = or_(*(Stakeholder.id.in_(one) for one in ids))
    rows = session.execute(select(Stakeholder.id, Stakeholder.name).where(named))
    names = {id_: name for id_, name in rows}  # noqa: C416 - rows are no pairs for mypy
    files: dict[str, list[str]] = {}
    written = select(IntroductionMessage.id).where(IntroductionMessage.account_id == account.id)
    query = select(MessageFile.message_id, MessageFile.name).where(MessageFile.message_id.in_(written))
    for message_id, name in session.execute(query.order_by(MessageFile.id)):
        files.setdefault(message_id, []).append(name)
    return _Known(names, files)


def _introductions(session: Session, account: Account, known: _Known) -> Part:
    mine = or_(Introduction.created_by == account.id, Introduction.broker_id == account.id)
    theirs = session.scalars(select(Introduction).where(mine).order_by(Introduction.id)).all()
    return {
        "begun": [_introduction(known, one) for one in theirs if one.created_by == account.id],
        "assigned": [_introduction(known, one) for one in theirs if one.broker_id == account.id],
        "steps": _of(session, IntroductionStep.account_id, account, known, _step),
        "messages": _of(session, IntroductionMessage.account_id, account, known, _message),
        "notes": _of(session, BrokerNote.account_id, account, known, _note),
        "disclosures": list(_disclosures(session, account, known)),
        "blocks": _of(session, Block.account_id, account, known, _block),
    }


def _of(
    session: Session, column: Any, account: Account, known: _Known, told: Callable[[_Known, Any], Part]
) -> list[Part]:
    """The rows in which the column names the person, in the order of their keys."""
    table = column.class_
    query = select(table).where(column == account.id).order_by(*table.__table__.primary_key)
    return [told(known, one) for one in session.scalars(query).all()]


def _introduction(known: _Known, one: Introduction) -> Part:
    return {
        "id": one.id,
        "of": [known.name(one.a_id), known.name(one.b_id)],
        "begun": one.created_at.isoformat(),
        "state": one.state.value,
        "message": one.message,
        "reason": one.reason,
    }


def _step(_known: _Known, one: IntroductionStep) -> Part:
    return {
        "introduction": one.introduction_id,
        "at": one.at.isoformat(),
        "step": one.step.value,
        "as": one.mover.value,
        "note": one.note,
    }


def _message(known: _Known, one: IntroductionMessage) -> Part:
    return {
        "introduction": one.introduction_id,
        "at": one.at.isoformat(),
        "text": one.text,
        "files": known.files.get(one.id, []),
        "reported": one.reported_at.isoformat() if one.reported_at else None,
    }


def _note(_known: _Known, one: BrokerNote) -> Part:
    return {"introduction": one.introduction_id, "at": one.at.isoformat(), "text": one.text}


def _disclosures(session: Session, account: Account, known: _Known) -> Iterator[Part]:
    """Receipts of what was shown of a stakeholder while the person was a contact person of it."""
    query = (
        select(Disclosure)
        .join(RoleGrant, RoleGrant.place == Disclosure.of_id)
        .where(RoleGrant.account_id == account.id, RoleGrant.role == Role.MEMBER)
        # Who joined later is shown too, as long as the consent stands.
        .where(or_(Disclosure.withdrawn_at.is_(None), Disclosure.withdrawn_at > RoleGrant.granted_at))
    )
    for one in session.scalars(query.order_by(Disclosure.id)):
        yield {
            "introduction": one.introduction_id,
            "of": known.name(one.of_id),
            "to": known.name(one.to_id),
            "fields": one.fields,
            "at": one.at.isoformat(),
            "withdrawn": one.withdrawn_at.isoformat() if one.withdrawn_at else None,
        }


def _block(known: _Known, one: Block) -> Part:
    return {
        "for": known.name(one.stakeholder_id),
        "of": known.name(one.other_id),
        "at": one.at.isoformat(),
    }


def _invited(known: _Known, one: PilotMember) -> Part:
    return {
        "pilot": one.pilot_id,
        "invited": known.name(one.stakeholder_id),
        "at": one.invited_at.isoformat(),
    }
