"""The history of a profile: what a reader may see of it, and putting back what was there."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import delete, select

from matchmaker.core.actors import SYSTEM, Actor
from matchmaker.core.entities import Audience, Kind, Role, StatementState
from matchmaker.db import Database
from matchmaker.errors import Changed, Conflict, Invalid, NotAllowed
from matchmaker.models import AuditEntry, Change, Job, Need, Stakeholder
from matchmaker.services import profiles
from matchmaker.services.introductions.tying import make_partners
from matchmaker.services.profiles import ProfileValues, StatementValues
from matchmaker.services.profiles.comparing import list_records, version_of_all
from matchmaker.services.profiles.expiry import expire_statements
from tests.factories import NOW, make_actor, make_introduction, make_need, make_stakeholder
from tests.racing import race

VALUES = ProfileValues(name="Radhof", kind=Kind.ENTERPRISE, about="We mend bicycles.", languages=("de",))


def saved(database: Database, *abouts: str, **values: Any) -> tuple[str, list[int]]:
    """A profile saved with one text after the other, an hour apart; its id, and the number of each save."""
    with database.transaction() as session:
        id_ = make_stakeholder(session, name="Radhof", about="", place="", languages=["de"]).id
    for hours, about in enumerate(abouts):
        with database.transaction() as session:
            changed = replace(VALUES, about=about, **values)
            profiles.update_stakeholder(session, SYSTEM, id_, changed, now=NOW + timedelta(hours=hours))
    with database.reading() as session:
        numbers = session.scalars(select(Change.id).where(Change.field == "about").order_by(Change.id))
        return id_, list(numbers)


def about(database: Database, id_: str) -> str:
    with database.reading() as session:
        return session.get_one(Stakeholder, id_).about


def put_back(database: Database, id_: str, number: int, actor: Actor = SYSTEM, **which: Any) -> int:
    with database.transaction() as session:
        return profiles.restore(session, actor, id_, number, now=NOW + timedelta(days=1), **which)


def test_a_save_is_one_entry_and_the_newest_comes_first(database: Database) -> None:
    id_, _ = saved(database, "One thing", "Another thing")
    with database.reading() as session:
        page = profiles.get_past(session, SYSTEM, id_)
        assert [one.field for one in page.saves[0].changes] == ["about"]
        assert [save.at for save in page.saves] == [NOW + timedelta(hours=1), NOW]
        assert page.after == 0


def test_pages_follow_each_other_without_a_gap(database: Database) -> None:
    id_, numbers = saved(database, *(f"We mend {number} things" for number in range(41)))
    seen, after = [], 0
    with database.reading() as session:
        for _ in range(3):
            page = profiles.get_past(session, SYSTEM, id_, field="about", after=after)
            seen += [save.changes[0].id for save in page.saves]
            after = page.after
    assert seen == numbers[::-1]
    assert after == 0


def test_who_may_not_see_a_field_does_not_learn_that_it_was_changed(database: Database) -> None:
    id_, _ = saved(database, "One thing", email="post@radhof.example")
    with database.transaction() as session:
        other = make_actor(session)
        profiles.add_statement(session, SYSTEM, id_, "need", StatementValues(text="A hall for us"), now=NOW)
        need = session.scalars(select(Need)).one()
        session.get_one(Stakeholder, id_).audiences = {"about": "ourselves"}
    with database.reading() as session:
        assert "text" in profiles.get_past(session, other, id_).fields
        assert not {"email", "about", "audiences"} & set(profiles.get_past(session, other, id_).fields)
        assert {"email", "about"} <= set(profiles.get_past(session, SYSTEM, id_).fields)
    with database.transaction() as session:
        session.get_one(Need, need.id).state = StatementState.WITHDRAWN
    with database.reading() as session:
        assert "text" not in profiles.get_past(session, other, id_).fields


def test_a_partnership_stands_in_the_history_of_both(database: Database) -> None:
    with database.transaction() as session:
        a, b = make_stakeholder(session, name="Ada"), make_stakeholder(session, name="Bea")
        one = make_introduction(session, a, b)
        make_partners(session, one, now=NOW)
        make_partners(session, one, now=NOW)
        ids = {a.id: "Bea", b.id: "Ada"}
    with database.reading() as session:
        for id_, other in ids.items():
            page = profiles.get_past(session, SYSTEM, id_)
            assert [change.field for save in page.saves for change in save.changes] == ["tie"]
            assert list(page.partners.values()) == [other]
            # A moment whose state one may look at, though a tie is nobody's to put back.
            assert profiles.compare_states(session, SYSTEM, id_, page.saves[0].number).parts == ()


def test_a_field_is_put_back_as_a_new_change(database: Database) -> None:
    id_, numbers = saved(database, "One thing", "Another thing")
    assert put_back(database, id_, numbers[0], subject=id_, field="about") == 1
    assert about(database, id_) == "One thing"
    with database.reading() as session:
        last = session.scalars(select(Change).order_by(Change.id.desc())).first()
        assert last is not None
        assert (last.source, last.before, last.after) == ("restore", "Another thing", "One thing")
        entry = session.scalars(select(AuditEntry).where(AuditEntry.act == "stakeholder.restore")).one()
        assert (entry.subject, entry.details["field"]) == (id_, "about")
    with pytest.raises(Conflict, match="like that already"):
        put_back(database, id_, numbers[0], subject=id_, field="about")


def test_putting_back_confirms_nothing(database: Database) -> None:
    id_, numbers = saved(database, "One thing", "Another thing")
    put_back(database, id_, numbers[0], subject=id_, field="about")
    with database.reading() as session:
        assert session.get_one(Stakeholder, id_).verified_on == NOW.date()


def test_a_town_comes_back_with_its_region(database: Database) -> None:
    id_, numbers = saved(database, "One thing", place="Ulm", country="DE")
    with database.transaction() as session:
        moved = replace(VALUES, place="Vienna", country="AT")
        profiles.update_stakeholder(session, SYSTEM, id_, moved, now=NOW + timedelta(hours=3))
    assert put_back(database, id_, numbers[0], subject=id_, field="place") == 5
    with database.reading() as session:
        one = session.get_one(Stakeholder, id_)
        assert (one.place, one.country, one.region[:4]) == ("Ulm", "DE", "DE14")


def test_all_of_an_earlier_state_comes_back_and_what_came_later_stays(database: Database) -> None:
    id_, numbers = saved(database, "One thing", "Another thing")
    with database.transaction() as session:
        need = profiles.add_statement(
            session, SYSTEM, id_, "need", StatementValues(text="A hall for us"), now=NOW + timedelta(hours=5)
        )
        need_id = need.id
    put_back(database, id_, numbers[0])
    with database.reading() as session:
        assert session.get_one(Need, need_id).text == "A hall for us"
    assert about(database, id_) == "One thing"
    with pytest.raises(Conflict, match="not there yet"):
        put_back(database, id_, numbers[0], subject=need_id)


def test_a_need_that_is_gone_is_not_put_back(database: Database) -> None:
    id_, numbers = saved(database, "One thing")
    with database.transaction() as session:
        need = make_need(session, session.get_one(Stakeholder, id_))
        need_id = need.id
        session.execute(delete(Need))
    with pytest.raises(Conflict, match="removed since"):
        put_back(database, id_, numbers[0], subject=need_id)


@pytest.mark.parametrize(
    ("field", "before", "message"),
    [
        ("email", "not an address", "not a mail address"),
        ("name", "", "not there yet"),
        ("themes", ["theme-that-was-dropped"], "not in our list any more"),
        ("kind", "guild", "not among the answers any more"),
        ("founded", 3000, "four digits"),
    ],
)
def test_what_a_form_would_refuse_is_refused(
    database: Database, field: str, before: object, message: str
) -> None:
    id_, numbers = saved(database, "One thing", "Another thing")
    with database.transaction() as session:
        old = Change(
            at=NOW + timedelta(hours=3),
            stakeholder_id=id_,
            subject=id_,
            field=field,
            before=before,
            after=None,
            source="form",
        )
        session.add(old)
    with pytest.raises((Invalid, Conflict), match=message):
        put_back(database, id_, numbers[0], subject=id_, field=field)


def test_what_is_opened_again_is_confirmed_and_not_closed_by_an_old_question(database: Database) -> None:
    id_, numbers = saved(database, "One thing")
    later = NOW + timedelta(days=300)
    with database.transaction() as session:
        need = make_need(session, session.get_one(Stakeholder, id_))
        tomorrow, need_id = NOW + timedelta(days=1), need.id
        profiles.set_state(session, SYSTEM, "need", need_id, StatementState.WITHDRAWN, now=tomorrow)
        need.asked_on, need.met_by_id = later.date() - timedelta(days=100), id_
    with database.transaction() as session:
        profiles.restore(session, SYSTEM, id_, numbers[0], subject=need_id, field="state", now=later)
        expire_statements(session, now=later + timedelta(days=1))
    with database.reading() as session:
        need = session.get_one(Need, need_id)
        assert (need.state, need.confirmed_on) == (StatementState.OPEN, later.date())
        assert (need.asked_on, need.met_by_id) == (None, None)
        told = session.scalars(select(Change.field).where(Change.source == "restore"))
        assert set(told) == {"state", "confirmed_on", "met_by_id"}


@pytest.mark.parametrize("what", ["profile", "need"])
def test_what_is_hidden_again_is_surveyed_anew(database: Database, what: str) -> None:
    """As after the form: the numbers of a region are those of its survey."""
    id_, _ = saved(database, "One thing", audiences={"about": "ourselves"})
    with database.transaction() as session:
        hidden = StatementValues(text="A hall for us", audience=Audience.OURSELVES)
        need = profiles.add_statement(session, SYSTEM, id_, "need", hidden, now=NOW)
        last = session.scalars(select(Change.id).order_by(Change.id.desc())).first()
        assert last is not None
        shown, later = replace(hidden, audience=Audience.PUBLIC), NOW + timedelta(hours=2)
        profiles.update_statement(session, SYSTEM, "need", need.id, shown, now=later)
        profiles.update_stakeholder(session, SYSTEM, id_, VALUES, now=later)
        session.execute(delete(Job))
        subject, field = (id_, "audiences") if what == "profile" else (need.id, "audience")
    put_back(database, id_, last, subject=subject, field=field)
    with database.reading() as session:
        assert session.scalars(select(Job.kind)).all() == ["survey.take"]


def test_only_those_who_may_change_the_page_put_back(database: Database) -> None:
    id_, numbers = saved(database, "One thing", "Another thing")
    with database.transaction() as session:
        other = make_actor(session)
        member = make_actor(session, Role.MEMBER, id_)
    with pytest.raises(NotAllowed):
        put_back(database, id_, numbers[0], other)
    assert put_back(database, id_, numbers[0], member, subject=id_, field="about") == 1


def test_what_changed_since_somebody_looked_is_not_written_over(database: Database) -> None:
    id_, numbers = saved(database, "One thing", "Another thing")
    with database.reading() as session:
        opened = version_of_all(list_records(session, session.get_one(Stakeholder, id_)))
    with database.transaction() as session:
        profiles.update_stakeholder(session, SYSTEM, id_, replace(VALUES, about="A third thing"), now=NOW)
    with pytest.raises(Changed):
        put_back(database, id_, numbers[0], opened=opened)
    assert about(database, id_) == "A third thing"


def test_of_one_who_puts_back_and_one_who_edits_at_once_one_is_told(database: Database) -> None:
    id_, numbers = saved(database, "One thing", "Another thing")
    with database.reading() as session:
        one = session.get_one(Stakeholder, id_)
        of_one, of_all = profiles.version_of_record(one), version_of_all(list_records(session, one))

    def edit() -> None:
        with database.transaction() as session:
            profiles.update_stakeholder(
                session, SYSTEM, id_, replace(VALUES, about="A third thing"), opened=of_one, now=NOW
            )

    answers = race(edit, partial(put_back, database, id_, numbers[0], opened=of_all))
    assert sorted(isinstance(one, Changed) for one in answers) == [False, True], answers


def test_origins_tell_the_last_source_of_each_field(database: Database) -> None:
    id_, numbers = saved(database, "One thing", "Another thing")
    put_back(database, id_, numbers[0], subject=id_, field="about")
    with database.reading() as session:
        found = profiles.list_origins(session, id_)
    assert found[id_, "about"].source == "restore"
    assert found[id_, "region"].source == "form"
    assert found[id_, "about"].filename is None


def test_the_history_of_one_need_alone(database: Database) -> None:
    id_, _ = saved(database, "One thing")
    with database.transaction() as session:
        one, other = (
            profiles.add_statement(session, SYSTEM, id_, "need", StatementValues(text=text), now=NOW)
            for text in ("A hall for sixteen learners", "A van for the weekend")
        )
    with database.reading() as session:
        page = profiles.get_past(session, SYSTEM, id_, subject=one.id)
        assert {change.subject for save in page.saves for change in save.changes} == {one.id}
        assert "about" not in page.fields
        assert profiles.get_past(session, SYSTEM, id_, subject="n-none").saves == ()
        assert other.id != one.id


def test_nobody_reads_the_history_of_a_need_that_is_not_for_them(database: Database) -> None:
    id_, _ = saved(database, "One thing")
    with database.transaction() as session:
        values = StatementValues(text="A hall for sixteen learners", audience=Audience.OURSELVES)
        need = profiles.add_statement(session, SYSTEM, id_, "need", values, now=NOW).id
        stranger = make_actor(session)
    with database.reading() as session:
        assert profiles.get_past(session, stranger, id_, subject=need).saves == ()
