"""What is done in the introductions of the demo: each act by its word in the files, and who does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.core.actors import SYSTEM, VISITOR, Actor
from matchmaker.core.entities import Role
from matchmaker.core.introductions.states import CloseReason, DeclineReason, Mover, Order, Side
from matchmaker.models import Introduction, MailLink, OfferedTime
from matchmaker.services import introductions, notifications, places, proposals
from matchmaker.services.demo.making import id_of
from matchmaker.services.demo.moments import Story, meeting_times
from matchmaker.services.introductions import Hand
from matchmaker.store.demo.stories import DemoStep


@dataclass(frozen=True, slots=True)
class Scene:
    """One thing that is done: by whom of the `people` of the demo, in which story, when."""

    session: Session
    people: Mapping[str, Actor]
    story: Story
    step: DemoStep
    now: datetime
    today: date

    @property
    def id(self) -> str:
        """The id of the introduction."""
        return self.story.introduction

    @property
    def actor(self) -> Actor:
        """The person of the demo who does it; for those without an account the operator does."""
        return self.people[self.step.by] if self.step.by in self.people else self.of_side(self.step.by)

    def of_side(self, side: str) -> Actor:
        """Who acts for one of the two."""
        mine = self.key(side)
        return next((one for one in self.people.values() if mine in one.places(Role.MEMBER)), SYSTEM)

    def key(self, side: str) -> str:
        """The stakeholder of a side."""
        return id_of("s", self.story.written.a if side == Side.A else self.story.written.b)

    def day(self, number: int) -> date:
        """A day as it is written."""
        return self.today + timedelta(days=number)


def propose(scene: Scene) -> None:
    """A tie worth making is sent to the broker's desk."""
    a, b, step = scene.key("a"), scene.key("b"), scene.step
    region = places.get_region(step.word)
    made = proposals.propose(
        scene.session, scene.actor, region=region, a=a, b=b, note=step.text, now=scene.now
    )
    scene.story.proposal = made.id


def ask(scene: Scene) -> None:
    """The first of the two asks to be introduced to the second."""
    a, b, text = scene.key("a"), scene.key("b"), scene.step.text
    made = introductions.ask_for(
        scene.session, scene.actor, for_id=a, with_id=b, message=text, need_id=_need(scene), now=scene.now
    )
    scene.story.introduction = made.id


def begin(scene: Scene) -> None:
    """Somebody brings the two together, perhaps of a proposal; with the word "hold" it waits on the desk."""
    step = scene.step
    hold = step.word == "hold"
    made = introductions.begin(
        scene.session,
        scene.actor,
        a=scene.key("a"),
        b=scene.key("b"),
        first_step=step.first_step,
        order=Order(step.word) if step.word and not hold else Order.BOTH,
        proposal_id=scene.story.proposal or None,
        region=step.place,
        need_id=_need(scene),
        note=step.text,
        hold=hold,
        now=scene.now,
    )
    scene.story.introduction = made.id


def approve(scene: Scene) -> None:
    """The two are asked."""
    order = Order(scene.step.word) if scene.step.word else Order.BOTH
    first = scene.step.first_step
    introductions.approve(scene.session, scene.actor, scene.id, first_step=first, order=order, now=scene.now)


def hold(scene: Scene) -> None:
    """It is laid aside."""
    introductions.hold(scene.session, scene.actor, scene.id, now=scene.now)


def assign(scene: Scene) -> None:
    """Somebody takes it over."""
    who = scene.people[scene.step.word].account_id or ""
    introductions.assign(scene.session, scene.actor, scene.id, broker_id=who, now=scene.now)


def note(scene: Scene) -> None:
    """A word for colleagues."""
    introductions.add_note(scene.session, scene.actor, scene.id, text=scene.step.text, now=scene.now)


def accept(scene: Scene) -> None:
    """Yes."""
    introductions.accept(scene.session, _hand(scene), scene.id, now=scene.now)


def decline(scene: Scene) -> None:
    """No, with a reason."""
    reason, said = DeclineReason(scene.step.word), scene.step.text
    introductions.decline(scene.session, _hand(scene), scene.id, reason=reason, note=said, now=scene.now)


def postpone(scene: Scene) -> None:
    """Later."""
    introductions.postpone(scene.session, _hand(scene), scene.id, now=scene.now)


def withdraw(scene: Scene) -> None:
    """A yes is taken back."""
    introductions.withdraw(scene.session, _hand(scene), scene.id, note=scene.step.text, now=scene.now)


def close(scene: Scene) -> None:
    """The end, with a reason."""
    reason, said = CloseReason(scene.step.word), scene.step.text
    introductions.close(scene.session, _hand(scene), scene.id, reason=reason, note=said, now=scene.now)


def offer(scene: Scene) -> None:
    """Times for a meeting."""
    times = meeting_times(scene.step.days, scene.today)
    where = scene.step.place
    introductions.offer_times(scene.session, _hand(scene), scene.id, times=times, place=where, now=scene.now)


def choose(scene: Scene) -> None:
    """The first of the times that are offered."""
    mine = select(OfferedTime.id).where(OfferedTime.introduction_id == scene.id)
    first = scene.session.scalars(mine.order_by(OfferedTime.starts_at).limit(1)).one()
    introductions.choose_time(scene.session, _hand(scene), scene.id, time_id=first, now=scene.now)


def report(scene: Scene) -> None:
    """Whether the two met."""
    met, said = scene.step.word != "missed", scene.step.text
    introductions.report(scene.session, _hand(scene), scene.id, met=met, note=said, now=scene.now)


def agree(scene: Scene) -> None:
    """The first joint step."""
    step = scene.step
    by = None if step.due is None else scene.day(step.due)
    introductions.agree_step(
        scene.session, _hand(scene), scene.id, what=step.text, who=step.who, by=by, now=scene.now
    )


def remind(scene: Scene) -> None:
    """The worker looks for first joint steps whose day has come."""
    introductions.remind_of_steps(scene.session, now=scene.now)


def finish(scene: Scene) -> None:
    """The first joint step is done."""
    introductions.finish_joint_step(scene.session, _hand(scene), scene.id, now=scene.now)


def confirm(scene: Scene) -> None:
    """Partners."""
    introductions.confirm(scene.session, _hand(scene), scene.id, now=scene.now)


def write(scene: Scene) -> None:
    """A message."""
    introductions.write(scene.session, _hand(scene), scene.id, text=scene.step.text, now=scene.now)


ACTS: Mapping[str, Callable[[Scene], None]] = {
    act.__name__: act
    for act in (
        propose, ask, begin, approve, hold, assign, note, accept, decline, postpone, withdraw, close, offer,
        choose, report, agree, remind, finish, confirm, write,
    )
}  # fmt: skip


def _need(scene: Scene) -> str | None:
    one = scene.story.written
    return None if one.need is None else id_of("n", f"{one.a} {one.need}")


def _hand(scene: Scene) -> Hand:
    """Who acts: a person of the demo, else one of the two by the newest link of a mail that still answers."""
    one = scene.session.get_one(Introduction, scene.id)
    if scene.actor is not SYSTEM:
        return introductions.hand_of(scene.session, scene.actor, one)
    mine = MailLink.introduction_id == one.id, MailLink.side == scene.step.by, MailLink.used_at.is_(None)
    newest = select(MailLink).where(*mine, MailLink.expires_at > scene.now).order_by(MailLink.made_at.desc())
    link = scene.session.scalars(newest.limit(1)).first()
    if link is None or scene.step.do == "write":
        # Without a link left one answers by mail.
        return Hand(Mover(scene.step.by), VISITOR)
    notifications.use_link(scene.session, link, scene.now)
    return introductions.hand_by_link(link, one)
