"""What a page says of where an introduction stands: before its day, after it, and in the end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from matchmaker.core.introductions.states import Consent, State
from matchmaker.models import Introduction
from tests.factories import NOW
from tests.web.world import World, begun

AGREED = {"consent_a": Consent.YES, "consent_b": Consent.YES}
TODAY = NOW.date()


def text_of(world: World, **values: Any) -> str:
    """The page of an introduction that is so."""
    id_ = begun(world)
    with world.database.transaction() as session:
        session.execute(update(Introduction).where(Introduction.id == id_).values(**AGREED | values))
    return world.client("member").page(f"/introductions/{id_}").text


@pytest.mark.parametrize(
    ("later", "said"),
    [
        (timedelta(hours=1), "You meet on 23 November 2026, 11:00."),
        (timedelta(hours=-1), "You were to meet on 23 November 2026, 09:00. Nobody has said yet"),
    ],
)
def test_a_meeting_is_to_come_or_was_to_be(world: World, later: timedelta, said: str) -> None:
    assert said in text_of(world, state=State.MEETING_AGREED, meeting_at=NOW + later)


@pytest.mark.parametrize(
    ("days", "done", "said"),
    [
        (0, None, "Two trainers come, by 23 November 2026."),
        (-3, None, "Two trainers come. It was to be done by 20 November 2026."),
        (-3, NOW, "Two trainers come: done on 23 November 2026."),
    ],
)
def test_a_first_step_is_to_come_or_late_or_done(world: World, days: int, done: Any, said: str) -> None:
    step = {"joint_what": "Two trainers come.", "joint_by": TODAY + timedelta(days), "joint_done_at": done}
    assert said in text_of(world, state=State.STEP_AGREED, **step)


def test_partners_are_not_told_that_a_tie_would_be_new(world: World) -> None:
    new = "this would be a new tie"
    assert new in text_of(world, state=State.MET)
    assert new not in text_of(world, state=State.PARTNERSHIP)
