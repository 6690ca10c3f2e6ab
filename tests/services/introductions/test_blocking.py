"""Whom one does not want to be introduced to: seen and taken back by those who said so alone."""

from __future__ import annotations

from datetime import datetime

import pytest

from matchmaker.core.actors import SYSTEM
from matchmaker.core.introductions.states import Side
from matchmaker.db import Database
from matchmaker.errors import Invalid, NotAllowed, NotFound
from matchmaker.services import introductions
from tests.services.introductions.people import Two, hand


def test_a_block_is_its_own_side_s_to_see_and_take_back(database: Database, two: Two, now: datetime) -> None:
    with database.transaction() as session:
        made = introductions.begin(session, SYSTEM, a=two.a, b=two.b, now=now)
        introductions.block(session, hand(two, Side.A), made.id, now=now)
    with database.transaction() as session:
        (one,) = introductions.list_blocked(session, two.ann)
        assert (one.own.id, one.other.id, one.at) == (two.a, two.b, now)
        assert introductions.list_blocked(session, two.official) == []
        for actor in (two.official, two.stranger):
            with pytest.raises(NotAllowed):
                introductions.unblock(session, actor, two.a, two.b, now=now)
        with pytest.raises(Invalid):
            introductions.check_pair(session, SYSTEM, two.a, two.b)
        introductions.unblock(session, two.ann, two.a, two.b, now=now)
    with database.transaction() as session:
        introductions.check_pair(session, SYSTEM, two.a, two.b)
        assert introductions.list_blocked(session, two.ann) == []
        with pytest.raises(NotFound):
            introductions.unblock(session, two.ann, two.a, two.b, now=now)
