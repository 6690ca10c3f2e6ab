"""Making and changing stakeholders: all four kinds, their towns, their history, and who may."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import func, select

from matchmaker.core.actors import SYSTEM, VISITOR, Actor
from matchmaker.core.entities import Kind, Role
from matchmaker.db import Database
from matchmaker.errors import Invalid, NotAllowed, NotFound
from matchmaker.models import Stakeholder
from matchmaker.services import accounts, audit, history, network, profiles
from matchmaker.services.profiles import ProfileValues
from tests.factories import grant, make_account, make_actor, make_stakeholder
from tests.racing import race

OF_KIND: dict[Kind, dict[str, Any]] = {
    Kind.ENTERPRISE: {"legal_form": "form-de-azfe-de", "people": "10-49", "founded": 1998},
    Kind.INNOVATOR: {"stage": "pilot"},
    Kind.POLICYMAKER: {"authority_level": "regional"},
    Kind.SUPPORT: {"support_type": "incubator"},
}


def values(**changes: Any) -> ProfileValues:
    given = {"name": "Rad & Tat", "kind": Kind.ENTERPRISE, "place": "Stuttgart"} | changes
    return ProfileValues(**given)


def create(database: Database, actor: Actor, now: datetime, **changes: Any) -> Stakeholder:
    with database.transaction() as session:
        return profiles.create_stakeholder(session, actor, values(**changes), now=now)


def update(database: Database, actor: Actor, id_: str, now: datetime, **changes: Any) -> Stakeholder:
    with database.transaction() as session:
        return profiles.update_stakeholder(session, actor, id_, values(**changes), now=now)


def changes_of(database: Database, id_: str) -> dict[str, tuple[Any, Any]]:
    with database.reading() as session:
        return {row.field: (row.before, row.after) for row in reversed(history.list_changes(session, id_))}


@pytest.fixture
def ada(database: Database) -> Actor:
    """Somebody without any role."""
    with database.transaction() as session:
        return make_actor(session)


@pytest.fixture
def ours(database: Database) -> Stakeholder:
    """An imported record in Stuttgart that nobody has claimed."""
    with database.transaction() as session:
        return make_stakeholder(session, name="Rad & Tat", legal_form="form-de-azfe-de", founded=1998)


@pytest.fixture
def member(database: Database, ours: Stakeholder) -> Actor:
    with database.transaction() as session:
        return make_actor(session, Role.MEMBER, ours.id)


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_tells_what_its_form_asks(
    database: Database, ada: Actor, now: datetime, kind: Kind
) -> None:
    made = create(database, ada, now, kind=kind, languages=("de", "en"), themes=("food",), **OF_KIND[kind])
    with database.reading() as session:
        kept = session.get_one(Stakeholder, made.id)
        assert (kept.name, kept.kind, kept.source) == ("Rad & Tat", kind, "form")
        assert {name: getattr(kept, name) for name in OF_KIND[kind]} == OF_KIND[kind]
        assert (kept.languages, kept.themes) == (["de", "en"], ["food"])
        assert (kept.created_at, kept.updated_at, kept.verified_on) == (now, now, now.date())
        assert not kept.hidden
        assert not kept.opted_out


@pytest.mark.parametrize(
    ("typed", "country", "found"),
    [
        ("stuttgart", "", ("Stuttgart", "DE", "DE111")),
        ("Krakow", "", ("Kraków", "PL", "PL213")),
        ("Lyon", "FR", ("Lyon", "FR", "FRK26")),
        ("  Esslingen ", "DE", ("Esslingen", "DE", "DE113")),
    ],
)
def test_a_town_gives_country_region_and_coordinates(
    database: Database, ada: Actor, now: datetime, typed: str, country: str, found: tuple[str, str, str]
) -> None:
    made = create(database, ada, now, place=typed, country=country)
    assert (made.place, made.country, made.region) == found
    assert made.lat == pytest.approx({"PL": 50.06, "FR": 45.75}.get(found[1], 48.76), abs=0.03)
    assert made.lon is not None


@pytest.mark.parametrize(("place", "country"), [("Kleinkleckersdorf", ""), ("Stuttgart", "FR")])
def test_a_town_that_we_do_not_know_is_refused_with_what_to_do(
    database: Database, ada: Actor, now: datetime, place: str, country: str
) -> None:
    with pytest.raises(Invalid) as caught:
        create(database, ada, now, place=place, country=country)
    assert caught.value.fields == {
        "place": "We do not know this town. Check the spelling, or give the nearest larger town."
    }


def test_a_place_may_stay_unknown(database: Database, ada: Actor, now: datetime) -> None:
    made = create(database, ada, now, place="", country="AT")
    assert (made.place, made.country, made.region, made.lat, made.lon) == ("", "AT", "", None, None)


def test_who_makes_a_stakeholder_becomes_its_first_member(database: Database, now: datetime) -> None:
    with database.transaction() as session:
        account = make_account(session)
        made = profiles.create_stakeholder(session, accounts.actor_of(session, account), values(), now=now)
        actor = accounts.actor_of(session, account)
    assert actor.places(Role.MEMBER) == {made.id}
    with database.reading() as session:
        assert [one.id for one in profiles.list_of_account(session, actor)] == [made.id]
        assert profiles.get_page(session, VISITOR, made.id, today=now.date()).claimed


def test_what_the_system_makes_has_no_member(database: Database, now: datetime) -> None:
    made = create(database, SYSTEM, now)
    with database.reading() as session:
        assert not profiles.get_page(session, VISITOR, made.id, today=now.date()).claimed


def test_a_visitor_makes_nothing(database: Database, visitor: Actor, now: datetime) -> None:
    with pytest.raises(NotAllowed):
        create(database, visitor, now)
    with database.reading() as session:
        assert session.scalar(select(func.count(Stakeholder.id))) == 0


def test_making_leaves_history_an_audit_entry_and_a_revision(
    database: Database, ada: Actor, now: datetime
) -> None:
    made = create(database, ada, now, founded=1998)
    written = changes_of(database, made.id)
    assert written["name"] == (None, "Rad & Tat")
    assert written["region"] == (None, "DE111")
    assert written["founded"] == (None, 1998)
    with database.reading() as session:
        [entry] = audit.list_entries(session, subject=made.id)
        assert (entry.act, entry.account_id, entry.at) == ("stakeholder.create", ada.account_id, now)
        assert network.read_revision(session) == 1


def test_a_change_is_kept_field_by_field(
    database: Database, member: Actor, ours: Stakeholder, now: datetime
) -> None:
    later = now + timedelta(days=3)
    kept = {"about": ours.about, "country": "DE", "languages": ("de",), "founded": 1998}
    changed = update(database, member, ours.id, later, **kept, legal_form="", website="rad-und-tat.example")
    assert (changed.website, changed.updated_at) == ("https://rad-und-tat.example", later)
    assert changed.verified_on == later.date(), "who changes a profile has looked at it"
    assert changed.created_at == ours.created_at
    assert changes_of(database, ours.id) == {
        "website": ("", "https://rad-und-tat.example"),
        "legal_form": ("form-de-azfe-de", ""),
    }
    with database.reading() as session:
        [entry] = audit.list_entries(session, subject=ours.id)
        assert (entry.act, entry.details) == ("stakeholder.update", {"fields": ["legal_form", "website"]})


def test_each_change_raises_the_revision(
    database: Database, member: Actor, ours: Stakeholder, now: datetime
) -> None:
    with database.reading() as session:
        before = network.read_revision(session)
    update(database, member, ours.id, now, name="Rad und Tat")
    with database.reading() as session:
        assert network.read_revision(session) == before + 1


def test_a_move_takes_region_and_coordinates_along(
    database: Database, member: Actor, ours: Stakeholder, now: datetime
) -> None:
    moved = update(database, member, ours.id, now, place="Lyon")
    assert (moved.country, moved.region) == ("FR", "FRK26")
    assert moved.lat == pytest.approx(45.75, abs=0.01)
    gone = update(database, member, ours.id, now, place="", country="FR")
    assert (gone.country, gone.region, gone.lat, gone.lon) == ("FR", "", None, None)


def test_an_imported_place_that_we_do_not_know_does_not_stand_in_the_way_of_other_changes(
    database: Database, now: datetime
) -> None:
    with database.transaction() as session:
        ours = make_stakeholder(session, place="Kleinkleckersdorf", region="DE113", lat=48.7, lon=9.3)
        member = make_actor(session, Role.MEMBER, ours.id)
    changed = update(database, member, ours.id, now, place="Kleinkleckersdorf", country="DE", about="New.")
    assert (changed.about, changed.region, changed.lat) == ("New.", "DE113", 48.7)


def test_confirming_says_that_all_is_still_true(
    database: Database, member: Actor, ours: Stakeholder, now: datetime
) -> None:
    later = now + timedelta(days=200)
    with database.transaction() as session:
        profiles.confirm_stakeholder(session, member, ours.id, now=later)
    with database.reading() as session:
        assert session.get_one(Stakeholder, ours.id).verified_on == later.date()
        assert session.get_one(Stakeholder, ours.id).updated_at == ours.updated_at
        assert [entry.act for entry in audit.list_entries(session, subject=ours.id)] == [
            "stakeholder.confirm"
        ]
    assert changes_of(database, ours.id) == {"verified_on": (None, later.date().isoformat())}


@pytest.mark.parametrize(
    ("role", "place", "allowed"),
    [
        (Role.OFFICIAL, "DE1", True),
        (Role.OFFICIAL, "DE111", True),
        (Role.OFFICIAL, "DE2", False),
        (Role.ADMINISTRATOR, "", True),
        (Role.ORGANISER, "p-1", False),
        (Role.MEMBER, "s-other", False),
        (None, "", False),
    ],
)
def test_an_unclaimed_record_is_edited_by_the_officials_of_its_region(
    database: Database, ours: Stakeholder, now: datetime, role: Role | None, place: str, allowed: bool
) -> None:
    with database.transaction() as session:
        actor = make_actor(session, role, place)
    if allowed:
        assert update(database, actor, ours.id, now, name="Better").name == "Better"
        return
    with pytest.raises(NotAllowed):
        update(database, actor, ours.id, now, name="Better")
    with pytest.raises(NotAllowed), database.transaction() as session:
        profiles.confirm_stakeholder(session, actor, ours.id, now=now)
    with database.reading() as session:
        assert session.get_one(Stakeholder, ours.id).name == "Rad & Tat"


def test_what_does_not_exist_cannot_be_changed(database: Database, now: datetime) -> None:
    with pytest.raises(NotFound):
        update(database, SYSTEM, "s-nothing", now)


def test_a_hidden_profile_does_not_exist_for_others(database: Database, now: datetime, ada: Actor) -> None:
    with database.transaction() as session:
        hidden = make_stakeholder(session, hidden=True)
    with pytest.raises(NotFound):
        update(database, ada, hidden.id, now)


def test_a_refused_change_changes_nothing(
    database: Database, member: Actor, ours: Stakeholder, now: datetime
) -> None:
    with pytest.raises(Invalid):
        update(database, member, ours.id, now, name="", about="Not this either.")
    with database.reading() as session:
        assert session.get_one(Stakeholder, ours.id).about == ours.about
    assert changes_of(database, ours.id) == {}


def test_two_changes_at_once_are_both_done_and_both_written_down(
    database: Database, member: Actor, ours: Stakeholder, now: datetime
) -> None:
    with database.transaction() as session:
        account = make_account(session)
        grant(session, account, Role.MEMBER, ours.id)
        other = accounts.actor_of(session, account)
    answers = race(
        lambda: update(database, member, ours.id, now, name="By the member").name,
        lambda: update(database, other, ours.id, now, name="By the other").name,
    )
    assert answers == ["By the member", "By the other"]
    with database.reading() as session:
        last = history.list_changes(session, ours.id)
        names = [row.after for row in last if row.field == "name"]
        assert sorted(names) == ["By the member", "By the other"]
        assert last[0].before == names[1], "the second change knows of the first"
        assert session.get_one(Stakeholder, ours.id).name == names[0]


def test_the_year_of_the_refusal_is_the_year_of_the_request(database: Database, ada: Actor) -> None:
    later = datetime(2031, 1, 1, tzinfo=UTC)
    assert create(database, ada, later, founded=2031).verified_on == date(2031, 1, 1)


def test_a_change_by_hand_and_an_import_never_lock_each_other_out(
    database: Database, member: Actor, ours: Stakeholder, now: datetime, trials: Callable[[int], int]
) -> None:
    """An import takes its turn first and writes then; on PostgreSQL the other order would be a deadlock."""

    def bring_in(name: str) -> None:
        with database.transaction() as session:
            history.touch(session, [])
            session.get_one(Stakeholder, ours.id, populate_existing=True).about = name
            session.flush()
            history.touch(session, [ours.id])

    def rename(name: str) -> str:
        return update(database, member, ours.id, now, name=name).name

    for number in range(trials(50)):
        name = f"Name {number}"
        answers = race(
            partial(bring_in, name),
            partial(rename, name),
        )
        assert answers == [None, name]
