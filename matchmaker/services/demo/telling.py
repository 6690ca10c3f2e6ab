"""Telling the past of the demo's introductions: each step is taken by the services, at its own moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from matchmaker.models import (
    Claim,
    Introduction,
    IntroductionMessage,
    Mail,
    MailLink,
    Proposal,
    Stakeholder,
    Tie,
)
from matchmaker.services import accounts, introductions, network, notifications
from matchmaker.services.demo.acts import ACTS, Scene
from matchmaker.services.demo.making import id_of
from matchmaker.services.demo.moments import moments_of
from matchmaker.store.demo.stories import DemoStory, read_stories

KEYS: Mapping[type[Any], tuple[str, Callable[[Any], str]]] = {
    Claim: ("q", lambda one: f"{one.stakeholder_id} {one.account_id}"),
    Introduction: ("n", lambda one: f"{one.a_id} {one.b_id}"),
    IntroductionMessage: ("g", lambda one: f"{one.introduction_id} {one.text}"),
    Mail: ("m", lambda one: one.key),
    MailLink: ("k", lambda one: f"{one.mail_id} {one.introduction_id} {one.side}"),
    Proposal: ("w", lambda one: f"{one.a_id} {one.b_id}"),
    Tie: ("t", lambda one: f"{one.a_id} {one.b_id} {one.label}"),
}
"""The letter of each kind of thing, and the key from which its id follows."""


def tell_introductions(
    session: Session, *, now: datetime, stories: tuple[DemoStory, ...] | None = None
) -> int:
    """Take every step that the demo's files tell of; the answer is how many introductions were begun.

    What was loaded has to be committed: the engine looks at the two as it does for everybody. No mail goes
    out: see `notifications.told_afterwards`.

    Raises:
        ValueError: the files hold something that cannot be read.
        Invalid, Conflict, NotFound, NotAllowed: they tell of a step that nobody could take.
    """
    stories = read_stories() if stories is None else stories
    people = {
        str(one.demo_part): accounts.actor_of(session, one) for one in accounts.list_demo_accounts(session)
    }
    live, told = network.snapshot(session, today=now.date()), []
    # Held, or the session would forget them and read each of them many times.
    _held = session.scalars(select(Stakeholder)).all()
    with notifications.told_afterwards(session), lasting_ids(session):
        for moment in moments_of(stories, now.date()):
            network.look_back(session, live, today=moment.at.date())
            _hear_clocks(session, moment.at)
            scene = Scene(session, people, moment.story, moment.step, moment.at, now.date())
            ACTS[moment.step.do](scene)
            told.append(moment)
        _hear_clocks(session, now)
    return len({moment.story.introduction for moment in told if moment.story.introduction})


def _hear_clocks(session: Session, until: datetime) -> None:
    """Let the clocks ring that were to ring by then, each at its time."""
    while due := introductions.list_ringing(session, now=until):
        id_, at = due[0]
        introductions.ring(session, id_, now=at)


@contextmanager
def lasting_ids(session: Session) -> Iterator[None]:
    """Ids follow from keys meanwhile, as all ids of the demo do, so that links to it last."""
    event.listen(session, "before_flush", _name)
    try:
        yield
    finally:
        event.remove(session, "before_flush", _name)


def _name(session: Session, _context: object, _instances: object) -> None:
    for one in session.new:
        letter, key = KEYS.get(type(one), ("", None))
        if key is not None and one.id is None:
            one.id = id_of(letter, key(one))
