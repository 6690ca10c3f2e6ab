"""Filling an empty database with the demo, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from matchmaker.core.actors import SYSTEM
from matchmaker.errors import Conflict
from matchmaker.models import Alias, Need, Offer, Stakeholder
from matchmaker.services import audit, history
from matchmaker.services.demo.calendar import Calendar, calendar_of
from matchmaker.services.demo.making import SOURCE, id_of, make_stakeholder, make_statements, make_tie
from matchmaker.services.demo.people import add_people
from matchmaker.services.demo.programme import add_pilot
from matchmaker.services.profiles import ProfileValues, StatementValues
from matchmaker.services.profiles.values import columns_of
from matchmaker.store.demo import Demo, DemoStakeholder, read_demo

# The history tells of the fields that people fill in and of where that puts them.
PROFILE_FIELDS = (*columns_of(ProfileValues(name="")), "region", "lat", "lon")
STATEMENT_FIELDS = tuple(columns_of(StatementValues(text="")))


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many of each were made."""

    stakeholders: int
    offers: int
    needs: int
    ties: int
    accounts: int


def is_empty(session: Session) -> bool:
    """Whether nobody stands in the directory yet."""
    return not session.scalar(select(exists().select_from(Stakeholder)))


def load(session: Session, *, now: datetime, demo: Demo | None = None) -> Loaded:
    """Make all that the demo's files hold, and three people to sign in as.

    Raises:
        Conflict: there are stakeholders already; the demo never mixes with real ones.
        ValueError, Invalid: the files hold something that cannot be taken.
    """
    if not is_empty(session):
        raise Conflict(
            "There are profiles in this database already; the demo goes into an empty one only. "
            "Name another folder in MATCHMAKER_INSTANCE."
        )
    demo = demo or read_demo()
    calendar = calendar_of(demo, now.date())
    made = [make_stakeholder(one, calendar) for one in demo.stakeholders]
    session.add_all(made)
    # All of them before what refers to them: no relationship tells SQLAlchemy which comes first.
    session.flush()
    for one, row in zip(demo.stakeholders, made, strict=True):
        _add(session, one, row, calendar)
    session.flush()
    session.add_all(make_tie(one, calendar) for one in demo.ties)
    add_pilot(session, demo, calendar)
    accounts = add_people(session, now=now)
    history.touch(session, [id_of("s", one.key) for one in demo.stakeholders])
    loaded = Loaded(
        stakeholders=len(made),
        offers=sum(len(one.offers) for one in demo.stakeholders),
        needs=sum(len(one.needs) for one in demo.stakeholders),
        ties=len(demo.ties),
        accounts=accounts,
    )
    audit.record(session, SYSTEM, "demo.load", "", now=now, stakeholders=loaded.stakeholders)
    return loaded


def _add(session: Session, one: DemoStakeholder, stakeholder: Stakeholder, calendar: Calendar) -> None:
    """What belongs to one stakeholder, and the history of all of it."""
    statements = make_statements(one, calendar)
    session.add_all(statements)
    session.add(Alias(stakeholder_id=stakeholder.id, source=SOURCE, source_id=one.key))
    _note(session, stakeholder.id, stakeholder, PROFILE_FIELDS)
    # A history is read by its numbers, so it is written in the order of the days.
    for statement in sorted(statements, key=lambda row: row.created_at):
        _note(session, stakeholder.id, statement, STATEMENT_FIELDS)


def _note(
    session: Session, stakeholder_id: str, row: Stakeholder | Offer | Need, fields: tuple[str, ...]
) -> None:
    values: dict[str, Any] = {name: getattr(row, name) for name in fields}
    history.record(
        session,
        SYSTEM,
        stakeholder_id=stakeholder_id,
        subject=row.id,
        before={},
        after={name: value for name, value in values.items() if value not in ("", None, [], {})},
        source=SOURCE,
        now=row.created_at,
    )
