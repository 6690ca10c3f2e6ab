"""The roles of a region, of who is still there."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from matchmaker.core.entities import Kind
from matchmaker.db import Database
from matchmaker.models import Stakeholder, Tie
from matchmaker.services import ecosystem, history, places
from matchmaker.services.ecosystem import Roles
from tests.factories import make_stakeholder, make_tie
from tests.services.ecosystem.taking import take


@pytest.fixture
def ids(database: Database, now: datetime) -> dict[str, str]:
    """Two circles of four, joined by a0 and b0; one alone, one with a tie outside, one outside."""
    with database.transaction() as session:
        made = {
            f"{letter}{n}": make_stakeholder(
                session, name=f"{letter}{n}", region="DE111", kind=kind, created_at=now - timedelta(400)
            )
            for letter, kind in (("a", Kind.ENTERPRISE), ("b", Kind.POLICYMAKER)) for n in range(4)
        }  # fmt: skip
        made["alone"] = make_stakeholder(session, name="Alone", region="DE111", created_at=now)
        made["out"] = make_stakeholder(session, name="Outward", region="DE112")
        made["far"] = make_stakeholder(session, name="Far", region="FRE11", country="FR")
        for letter in "ab":
            for n in range(4):
                make_tie(session, made[f"{letter}{n}"], made[f"{letter}{(n + 1) % 4}"])
        make_tie(session, made["a0"], made["b0"])
        make_tie(session, made["out"], made["far"])
        history.touch(session, [one.id for one in made.values()])
        return {name: one.id for name, one in made.items()}


def read(database: Database, now: datetime, code: str = "DE11") -> Roles:
    """The roles as a page reads them."""
    with database.reading() as session:
        found = ecosystem.find_roles(session, places.get_region(code), today=now.date())
    assert found is not None
    return found


def test_the_roles_of_a_region_name_live_profiles(
    database: Database, ids: dict[str, str], now: datetime
) -> None:
    take(database, now)
    found = read(database, now)
    assert {one.profile.id for one in found.brokers} == {ids["a0"], ids["b0"]}
    assert [(one.a.id, one.b.id, one.cut) for one in found.bridges] == [
        (*sorted((ids["a0"], ids["b0"])), 4)
    ]  # fmt: skip
    assert found.alone.new == (ids["alone"],)
    assert [one.id for one in found.outside] == [ids["out"]]
    assert (found.core_ties, found.core_total) == (2, 8)
    first = found.missing[0]
    # make_stakeholder makes an enterprise where nothing else is said.
    assert (first.kind, first.other, first.total, first.of) == (Kind.ENTERPRISE, Kind.POLICYMAKER, 5, 6)


def test_who_found_a_tie_or_hid_since_the_survey_is_passed_over(
    database: Database, ids: dict[str, str], now: datetime
) -> None:
    take(database, now)
    with database.transaction() as session:
        alone, other = (session.get_one(Stakeholder, ids[name]) for name in ("alone", "a1"))
        make_tie(session, alone, other)
        make_tie(session, session.get_one(Stakeholder, ids["out"]), other)
        session.get_one(Stakeholder, ids["a0"]).hidden = True
        history.touch(session, [ids[name] for name in ("alone", "out", "a1", "a0")])
    found = read(database, now)
    assert found.alone.total == 0
    assert found.outside == ()
    assert {one.profile.id for one in found.brokers} == {ids["b0"]}
    assert found.bridges == ()


def test_who_lost_the_last_tie_is_told_until_ninety_days_are_over(
    database: Database, ids: dict[str, str], now: datetime
) -> None:
    take(database, now)
    later = now + timedelta(10)
    with database.transaction() as session:
        a, b = sorted((ids["out"], ids["far"]))
        session.delete(session.query(Tie).filter_by(a_id=a, b_id=b).one())
        history.touch(session, [ids["out"], ids["far"]])
    take(database, later)
    assert read(database, later).alone.lately == (ids["out"],)
    assert read(database, later).spells[ids["out"]].since == later.date()
    assert ids["out"] in read(database, later + timedelta(100)).alone.long


def test_before_the_first_survey_no_roles_are_known(database: Database, now: datetime) -> None:
    with database.reading() as session:
        assert ecosystem.find_roles(session, places.get_region("DE11"), today=now.date()) is None
