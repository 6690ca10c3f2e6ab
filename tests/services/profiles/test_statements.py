"""Offers and needs: their life from the first day to the last."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from matchmaker.core.actors import VISITOR, Actor
from matchmaker.core.entities import Reach, Role, StatementState
from matchmaker.db import Database
from matchmaker.errors import Conflict, Invalid, NotAllowed, NotFound
from matchmaker.models import Need, Offer, Stakeholder
from matchmaker.services import audit, history, network, profiles
from matchmaker.services.profiles import StatementValues
from matchmaker.services.profiles.expiry import expire_statements
from tests.factories import make_actor, make_need, make_offer, make_stakeholder

TEXT = "We look for a workshop near the station."


@pytest.fixture
def ours(database: Database) -> Stakeholder:
    with database.transaction() as session:
        return make_stakeholder(session)


@pytest.fixture
def member(database: Database, ours: Stakeholder) -> Actor:
    with database.transaction() as session:
        return make_actor(session, Role.MEMBER, ours.id)


@pytest.fixture
def stranger(database: Database) -> Actor:
    with database.transaction() as session:
        return make_actor(session)


def add(
    database: Database, actor: Actor, owner: Stakeholder, now: datetime, what: str = "need", **changes: Any
) -> Offer | Need:
    values = StatementValues(**({"text": TEXT} | changes))
    with database.transaction() as session:
        return profiles.add_statement(session, actor, owner.id, what, values, now=now)


def set_state(database: Database, actor: Actor, id_: str, state: StatementState, now: datetime) -> None:
    with database.transaction() as session:
        profiles.set_state(session, actor, "need", id_, state, now=now)


def states(database: Database, stakeholder: Stakeholder) -> list[tuple[Any, Any]]:
    with database.reading() as session:
        rows = history.list_changes(session, stakeholder.id)
        return [(row.before, row.after) for row in reversed(rows) if row.field == "state"]


@pytest.mark.parametrize("what", ["offer", "need"])
def test_a_statement_is_added_with_all_its_fields(
    database: Database, member: Actor, ours: Stakeholder, now: datetime, what: str
) -> None:
    until = now.date() + timedelta(days=30)
    given = {"cooperation": ("space",), "themes": ("theme-food",), "reach": Reach.LOCAL, "valid_until": until}
    made = add(database, member, ours, now, what, **given)
    with database.reading() as session:
        _, kept = profiles.get_statement(session, VISITOR, what, made.id)
        assert kept.id.startswith(what[0] + "-")
        assert (kept.text, kept.cooperation, kept.themes) == (TEXT, ["space"], ["theme-food"])
        assert (kept.reach, kept.valid_until, kept.state) == (Reach.LOCAL, until, StatementState.OPEN)
        assert (kept.created_at, kept.confirmed_on) == (now, now.date())
        [entry] = audit.list_entries(session, subject=made.id)
        assert (entry.act, entry.account_id) == (f"{what}.add", member.account_id)
        written = {row.field: row.after for row in history.list_changes(session, ours.id)}
        assert (written["text"], written["valid_until"]) == (TEXT, until.isoformat())


def test_a_statement_reaches_all_of_europe_until_further_notice_unless_it_says_otherwise(
    database: Database, member: Actor, ours: Stakeholder, now: datetime
) -> None:
    made = add(database, member, ours, now)
    assert (made.reach, made.valid_until) == (Reach.EUROPEAN, None)


def test_a_statement_is_changed_and_open_again(
    database: Database, member: Actor, ours: Stakeholder, now: datetime
) -> None:
    made = add(database, member, ours, now)
    set_state(database, member, made.id, StatementState.WITHDRAWN, now)
    later = now + timedelta(days=1)
    with database.transaction() as session:
        values = StatementValues(text="We look for a larger workshop.")
        changed = profiles.update_statement(session, member, "need", made.id, values, now=later)
    assert (changed.text, changed.state) == ("We look for a larger workshop.", StatementState.OPEN)
    assert (changed.updated_at, changed.confirmed_on, changed.created_at) == (later, later.date(), now)
    assert states(database, ours) == [("open", "withdrawn"), ("withdrawn", "open")]


@pytest.mark.parametrize("state", [StatementState.MET, StatementState.WITHDRAWN])
def test_a_statement_is_closed_and_opened_again(
    database: Database, member: Actor, ours: Stakeholder, now: datetime, state: StatementState
) -> None:
    made = add(database, member, ours, now)
    set_state(database, member, made.id, state, now)
    set_state(database, member, made.id, StatementState.OPEN, now)
    assert states(database, ours) == [("open", state.value), (state.value, "open")]
    with database.reading() as session:
        acts = [entry.act for entry in audit.list_entries(session, subject=made.id)]
    assert acts == ["need.add", f"need.{state.value}", "need.open"]


def test_a_statement_whose_last_day_is_over_needs_a_new_day_to_be_open_again(
    database: Database, member: Actor, ours: Stakeholder, now: datetime
) -> None:
    made = add(database, member, ours, now, valid_until=now.date())
    later = now + timedelta(days=1)
    with database.transaction() as session:
        assert expire_statements(session, now=later) == 1
    with pytest.raises(Conflict, match="Choose a later day"):
        set_state(database, member, made.id, StatementState.OPEN, later)
    with database.transaction() as session:
        values = StatementValues(text=TEXT, valid_until=later.date())
        changed = profiles.update_statement(session, member, "need", made.id, values, now=later)
    assert changed.state is StatementState.OPEN


def test_each_step_raises_the_revision(
    database: Database, member: Actor, ours: Stakeholder, now: datetime
) -> None:
    def revision() -> int:
        with database.reading() as session:
            return network.read_revision(session)

    seen = [revision()]
    made = add(database, member, ours, now)
    seen.append(revision())
    set_state(database, member, made.id, StatementState.MET, now)
    seen.append(revision())
    with database.transaction() as session:
        values = StatementValues(text=TEXT)
        profiles.update_statement(session, member, "need", made.id, values, now=now)
    seen.append(revision())
    assert seen == list(range(seen[0], seen[0] + 4))


def test_who_does_not_belong_to_it_changes_nothing(
    database: Database, member: Actor, stranger: Actor, ours: Stakeholder, now: datetime
) -> None:
    made = add(database, member, ours, now)
    for actor in (stranger, VISITOR):
        with pytest.raises(NotAllowed):
            add(database, actor, ours, now)
        with pytest.raises(NotAllowed):
            set_state(database, actor, made.id, StatementState.WITHDRAWN, now)
        values = StatementValues(text="We look for trouble.")
        with pytest.raises(NotAllowed), database.transaction() as session:
            profiles.update_statement(session, actor, "need", made.id, values, now=now)
    with database.reading() as session:
        _, kept = profiles.get_statement(session, VISITOR, "need", made.id)
        assert (kept.text, kept.state) == (TEXT, StatementState.OPEN)


def test_a_refused_text_changes_nothing(
    database: Database, member: Actor, ours: Stakeholder, now: datetime
) -> None:
    made = add(database, member, ours, now)
    with pytest.raises(Invalid), database.transaction() as session:
        profiles.update_statement(session, member, "need", made.id, StatementValues(text="Help"), now=now)
    with pytest.raises(Invalid):
        add(database, member, ours, now, text="Help")
    with database.reading() as session:
        assert profiles.get_statement(session, member, "need", made.id)[1].text == TEXT


@pytest.mark.parametrize(("what", "id_"), [("need", "n-nothing"), ("offer", "o-nothing")])
def test_what_does_not_exist_is_not_found(database: Database, what: str, id_: str) -> None:
    with pytest.raises(NotFound, match="There is no such offer or need"), database.reading() as session:
        profiles.get_statement(session, VISITOR, what, id_)


def test_an_offer_is_not_found_among_the_needs(database: Database, ours: Stakeholder) -> None:
    with database.transaction() as session:
        offer = make_offer(session, ours)
    with pytest.raises(NotFound), database.reading() as session:
        profiles.get_statement(session, VISITOR, "need", offer.id)


def test_what_a_hidden_profile_says_is_not_found_either(database: Database, stranger: Actor) -> None:
    with database.transaction() as session:
        need = make_need(session, make_stakeholder(session, hidden=True))
    with pytest.raises(NotFound), database.reading() as session:
        profiles.get_statement(session, stranger, "need", need.id)


def test_nothing_is_added_to_a_profile_that_does_not_exist(
    database: Database, system: Actor, now: datetime
) -> None:
    with pytest.raises(NotFound):
        add(database, system, Stakeholder(id="s-nothing"), now)


def test_open_statements_expire_when_their_last_day_is_over(
    database: Database, ours: Stakeholder, now: datetime
) -> None:
    today = now.date()
    days: dict[str, date | None] = {
        "yesterday": today - timedelta(days=1),
        "today": today,
        "tomorrow": today + timedelta(days=1),
        "for good": None,
    }
    with database.transaction() as session:
        needs = {name: make_need(session, ours, valid_until=day).id for name, day in days.items()}
        offer = make_offer(session, ours, valid_until=days["yesterday"]).id
        met = make_need(session, ours, valid_until=days["yesterday"], state=StatementState.MET).id
    with database.transaction() as session:
        assert expire_statements(session, now=now) == 2
    with database.reading() as session:
        found = {name: session.get_one(Need, id_).state for name, id_ in needs.items()}
        expected = dict.fromkeys(days, StatementState.OPEN) | {"yesterday": StatementState.EXPIRED}
        assert found == expected
        assert session.get_one(Offer, offer).state is StatementState.EXPIRED
        assert session.get_one(Need, met).state is StatementState.MET
        changes = history.list_changes(session, ours.id)
        assert {change.subject: change.source for change in changes} == {
            needs["yesterday"]: "clock",
            offer: "clock",
        }
        [entry] = audit.list_entries(session, subject="")
        assert (entry.act, entry.details) == ("statements.expire", {"count": 2})


def test_where_nothing_expires_nothing_is_written(
    database: Database, ours: Stakeholder, now: datetime
) -> None:
    with database.reading() as session:
        before = network.read_revision(session)
    with database.transaction() as session:
        assert expire_statements(session, now=now) == 0
    with database.reading() as session:
        assert network.read_revision(session) == before
        assert audit.list_entries(session, subject="") == []
