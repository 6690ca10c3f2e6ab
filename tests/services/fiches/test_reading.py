"""Reading fiches back, on both databases."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from matchmaker.core.actors import SYSTEM
from matchmaker.core.entities import Role
from matchmaker.db import Database
from matchmaker.errors import NotAllowed, NotFound
from matchmaker.services import fiches, places
from matchmaker.services.fiches.reading import PER_PAGE
from tests.factories import make_actor, make_stakeholder
from tests.services.fiches.test_making import make


def test_a_fiche_is_read_with_the_one_before_and_what_changed(database: Database, now: datetime) -> None:
    with database.transaction() as session:
        make_stakeholder(session)
    first = make(database, now)
    with database.transaction() as session:
        new = make_stakeholder(session)
    second = make(database, now + timedelta(days=7))
    with database.reading() as session:
        earliest = fiches.get_fiche(session, SYSTEM, first.id)
        found = fiches.get_fiche(session, SYSTEM, second.id)
    assert earliest.earlier is None
    assert earliest.differences is None
    assert found.earlier is not None
    assert found.earlier.id == first.id
    assert found.differences is not None
    assert found.differences.new == (new.id,)
    assert found.region.name == "Stuttgart"


def test_a_fiche_stays_as_it_was_made(database: Database, now: datetime) -> None:
    made = make(database, now)
    with database.transaction() as session:
        make_stakeholder(session)
    with database.reading() as session:
        assert fiches.get_fiche(session, SYSTEM, made.id).content.members == ()


def test_the_list_is_light_and_goes_on_from_a_number(database: Database, now: datetime) -> None:
    for number in range(PER_PAGE + 2):
        make(database, now + timedelta(minutes=number))
    region = places.get_region("DE11")
    with database.reading() as session:
        found, older = fiches.list_fiches(session, SYSTEM, region)
        rest, end = fiches.list_fiches(session, SYSTEM, region, before=older)
        newest = fiches.find_newest(session, "DE11")
    assert [one.number for one in found] == list(range(PER_PAGE + 2, 2, -1))
    assert [one.number for one in rest] == [2, 1]
    assert end is None
    assert newest is not None
    assert newest.number == PER_PAGE + 2


def test_only_who_plans_for_the_region_reads_them(database: Database, now: datetime) -> None:
    made = make(database, now)
    with database.transaction() as session:
        stranger = make_actor(session, Role.OFFICIAL, "UKM8")
        organiser = make_actor(session, Role.ORGANISER, "p-1")
    with database.reading() as session:
        assert fiches.get_fiche(session, organiser, made.id).fiche.id == made.id
        with pytest.raises(NotAllowed):
            fiches.get_fiche(session, stranger, made.id)
        with pytest.raises(NotAllowed):
            fiches.list_fiches(session, stranger, places.get_region("DE11"))
        with pytest.raises(NotFound):
            fiches.get_fiche(session, SYSTEM, "f-none")
