"""Putting back what a profile, an offer or a need said before: a new change, as carefully made as any."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.entities import Audience, Kind, Reach, StatementState
from matchmaker.core.past import Place, values_at
from matchmaker.core.vocabulary import find_term
from matchmaker.errors import Changed, Conflict, Invalid, NotFound
from matchmaker.models import Stakeholder
from matchmaker.permissions import require
from matchmaker.services import audit, history
from matchmaker.services.profiles.checks import checked_profile, checked_statement
from matchmaker.services.profiles.comparing import (
    LOCATION,
    Record,
    end_of,
    fields_of,
    list_records,
    list_steps,
    present_of,
    version_of_all,
)
from matchmaker.services.profiles.narrowing import follow_audience, follow_audiences
from matchmaker.services.profiles.reading import get_stakeholder
from matchmaker.services.profiles.suggesting import keep_suggested
from matchmaker.services.profiles.values import ProfileValues, StatementValues

BLANKS: Mapping[str, Any] = {
    "kind": None, "founded": None, "lat": None, "lon": None, "valid_until": None, "opted_out": False,
    "languages": [], "themes": [], "cooperation": [], "audiences": {},
}  # fmt: skip
"""What a field holds of which nothing is said; all others an empty text."""

READ = {
    "kind": Kind, "reach": Reach, "state": StatementState, "audience": Audience,
    "valid_until": date.fromisoformat,
}  # fmt: skip


def restore(
    session: Session,
    actor: Actor,
    stakeholder_id: str,
    number: int,
    *,
    subject: str = "",
    field: str = "",
    opened: str | None = None,
    now: datetime,
) -> int:
    """Put back what stood there after the change with this number; how many fields that changes.

    `subject` is the stakeholder, an offer or a need: "" stands for all of them that were there. `field` is
    one of its fields, "" all. `opened` is the version of all of them that the actor saw.

    Raises:
        NotFound, NotAllowed; Invalid: what was said then would be refused today; Conflict: it is gone, was
            not there yet, or is like that already; Changed: it is not any more as the actor saw it.
    """
    one = get_stakeholder(session, actor, stakeholder_id)
    require(actor, "history.restore", one)
    history.take_turn(session, one, one.id)
    records = list_records(session, one)
    if opened is not None and opened != version_of_all(records):
        raise Changed
    steps, moments = list_steps(session, one.id)
    then = values_at(steps, end_of(moments, number), present_of(records))
    wanted = [record for record in records if subject in ("", record.id)]
    if not wanted:
        raise Conflict("This offer or need has been removed since. Add it anew if you need it again.")
    changed = 0
    for record in wanted:
        if _was_there(record, then):
            changed += _put_back(session, actor, one, record, _columns(record, then, field), now)
        elif subject:
            raise Conflict("At that time this was not there yet. Choose a later state.")
    if not changed:
        raise Conflict("It is like that already. Nothing was changed.")
    details = {"part": subject, "field": field, "number": number, "fields": changed}
    audit.record(session, actor, "stakeholder.restore", one.id, now=now, **details)
    return changed


def _was_there(record: Record, then: Mapping[Place, Any]) -> bool:
    return bool(then[record.id, "name" if isinstance(record, Stakeholder) else "text"])


def _columns(record: Record, then: Mapping[Place, Any], field: str) -> dict[str, Any]:
    """What the wanted fields of a record shall hold again."""
    known = fields_of(record)
    names = known if not field else LOCATION if field in LOCATION else (field,)
    if not set(names) <= set(known):
        raise NotFound("There is no such field. Choose one that the page shows.")
    return {name: _read(name, then[record.id, name]) for name in names}


def _read(name: str, value: Any) -> Any:
    if value in (None, "", [], {}):
        blank = BLANKS.get(name, "")
        return type(blank)() if isinstance(blank, list | dict) else blank
    try:
        return READ[name](value) if name in READ else value
    except ValueError as error:
        raise Invalid("What was said then is not among the answers any more. Change it by hand.") from error


def _put_back(
    session: Session, actor: Actor, one: Stakeholder, record: Record, columns: dict[str, Any], now: datetime
) -> int:
    before = {name: getattr(record, name) for name in columns}
    new = {name: value for name, value in columns.items() if value != before[name]}
    if not new:
        return 0
    _check(record, new, now.date())
    told = new | _besides(record, new, now)
    history.record(
        session, actor, stakeholder_id=one.id, subject=record.id,
        before={name: getattr(record, name) for name in told}, after=told, source=history.RESTORE, now=now,
    )  # fmt: skip
    for name, value in told.items():
        setattr(record, name, value)
    record.updated_at = now
    _follow(session, actor, record, before, new, now)
    return len(new)


def _besides(record: Record, new: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """What goes with a state: whoever opens an offer or a need again says that it is true."""
    if isinstance(record, Stakeholder) or "state" not in new:
        return {}
    opens = new["state"] is StatementState.OPEN
    return {"met_by_id": None} | ({"confirmed_on": now.date()} if opens else {})


def _follow(
    session: Session,
    actor: Actor,
    record: Record,
    before: Mapping[str, Any],
    new: Mapping[str, Any],
    now: datetime,
) -> None:
    """What follows wherever such a field is changed."""
    if isinstance(record, Stakeholder):
        if "opted_out" in new:
            keep_suggested(session, actor, record.id, not new["opted_out"], now=now)
        if "audiences" in new:
            follow_audiences(session, before["audiences"], new["audiences"], now=now)
        return
    if "audience" in new:
        follow_audience(session, before["audience"], new["audience"], now=now)
    if "state" in new:
        # Answered by this; else the old question would close it again the next night.
        record.asked_on = None


def _check(record: Record, new: Mapping[str, Any], today: date) -> None:
    """Refuse what a form would refuse today; what is not put back is nobody's fault here."""
    if any(find_term(key) is None for key in new.get("themes", ())):
        raise Invalid("One of these themes is not in our list any more. Choose the themes anew.")
    shape = ProfileValues if isinstance(record, Stakeholder) else StatementValues
    values = {item.name: new.get(item.name, getattr(record, item.name)) for item in fields(shape)}
    try:
        if isinstance(record, Stakeholder):
            checked_profile(ProfileValues(**values), today=today)
        else:
            checked_statement(StatementValues(**values), today=today)
    except Invalid as error:
        wrong = [message for name, message in error.fields.items() if name in new]
        if wrong:
            raise Invalid(wrong[0] % error.values if error.values else wrong[0]) from error
    until = values.get("valid_until")
    if new.get("state") is StatementState.OPEN and until is not None and until < today:
        raise Conflict("Its last day is over. Choose a later day, and it is open again.")
