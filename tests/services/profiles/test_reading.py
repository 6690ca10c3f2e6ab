"""Reading stakeholders: each field only for whom it is meant."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from matchmaker.core.actors import SYSTEM, VISITOR, Actor
from matchmaker.core.audience import Closeness
from matchmaker.core.entities import Kind, Role, StatementState
from matchmaker.db import Database
from matchmaker.errors import NotFound
from matchmaker.models import Stakeholder
from matchmaker.services import profiles
from matchmaker.services.profiles import Partner
from matchmaker.services.profiles.closeness import closeness_of
from tests.factories import make_actor, make_need, make_offer, make_stakeholder, make_tie


@pytest.fixture
def ours(database: Database) -> Stakeholder:
    with database.transaction() as session:
        return make_stakeholder(
            session,
            name="Rad & Tat",
            email="hello@rad-und-tat.example",
            people="10-49",
            website="https://rad-und-tat.example",
            founded=1998,
            audiences={"founded": "ourselves"},
        )


@pytest.fixture
def actors(database: Database, ours: Stakeholder) -> dict[str, Actor]:
    with database.transaction() as session:
        return {
            "visitor": VISITOR,
            "person": make_actor(session),
            "member": make_actor(session, Role.MEMBER, ours.id),
            "official": make_actor(session, Role.OFFICIAL, "DE1"),
            "organiser": make_actor(session, Role.ORGANISER, "p-1"),
            "system": SYSTEM,
        }


@pytest.mark.parametrize(
    ("reader", "seen", "hidden"),
    [
        ("visitor", {"website"}, {"email", "people", "founded"}),
        ("person", {"website", "people"}, {"email", "founded"}),
        ("organiser", {"website", "people"}, {"email", "founded"}),
        ("member", {"website", "people", "email", "founded"}, set()),
        # Somebody has claimed it: an official reads what everybody who is signed in reads.
        ("official", {"website", "people"}, {"email", "founded"}),
        ("system", {"website", "people", "email", "founded"}, set()),
    ],
)
def test_guarded_fields_are_for_their_audience(
    database: Database,
    ours: Stakeholder,
    actors: dict[str, Actor],
    now: datetime,
    reader: str,
    seen: set[str],
    hidden: set[str],
) -> None:
    with database.reading() as session:
        page = profiles.get_page(session, actors[reader], ours.id, today=now.date())
    one = page.stakeholder
    assert {name for name in seen | hidden if getattr(one, name)} == seen
    assert one.withheld == hidden, "it says that there is more, and only where there is"
    assert page.may_edit == (reader in {"member", "system"})
    assert page.may_see_suggestions == (reader not in {"visitor", "person"})


def test_closeness_follows_from_roles(
    database: Database, ours: Stakeholder, actors: dict[str, Actor]
) -> None:
    with database.reading() as session:
        ours = session.get_one(Stakeholder, ours.id)
        found = {name: closeness_of(actor, ours) for name, actor in actors.items()}
    assert found == {
        "visitor": Closeness.VISITOR,
        "person": Closeness.MEMBER,
        "member": Closeness.OURSELVES,
        "official": Closeness.MEMBER,
        "organiser": Closeness.MEMBER,
        "system": Closeness.OURSELVES,
    }


def test_a_profile_is_claimed_when_it_has_a_member(
    database: Database, actors: dict[str, Actor], ours: Stakeholder, now: datetime
) -> None:
    with database.transaction() as session:
        unclaimed = make_stakeholder(session)
        pages = [profiles.get_page(session, VISITOR, one.id, today=now.date()) for one in (ours, unclaimed)]
    assert [page.claimed for page in pages] == [True, False]


def test_a_hidden_profile_is_there_for_its_own_people_only(database: Database, now: datetime) -> None:
    with database.transaction() as session:
        hidden = make_stakeholder(session, hidden=True)
        member = make_actor(session, Role.MEMBER, hidden.id)
        stranger = make_actor(session, Role.ORGANISER, "p-1")
    with database.reading() as session:
        for actor in (VISITOR, stranger):
            with pytest.raises(NotFound, match="There is no such profile"):
                profiles.get_stakeholder(session, actor, hidden.id)
            with pytest.raises(NotFound):
                profiles.get_page(session, actor, hidden.id, today=now.date())
        assert profiles.get_stakeholder(session, member, hidden.id).id == hidden.id
        found = profiles.find_stakeholder(session, hidden.id)
        assert found is not None, "services look without asking who wants to know"


def test_what_does_not_exist_is_not_found_and_not_invented(database: Database) -> None:
    with database.reading() as session:
        with pytest.raises(NotFound):
            profiles.get_stakeholder(session, SYSTEM, "s-nothing")
        assert profiles.find_stakeholder(session, "s-nothing") is None


def test_readers_see_what_is_open_today_and_editors_see_all(
    database: Database, ours: Stakeholder, actors: dict[str, Actor], now: datetime
) -> None:
    today = now.date()
    with database.transaction() as session:
        texts: dict[str, dict[str, Any]] = {
            "open for good": {},
            "open until today": {"valid_until": today},
            "over since yesterday": {"valid_until": today - timedelta(days=1)},
            "met": {"state": StatementState.MET},
            "withdrawn": {"state": StatementState.WITHDRAWN},
            "expired": {"state": StatementState.EXPIRED},
        }
        for text, values in texts.items():
            make_need(session, ours, text, **values)
            make_offer(session, ours, text, **values)
    with database.reading() as session:
        seen = profiles.get_page(session, actors["person"], ours.id, today=today)
        own = profiles.get_page(session, actors["member"], ours.id, today=today)
    for statements in (seen.needs, seen.offers):
        assert {one.text for one in statements} == {"open for good", "open until today"}
    assert (len(own.needs), len(own.offers)) == (6, 6)


def test_partners_are_seen_from_either_end(database: Database, ours: Stakeholder, now: datetime) -> None:
    with database.transaction() as session:
        other = make_stakeholder(session, name="Die Werkbank", kind=Kind.SUPPORT)
        hidden = make_stakeholder(session, name="Behind the curtain", hidden=True)
        stranger = make_stakeholder(session)
        words = {"kind": "project", "label": "Repair café", "since": 2021}
        tie = make_tie(session, ours, other, **words, confirmed_a=True)
        make_tie(session, ours, other, label="Bicycle kitchen")
        make_tie(session, ours, hidden)
        make_tie(session, other, stranger)
    we_confirmed = tie.a_id == ours.id
    with database.reading() as session:
        page = profiles.get_page(session, VISITOR, ours.id, today=now.date())
        theirs = profiles.get_page(session, VISITOR, other.id, today=now.date()).partners
    kind = Kind.SUPPORT
    assert page.partners == [
        Partner(other.id, "Die Werkbank", kind, "", "Bicycle kitchen", None, False, False),
        Partner(
            other.id, "Die Werkbank", kind, "project", "Repair café", 2021, we_confirmed, not we_confirmed
        ),
    ]
    [seen] = [one for one in theirs if one.label == "Repair café"]
    assert (seen.id, seen.confirmed_by_us, seen.confirmed_by_them) == (
        ours.id,
        not we_confirmed,
        we_confirmed,
    )


def test_an_account_finds_its_own_stakeholders_by_name(database: Database) -> None:
    with database.transaction() as session:
        second, first = (make_stakeholder(session, name=name) for name in ("Werkbank", "Bau"))
        actor = make_actor(session, Role.MEMBER, first.id)
        both = Actor(actor.account_id, "", actor.grants | make_actor(session, Role.MEMBER, second.id).grants)
    with database.reading() as session:
        assert [one.name for one in profiles.list_of_account(session, both)] == ["Bau", "Werkbank"]
        assert profiles.list_of_account(session, VISITOR) == []
