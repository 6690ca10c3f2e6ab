"""Two who save at the same moment: exactly one of them does, the other learns of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from sqlalchemy import select

from matchmaker.core.actors import SYSTEM
from matchmaker.core.entities import StatementState
from matchmaker.db import Database
from matchmaker.errors import Changed
from matchmaker.models import Change, Need, Pilot, PilotRegion, Stakeholder
from matchmaker.services import pilots, profiles
from matchmaker.services.profiles import ProfileValues, StatementValues
from matchmaker.services.profiles.versions import version_of_record
from tests.factories import NOW, make_need, make_pilot, make_stakeholder
from tests.racing import race


def saved(answers: list[object]) -> int:
    """How many saved; each of the others was told that somebody was faster."""
    wrong = [one for one in answers if isinstance(one, Exception) and not isinstance(one, Changed)]
    assert not wrong, wrong
    return sum(not isinstance(one, Exception) for one in answers)


def test_of_two_who_change_a_profile_at_once_one_saves(
    database: Database, trials: Callable[[int], int]
) -> None:
    with database.transaction() as session:
        one = make_stakeholder(session, name="Radhof")
        id_, opened = one.id, version_of_record(one)
        values = ProfileValues(name=one.name, kind=one.kind, about=one.about, languages=("de",))

    def save(about: str) -> str:
        with database.transaction() as session:
            profiles.update_stakeholder(
                session, SYSTEM, id_, replace(values, about=about), opened=opened, now=NOW
            )
        return about

    for number in range(trials(50)):
        answers = race(partial(save, f"a {number}"), partial(save, f"b {number}"))
        assert saved(answers) == 1
        winner = next(one for one in answers if isinstance(one, str))
        with database.reading() as reader:
            row = reader.get_one(Stakeholder, id_)
            assert row.about == winner
            last = reader.scalars(
                select(Change).where(Change.field == "about").order_by(Change.id.desc())
            ).first()
            assert last is not None
            assert last.after == winner
            opened = version_of_record(row)


def test_of_two_who_change_a_need_at_once_one_saves(database: Database) -> None:
    with database.transaction() as session:
        need = make_need(session, make_stakeholder(session))
        id_, opened = need.id, version_of_record(need)

    def save(text: str) -> None:
        with database.transaction() as session:
            values = StatementValues(text=text)
            profiles.update_statement(session, SYSTEM, "need", id_, values, opened=opened, now=NOW)

    assert saved(race(lambda: save("One of the two texts"), lambda: save("The other of the two"))) == 1


def test_of_two_who_change_a_pilot_at_once_one_saves(database: Database) -> None:
    with database.transaction() as session:
        pilot = make_pilot(session, "DE11")
        id_, opened = pilot.id, pilots.version_of_pilot(session, pilot)

    def save(region: str) -> None:
        with database.transaction() as session:
            values = pilots.PilotValues(name="Repair", regions=(region,))
            pilots.change_pilot(session, SYSTEM, id_, values, opened=opened, now=NOW)

    assert saved(race(lambda: save("DE12"), lambda: save("DE13"))) == 1
    with database.reading() as reader:
        assert len(reader.scalars(select(PilotRegion.region)).all()) == 1


def test_what_one_may_change_makes_the_version(database: Database) -> None:
    with database.transaction() as session:
        one = make_stakeholder(session)
        before = version_of_record(one)
        one.verified_on = NOW.date()
        assert version_of_record(one) == before, "confirming is no change that anybody could overwrite"
        one.audiences = {"website": "members"}
        assert version_of_record(one) != before


def test_a_region_of_a_pilot_makes_its_version(database: Database) -> None:
    with database.transaction() as session:
        pilot = make_pilot(session, "DE11")
        before = pilots.version_of_pilot(session, pilot)
        session.add(PilotRegion(pilot_id=pilot.id, region="DE12"))
        session.flush()
        assert pilots.version_of_pilot(session, session.get_one(Pilot, pilot.id)) != before


def test_who_closes_a_need_changes_its_version(database: Database) -> None:
    with database.transaction() as session:
        need = make_need(session, make_stakeholder(session))
        before = version_of_record(need)
        profiles.set_state(session, SYSTEM, "need", need.id, StatementState.MET, now=NOW)
        assert version_of_record(session.get_one(Need, need.id)) != before
