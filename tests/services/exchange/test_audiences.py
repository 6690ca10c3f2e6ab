"""Audiences and files: what is brought in begins with the defaults, and nobody finds out by bringing in."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from matchmaker.core.audience import audience_of
from matchmaker.core.entities import Audience, Role
from matchmaker.db import Database
from matchmaker.models import Offer
from tests.factories import grant, make_account, make_stakeholder
from tests.services.exchange.bringing import LIST, bring, by_name, person

DOMAIN = "id,name,country,city,website\n7,Barrels and More,Germany,Stuttgart,https://barrel.example\n"


def test_what_is_brought_in_begins_with_the_defaults(database: Database) -> None:
    bring(database, LIST)
    made = by_name(database, "Rain Barrel Workshop")
    assert made.audiences == {}
    assert audience_of("email", made.audiences) is Audience.MATCHED
    with database.reading() as session:
        assert {one.audience for one in session.scalars(select(Offer))} == {Audience.PUBLIC}


def test_what_somebody_chose_outlives_an_import(database: Database) -> None:
    with database.transaction() as session:
        make_stakeholder(session, name="Rain Barrel Workshop", about="", audiences={"about": "ourselves"})
    bring(database, LIST)
    assert by_name(database, "Rain Barrel Workshop").audiences == {"about": "ourselves"}


@pytest.mark.parametrize(("audience", "merged"), [("public", 1), ("ourselves", 0)])
def test_nobody_learns_by_an_import_whose_hidden_website_it_is(
    database: Database, audience: str, merged: int
) -> None:
    elsewhere: dict[str, Any] = {"place": "Ulm", "region": "DE144", "lat": 48.4, "lon": 9.99}
    with database.transaction() as session:
        make_stakeholder(
            session, name="Barrels & More", website="https://barrel.example",
            audiences={"website": audience}, **elsewhere,
        )  # fmt: skip
    made = bring(database, DOMAIN, actor=person(database, Role.OFFICIAL, "UKM8"), source="spam")
    told = made.counts.get("merged", 0)
    assert told == merged


@pytest.mark.parametrize(("role", "merged"), [(Role.OFFICIAL, 0), (Role.ADMINISTRATOR, 1)])
def test_nor_of_a_record_in_their_own_region_that_people_look_after(
    database: Database, role: Role, merged: int
) -> None:
    elsewhere: dict[str, Any] = {"place": "Ulm", "region": "DE144", "lat": 48.4, "lon": 9.99}
    with database.transaction() as session:
        hidden = make_stakeholder(
            session, name="Barrels & More", website="https://barrel.example",
            audiences={"website": "ourselves"}, **elsewhere,
        )  # fmt: skip
        grant(session, make_account(session), Role.MEMBER, hidden.id)
    actor = person(database, role, "DE1" if role is Role.OFFICIAL else "")
    assert bring(database, DOMAIN, actor=actor, source="spam").counts.get("merged", 0) == merged
