"""Every mail that introductions send, as it goes out, for tests that look at all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.core.actors import VISITOR, Actor
from matchmaker.core.entities import Kind, Role
from matchmaker.core.introductions.states import DeclineReason, Mover, Order
from matchmaker.core.notifications import Channel, MailKind, MailState
from matchmaker.db import Database
from matchmaker.models import Mail, OfferedTime
from matchmaker.services import introductions, notifications
from matchmaker.services.accounts import actor_of
from matchmaker.services.introductions import Hand
from matchmaker.services.notifications import Addresses
from tests.factories import grant, make_account, make_need, make_offer, make_stakeholder

T = TypeVar("T")

SHOWN = (frozenset(introductions.WRITERS) | {MailKind.DIGEST}) - {MailKind.INVITED, MailKind.RETURNED}
"""All kinds but those that are not about an introduction."""

ADDRESSES = Addresses(
    site="https://match.example", site_name="Matchmaker", sender="post@match.example", secret="secret",
    feedback="help@match.example",
)  # fmt: skip

LONG = "Genossenschaft für Haushaltsgerätereparatur und Wiederverwendungszentrum Bad Cannstatt"
REASON = (
    "Werkstatt Neckar has sixteen learners and no trainer from January. You have three trainers and no hall."
    "\nYour learners could train where theirs do."
)


MORE = ("Radhof", "Zirkus am Berg", "Suppenküche", "Chor")
B = Hand(Mover.B, VISITOR)
"""Who answers by a link."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One mail: its kind, what sets it apart from others of the kind, to whom, and itself."""

    kind: MailKind
    name: str
    account: bool
    mail: EmailMessage


class Gallery:
    """Two pairs go all ways there are; each mail is taken when it would go out."""

    def __init__(self, database: Database, now: datetime, language: str) -> None:
        self.database, self.now, self.language = database, now, language
        self.shots: list[Shot] = []
        with database.transaction() as session:
            spoken = {"languages": [language]}
            own = make_stakeholder(session, name=LONG, **spoken)
            other = make_stakeholder(
                session, name="Werkstatt Neckar", kind=Kind.SUPPORT, country="IE", region="IE061",
                place="Dublin", email="post@werkstatt.example", **spoken,
            )  # fmt: skip
            make_need(session, own, "A course in repairing washing machines for sixteen learners")
            make_offer(session, other, "A course in repairing washing machines, twelve weeks long")
            more = [make_stakeholder(session, name=name, email="rad@hof.example", **spoken) for name in MORE]
            self.own, self.other, self.more = own.id, other.id, [one.id for one in more]
        self.ann = self._person(Role.MEMBER, self.own, "Ute Brandl", "ute@reparatur.example")
        self.a = Hand(Mover.A, self.ann)
        self.moira = self._person(Role.OFFICIAL, "DE1", "Moira Keane", "moira@example.org")

    def walk(self) -> list[Shot]:
        """All mails there are."""
        id_ = self._to_a_meeting()
        self._to_a_partnership(id_)
        self._to_an_end()
        self._together()
        self._in_one(id_)
        return self.shots

    def _to_a_meeting(self) -> str:
        id_ = self._do(
            introductions.begin, self.moira, a=self.own, b=self.other, reason=REASON, first_step="A visit"
        ).id
        for days in (5, 5, 4):
            self._later(days)
            self._do(introductions.ring, id_)
        self._agree(id_)
        self._later(5)
        self._do(introductions.ring, id_)
        self._meet(id_)
        self._later(3)
        self._do(introductions.ring, id_)
        self._do(introductions.report, B, id_, met=False)
        return id_

    def _to_a_partnership(self, id_: str) -> None:
        a = self.a
        self._do(introductions.report, B, id_, met=True)
        day = (self.now + timedelta(days=2)).date()
        step_ = {"what": "Two trainers come for a day", "who": "Ute Brandl", "by": day}
        self._do(introductions.agree_step, a, id_, **step_)
        self._do(introductions.remind_of_steps)
        self._do(introductions.write, a, id_, text="When is your hall free?\n\nWe could come on Mondays.")
        message = self._do(introductions.write, B, id_, text="https://werkstatt.example/hall tells you.").id
        self._do(introductions.report_message, a, id_, message_id=message)
        self._later(30)
        self._do(introductions.ring, id_)
        for hand in (a, B):
            self._do(introductions.confirm, hand, id_)
        self._later(30)
        self._do(introductions.ring, id_)

    def _to_an_end(self) -> None:
        """One takes it back, one says no, one is never asked; and somebody asks for it without a broker."""
        first, second, third, fourth = self.more
        id_ = self._do(introductions.begin, self.moira, a=self.own, b=first).id
        self._agree(id_)
        self._meet(id_)
        self._do(introductions.withdraw, B, id_)
        id_ = self._do(introductions.begin, self.moira, a=self.own, b=second, order=Order.A_FIRST).id
        self._do(introductions.accept, self.a, id_)
        self._do(introductions.decline, B, id_, reason=DeclineReason.FAR)
        id_ = self._do(introductions.begin, self.moira, a=self.own, b=third, hold=True).id
        self._do(introductions.resume, self.moira, id_)
        for days in (3, 4, 7, 16):
            self._later(days)
            self._do(introductions.ring, id_)
        message = "Could we visit you?\n\nWe have benches for sixteen."
        self._do(introductions.ask_for, self.ann, for_id=self.own, with_id=fourth, message=message)

    def _in_one(self, id_: str) -> None:
        with self.database.transaction() as session:
            wishes = {MailKind.MESSAGE: Channel.DAILY}
            notifications.set_preferences(session, self.ann, wishes, now=self.now)
        for text in ("We come at nine.", "And we bring soup."):
            self._do(introductions.write, B, id_, text=text)
        self._later(1)
        self._do(notifications.bundle, self.ann.account_id)

    def _together(self) -> None:
        """One is asked about two others in one mail, and reminded in one."""
        pairs = [{"a": self.own, "b": other, "reason": REASON} for other in self.more[:2]]
        ids = [self._do(introductions.begin, self.moira, hold=True, **pair).id for pair in pairs]
        self._do(introductions.ask_together, self.moira, ids)
        self._later(5)
        for id_ in ids:
            self._do(introductions.ring, id_)

    def _agree(self, id_: str) -> None:
        for hand in (self.a, B):
            self._do(introductions.accept, hand, id_)

    def _meet(self, id_: str) -> None:
        times = [self.now + timedelta(days=days) for days in (1, 2)]
        self._do(introductions.offer_times, self.a, id_, times=times, place="Marienstraße 3, Stuttgart")
        with self.database.reading() as session:
            query = select(OfferedTime.id).where(OfferedTime.introduction_id == id_)
            time_id = session.scalars(query.order_by(OfferedTime.starts_at)).first()
        self._do(introductions.choose_time, B, id_, time_id=time_id)
        self._do(introductions.remind_of_meetings)

    def _do(self, act: Callable[..., T], *given: Any, **values: Any) -> T:
        """One act, and every mail that goes out after it."""
        with self.database.transaction() as session:
            found = act(session, *given, now=self.now, **values)
            session.flush()
        with self.database.transaction() as session:
            for mail in session.scalars(select(Mail).where(Mail.state == MailState.WAITING)).all():
                self._take(session, mail)
        return found

    def _take(self, session: Session, mail: Mail) -> None:
        writers = introductions.WRITERS
        ready = notifications.prepare(session, mail.id, writers=writers, addresses=ADDRESSES, now=self.now)
        if isinstance(ready, notifications.Ready):
            about = [name for name in mail.params if name not in ("side", "message", "mails")]
            name = "-".join([mail.kind.value, mail.params.get("side", "") or "broker", *about])
            name = f"{len(self.shots):02}-{name}"
            self.shots.append(Shot(mail.kind, name, bool(mail.account_id), ready.message.as_email()))
            mail.state = MailState.SENT
        elif ready is not None:
            mail.state = ready.state

    def _later(self, days: int) -> None:
        self.now += timedelta(days=days)

    def _person(self, role: Role, place: str, name: str, email: str) -> Actor:
        with self.database.transaction() as session:
            account = make_account(session, name=name, email=email, language=self.language)
            grant(session, account, role, place)
            return actor_of(session, account)
