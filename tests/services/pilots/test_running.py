"""Making pilots, changing them, and naming who organises them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import delete

from matchmaker.core.actors import VISITOR
from matchmaker.core.entities import Role
from matchmaker.db import Database
from matchmaker.errors import Conflict, Invalid, NotAllowed, NotFound
from matchmaker.models import Pilot, RoleGrant
from matchmaker.services import accounts, audit, pilots
from matchmaker.services.pilots import PilotValues
from tests.factories import make_account, make_actor
from tests.racing import race
from tests.services.pilots.conftest import Programme

VALUES = PilotValues(
    name="  Repair  across cities ",
    about="We bring repairers together.",
    regions=("Stuttgart", "fre1", ""),
    languages=("de", "fr", "xx"),
    starts_on=date(2026, 1, 1),
    ends_on=date(2027, 12, 31),
)


def test_an_administrator_makes_a_pilot_and_names_its_organiser(
    database: Database, programme: Programme, now: datetime
) -> None:
    with database.transaction() as session:
        account = make_account(session, email="moira@example.org")
        made = pilots.create_pilot(session, programme.administrator, VALUES, now=now)
        pilots.give_organiser(session, programme.administrator, made.id, "Moira@example.org", now=now)
    with database.reading() as session:
        page = pilots.get_page(session, programme.administrator, made.id)
        assert page.pilot.name == "Repair across cities"
        assert page.regions == ("DE11", "FRE1")
        assert page.pilot.languages == ["de", "fr"]
        assert page.organisers == ((account.id, account.name),)
        assert accounts.actor_of(session, account).places(Role.ORGANISER) == {made.id}
        assert [entry.act for entry in audit.list_entries(session, subject=made.id)] == ["pilot.create"]


def test_nobody_else_makes_a_pilot_or_names_organisers(
    database: Database, programme: Programme, now: datetime
) -> None:
    for actor in (programme.organiser, programme.official, programme.of_member):
        with database.transaction() as session, pytest.raises(NotAllowed):
            pilots.create_pilot(session, actor, VALUES, now=now)
        with database.transaction() as session, pytest.raises(NotAllowed):
            pilots.give_organiser(session, actor, programme.pilot, "moira@example.org", now=now)


def test_an_organiser_changes_the_own_pilot_and_no_other(
    database: Database, programme: Programme, now: datetime
) -> None:
    values = replace(VALUES, brokered=False, weekly_requests=3)
    with database.transaction() as session:
        pilots.change_pilot(session, programme.organiser, programme.pilot, values, now=now)
    with database.reading() as session:
        page = pilots.get_page(session, programme.organiser, programme.pilot)
        assert (page.pilot.brokered, page.pilot.weekly_requests) == (False, 3)
        assert page.regions == ("DE11", "FRE1")
        (entry,) = audit.list_entries(session, subject=programme.pilot)
        assert entry.details["fields"] == [
            "about", "brokered", "ends_on", "languages", "name", "regions", "starts_on", "weekly_requests",
        ]  # fmt: skip
    for actor in (programme.other_organiser, programme.official, programme.of_member):
        with database.transaction() as session, pytest.raises(NotAllowed):
            pilots.change_pilot(session, actor, programme.pilot, values, now=now)


def test_the_role_of_an_organiser_is_taken_back_but_not_from_the_last(
    database: Database, programme: Programme, now: datetime
) -> None:
    first = programme.organiser.account_id or ""
    with database.transaction() as session, pytest.raises(Conflict, match="Nobody else"):
        pilots.take_organiser(session, programme.administrator, programme.pilot, first, now=now)
    with database.transaction() as session:
        second = make_actor(session, Role.ORGANISER, programme.pilot).account_id or ""
    with database.transaction() as session:
        with pytest.raises(NotAllowed):
            pilots.take_organiser(session, programme.organiser, programme.pilot, second, now=now)
        pilots.take_organiser(session, programme.administrator, programme.pilot, first, now=now)
        with pytest.raises(NotFound):
            pilots.take_organiser(session, programme.administrator, programme.pilot, first, now=now)
        assert [one.id for one in pilots.get_page(session, VISITOR, programme.pilot).organisers] == [second]
        assert [entry.act for entry in audit.list_entries(session, subject=first)] == ["role.take-back"]


def test_a_pilot_that_is_over_may_lose_its_last_organiser(
    database: Database, programme: Programme, now: datetime
) -> None:
    with database.transaction() as session:
        session.get_one(Pilot, programme.pilot).ends_on = now.date() - timedelta(days=1)
    with database.transaction() as session:
        first = programme.organiser.account_id or ""
        pilots.take_organiser(session, programme.administrator, programme.pilot, first, now=now)


def test_two_organisers_taken_back_at_once_leave_one(
    database: Database, programme: Programme, now: datetime, trials: Callable[[int], int]
) -> None:
    def take(account_id: str) -> Callable[[], str]:
        def act() -> str:
            try:
                with database.transaction() as session:
                    pilots.take_organiser(
                        session, programme.administrator, programme.pilot, account_id, now=now
                    )
            except Conflict:
                return "kept"
            return "taken"

        return act

    for _ in range(trials(100)):
        with database.transaction() as session:
            session.execute(delete(RoleGrant).where(RoleGrant.place == programme.pilot))
            pair = [make_actor(session, Role.ORGANISER, programme.pilot).account_id or "" for _ in range(2)]
        assert sorted(map(str, race(*map(take, pair)))) == ["kept", "taken"]


def test_a_pilot_that_is_not_there_is_not_found(
    database: Database, programme: Programme, now: datetime
) -> None:
    with database.transaction() as session:
        with pytest.raises(NotFound):
            pilots.change_pilot(session, programme.administrator, "p-none", VALUES, now=now)
        with pytest.raises(Invalid, match="no account"):
            pilots.give_organiser(session, programme.administrator, programme.pilot, "x@y.z", now=now)


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("name", replace(VALUES, name=" \n")),
        ("name", replace(VALUES, name="x" * 121)),
        ("about", replace(VALUES, about="x" * 5001)),
        ("regions", replace(VALUES, regions=("DE11", "Atlantis"))),
        ("weekly_requests", replace(VALUES, weekly_requests=0)),
        ("weekly_requests", replace(VALUES, weekly_requests=None)),
        ("open_limit", replace(VALUES, open_limit=501)),
        ("ends_on", replace(VALUES, ends_on=date(2025, 12, 31))),
    ],
)
def test_each_refusal_names_its_field(
    database: Database, programme: Programme, now: datetime, field: str, values: PilotValues
) -> None:
    with database.transaction() as session, pytest.raises(Invalid) as refused:
        pilots.create_pilot(session, programme.administrator, values, now=now)
    assert set(refused.value.fields) == {field}
