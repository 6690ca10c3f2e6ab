"""Random walks through the services: whatever anybody tries, nothing is shown before both agreed."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from matchmaker.core.introductions.states import ENDS, Consent, Side, State
from matchmaker.db import Database
from matchmaker.errors import MatchmakerError
from matchmaker.models import Introduction
from matchmaker.services import introductions
from tests.services.introductions.people import Two, hand, make_two

SIMPLE = ("accept", "decline", "postpone", "withdraw", "confirm", "close", "finish_joint_step")


@pytest.mark.soak
def test_random_walks_show_nothing_early_and_come_to_an_end(
    database: Database, now: datetime, trials: Callable[[int], int]
) -> None:
    """Many walks under `make soak`; the rules alone walk 10,000 in tests/core."""
    for seed in range(trials(500) // 4):
        dice, moment = random.Random(seed), now
        two = make_two(database)
        with database.transaction() as session:
            id_ = introductions.begin(session, two.official, a=two.a, b=two.b, now=moment).id
        for _ in range(12):
            moment += timedelta(hours=dice.randint(1, 90))
            try:
                with database.transaction() as session:
                    _try(dice, session, two, id_, moment)
            except MatchmakerError:
                pass
            with database.reading() as session:
                one = session.get_one(Introduction, id_)
                read = introductions.get_story(session, two.ann, id_, now=moment)
                both = one.consent_a is one.consent_b is Consent.YES
                assert both or not read.contacts
                assert both or all(receipt.withdrawn_at for receipt in read.disclosures)
                assert (one.rings_at is None) == (one.state in ENDS - {State.PARTNERSHIP})
        for day in range(1, 90):
            with database.transaction() as session:
                introductions.ring(session, id_, now=moment + timedelta(days=10 * day))
        with database.reading() as session:
            one = session.get_one(Introduction, id_)
            assert one.state in ENDS
            assert one.rings_at is None


def _try(dice: random.Random, session: Session, two: Two, id_: str, moment: datetime) -> None:
    side = dice.choice(list(Side))
    mover = hand(two, side)
    what = dice.randrange(len(SIMPLE) + 3)
    if what < len(SIMPLE):
        getattr(introductions, SIMPLE[what])(session, mover, id_, now=moment)
    elif what == len(SIMPLE):
        introductions.report(session, mover, id_, met=dice.random() < 0.7, now=moment)
    elif what == len(SIMPLE) + 1:
        introductions.agree_step(session, mover, id_, what="Try", now=moment)
    else:
        introductions.ring(session, id_, now=moment)
