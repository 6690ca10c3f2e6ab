"""Random networks, random merges and undos in random order: in the end the tables equal the beginning."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.core.actors import SYSTEM
from matchmaker.core.duplicates.choosing import CHOSEN, Choice, Pick, allowed
from matchmaker.core.duplicates.states import PairState
from matchmaker.core.introductions.states import LIVE
from matchmaker.db import Base, Database
from matchmaker.errors import Conflict
from matchmaker.models import DuplicatePair, Introduction, Merge, RoleGrant, Stakeholder, Tie
from matchmaker.services import duplicates
from matchmaker.services.introductions.starting import pair_of
from tests.factories import NOW
from tests.services.duplicates.crowd import make_crowd
from tests.services.duplicates.twins import picture

STEPS = 6


def test_after_undoing_all_the_tables_equal_the_beginning(
    database: Database, trials: Callable[[int], int]
) -> None:
    for seed in range(trials(400)):
        session = database.session(write=True)
        try:
            _one_life(session, Random(seed), seed)
        finally:
            session.rollback()
            session.close()


def _one_life(session: Session, chance: Random, seed: int) -> None:
    make_crowd(session, chance)
    beginning = picture(session)
    done: list[str] = []
    for step in range(STEPS):
        if done and chance.random() < 0.3:
            _undo_one(session, chance, done, step)
        else:
            _merge_one(session, chance, done, step)
        hold(session)
    while done:
        _undo_one(session, chance, done, STEPS)
        hold(session)
    left = [made.left for made in session.scalars(select(Merge)) if made.left]
    assert left == [], f"seed {seed}"
    end = picture(session)
    for name, rows in beginning.items():
        assert end[name] == rows, f"seed {seed}, {name}"


def _merge_one(session: Session, chance: Random, done: list[str], step: int) -> None:
    waiting = select(DuplicatePair).where(DuplicatePair.state == PairState.OPEN).order_by(DuplicatePair.id)
    pairs = list(session.scalars(waiting))
    if not pairs:
        return
    pair = chance.choice(pairs)
    picks: dict[str, Pick] = {
        name: chance.choice(allowed(name)) for name in CHOSEN if name != "name" and chance.random() < 0.5
    }
    choice = Choice(keep=chance.choice([pair.a_id, pair.b_id]), picks=picks, own={"about": "We sing anew."})
    made = duplicates.merge(session, SYSTEM, pair.id, choice, now=NOW + timedelta(minutes=step))
    done.append(made.id)


def _undo_one(session: Session, chance: Random, done: list[str], step: int) -> None:
    """Undo any one that may be; those on which a later one rests are refused, and change nothing."""
    for wanted in chance.sample(done, len(done)):
        try:
            with session.begin_nested():
                duplicates.undo(session, SYSTEM, wanted, now=NOW + timedelta(hours=1, minutes=step))
        except Conflict:
            continue
        done.remove(wanted)
        return
    raise AssertionError("none of the merges can be undone, not even the newest")


def hold(session: Session) -> None:
    """What holds at each step."""
    there = set(session.scalars(select(Stakeholder.id)))
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table.name != "stakeholders":
                continue
            named = set(session.scalars(select(key.parent).where(key.parent.is_not(None))))
            assert named <= there, f"{table.name}.{key.parent.name}"
    assert {place for place in session.scalars(select(RoleGrant.place)) if place.startswith("s-")} <= there
    ties = session.execute(select(Tie.a_id, Tie.b_id, Tie.label)).all()
    assert all(a < b for a, b, _label in ties)
    assert len(set(ties)) == len(ties)
    pairs = session.execute(select(DuplicatePair.a_id, DuplicatePair.b_id, DuplicatePair.state)).all()
    assert all({a, b} <= there for a, b, state in pairs if state is PairState.OPEN)
    introductions = list(session.scalars(select(Introduction)))
    assert all(one.a_id != one.b_id and one.pair == pair_of(one.a_id, one.b_id) for one in introductions)
    live = [one.pair for one in introductions if one.state in LIVE]
    assert len(set(live)) == len(live)
