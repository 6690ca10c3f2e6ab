"""A profile that is reported, with everybody who has to do with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import select

from matchmaker.core.actors import VISITOR, Actor
from matchmaker.core.entities import Role
from matchmaker.core.notifications import MailKind
from matchmaker.core.reports import Trouble
from matchmaker.db import Database
from matchmaker.jobs.posting import WRITERS
from matchmaker.models import Mail, Report
from matchmaker.services import notifications, reports
from matchmaker.services.reports import Said
from tests.factories import make_actor, make_need, make_offer, make_stakeholder
from tests.services.introductions.people import ADDRESSES

T = TypeVar("T")

FALSE = Said(trouble=Trouble.NOT_REAL, words="There is no such house in this street.")


@dataclass(frozen=True, slots=True)
class Scene:
    """`ann` is a member of it; `near` looks after its region, `far` after another; both administer."""

    id: str
    offer: str
    need: str
    ann: Actor
    near: Actor
    far: Actor
    first: Actor
    second: Actor
    stranger: Actor


def make_scene(database: Database) -> Scene:
    """A house in Stuttgart."""
    with database.transaction() as session:
        house = make_stakeholder(session, name="Halle", email="post@halle.example", languages=["en"])
        offer, need = make_offer(session, house), make_need(session, house)
        return Scene(
            house.id, offer.id, need.id,
            ann=make_actor(session, Role.MEMBER, house.id),
            near=make_actor(session, Role.OFFICIAL, "DE11"),
            far=make_actor(session, Role.OFFICIAL, "UKM8"),
            first=make_actor(session, Role.ADMINISTRATOR),
            second=make_actor(session, Role.ADMINISTRATOR),
            stranger=make_actor(session),
        )  # fmt: skip


def act(database: Database, what: Callable[..., T], *args: Any, **values: Any) -> T:
    """One act in a transaction of its own."""
    with database.transaction() as session:
        found = what(session, *args, **values)
        session.flush()
        return found


def reported(
    database: Database, scene: Scene, now: datetime, said: Said = FALSE, *, by: Actor = VISITOR, **values: Any
) -> str:
    """The id of a report of the profile."""
    more = {"origin": "192.0.2.1"} | values
    with database.transaction() as session:
        return reports.report(session, by, scene.id, said, now=now, **more).id


def told(database: Database) -> dict[str, list[str]]:
    """To whom the mails about reports go, by what they say."""
    found: dict[str, list[str]] = {}
    with database.reading() as session:
        for mail in session.scalars(select(Mail).where(Mail.kind == MailKind.REPORT)):
            found.setdefault(mail.params["what"], []).append(mail.account_id or mail.address)
    return {what: sorted(to) for what, to in found.items()}


def letters(database: Database, what: str) -> list[str]:
    """The words of the mails that say this."""
    with database.reading() as session:
        mails = [one for one in session.scalars(select(Mail)) if one.params.get("what") == what]
        written = [notifications.write(session, one, writers=WRITERS, addresses=ADDRESSES) for one in mails]
    return ["\n".join([one.title, *one.paragraphs, *one.after]) for one in written if one]


def all_reports(database: Database) -> list[Report]:
    """Every report, the oldest first."""
    with database.reading() as session:
        return list(session.scalars(select(Report).order_by(Report.made_at, Report.id)))
