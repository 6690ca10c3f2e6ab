"""Reporting: by whom, about what, once and again, and slowed down."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from matchmaker.core.actors import SYSTEM
from matchmaker.core.entities import Role
from matchmaker.core.reports import MOST, About, Trouble
from matchmaker.db import Database
from matchmaker.errors import Invalid, NotFound, TooMany
from matchmaker.models import Offer, Stakeholder
from matchmaker.services import audit, profiles, reports
from matchmaker.services.reports import count_report
from tests.factories import make_actor
from tests.services.reports.reported import FALSE, Scene, act, all_reports, letters, reported, told


def test_a_visitor_reports_a_profile_and_an_official_of_its_region_is_told(
    database: Database, scene: Scene, now: datetime
) -> None:
    made = reported(database, scene, now)
    (row,) = all_reports(database)
    assert (row.id, row.about, row.about_id, row.stakeholder_id) == (made, About.PROFILE, None, scene.id)
    assert row.stood["name"] == "Halle"
    assert told(database) == {"reported": [scene.near.account_id]}
    assert "The profile of Halle was reported" in letters(database, "reported")[0]
    with database.reading() as session:
        assert audit.count_entries(session, subject=made, act="report.make") == 1


def test_what_stood_there_is_kept_as_far_as_the_reporter_saw_it(
    database: Database, scene: Scene, now: datetime
) -> None:
    reported(database, scene, now)
    reported(database, scene, now, by=scene.ann)
    visitor, own = sorted(all_reports(database), key=lambda one: bool(one.account_id))
    assert "email" not in visitor.stood
    assert own.stood["email"] == "post@halle.example"


def test_one_who_reports_the_same_again_adds_to_the_first(
    database: Database, scene: Scene, now: datetime
) -> None:
    again = replace(FALSE, words="I asked the neighbours.", trouble=Trouble.NOT_THEIRS)
    first = reported(database, scene, now, by=scene.stranger)
    assert reported(database, scene, now, again, by=scene.stranger) == first
    assert reported(database, scene, now, again, by=scene.stranger) == first
    (row,) = all_reports(database)
    assert row.words == f"{FALSE.words}\n\nI asked the neighbours."
    assert row.trouble is Trouble.NOT_THEIRS


def test_a_visitor_is_known_by_the_address_they_left_or_by_their_browser(
    database: Database, scene: Scene, now: datetime
) -> None:
    first = reported(database, scene, now, replace(FALSE, address="Eve@Example.org"))
    assert reported(database, scene, now, replace(FALSE, address="eve@example.org")) == first
    assert reported(database, scene, now, earlier=[first]) == first
    assert reported(database, scene, now) != first
    # Nobody adds to what somebody with an account said by guessing its id.
    of_account = reported(database, scene, now, by=scene.stranger)
    assert reported(database, scene, now, earlier=[of_account]) != of_account


def test_words_that_are_added_have_an_end(database: Database, scene: Scene, now: datetime) -> None:
    for sign in "abcdefg":
        reported(database, scene, now, replace(FALSE, words=sign * 1_000), by=scene.stranger)
    assert len(all_reports(database)[0].words) == MOST


def test_an_offer_that_the_reporter_sees_is_reported_with_its_words(
    database: Database, scene: Scene, now: datetime
) -> None:
    said = replace(FALSE, about=About.OFFER, about_id=scene.offer)
    reported(database, scene, now, said)
    with database.reading() as session:
        text = session.get_one(Offer, scene.offer).text
    assert all_reports(database)[0].stood == {"text": text}
    for wrong in (
        replace(said, about_id="o-none"),
        replace(said, about=About.NEED),
        replace(said, about_id=None),
    ):
        with pytest.raises(NotFound):
            reported(database, scene, now, wrong)


def test_what_one_may_not_see_cannot_be_reported(database: Database, scene: Scene, now: datetime) -> None:
    with database.transaction() as session:
        session.get_one(Stakeholder, scene.id).hidden = True
    with pytest.raises(NotFound):
        reported(database, scene, now)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (replace(FALSE, words="x" * 1_001), "words"),
        (replace(FALSE, trouble=Trouble.OTHER, words=" \n"), "words"),
        (replace(FALSE, address="nobody"), "address"),
    ],
)
def test_what_cannot_be_taken_is_told_beside_its_field(
    database: Database, scene: Scene, now: datetime, said: reports.Said, field: str
) -> None:
    with pytest.raises(Invalid) as caught:
        reported(database, scene, now, said)
    assert set(caught.value.fields) == {field}
    assert all_reports(database) == []


def test_the_address_of_somebody_with_an_account_is_that_of_the_account(
    database: Database, scene: Scene, now: datetime
) -> None:
    reported(database, scene, now, replace(FALSE, address="other@example.org"), by=scene.stranger)
    assert all_reports(database)[0].address == ""


def test_a_visitor_who_reports_without_end_is_slowed_down_and_accounts_are_not_held_up_by_it(
    database: Database, scene: Scene, now: datetime
) -> None:
    for _ in range(10):
        reported(database, scene, now)
    with pytest.raises(TooMany, match="came from your network"):
        reported(database, scene, now)
    for number in range(20):
        reported(database, scene, now, origin=f"192.0.2.{number + 2}")
    with pytest.raises(TooMany, match="looked at already"):
        reported(database, scene, now, origin="192.0.2.99")
    reported(database, scene, now, by=scene.stranger)
    reported(database, scene, now + timedelta(hours=2))


def test_a_member_reports_ten_times_an_hour_whatever_it_is_about(
    database: Database, scene: Scene, now: datetime
) -> None:
    for number in range(10):
        if number % 2:
            count_report(database, scene.stranger, now=now)
        else:
            reported(database, scene, now, by=scene.stranger)
    with pytest.raises(TooMany, match="send it again in 31 minutes") as caught:
        count_report(database, scene.stranger, now=now + timedelta(minutes=29, seconds=30))
    assert caught.value.seconds == 1831
    with pytest.raises(TooMany, match="in 2 minutes"):
        reported(database, scene, now + timedelta(minutes=59, seconds=58), by=scene.stranger)
    count_report(database, scene.stranger, now=now + timedelta(hours=1))


def test_a_wave_of_reports_is_one_mail_a_day(database: Database, scene: Scene, now: datetime) -> None:
    for _ in range(3):
        reported(database, scene, now)
    assert told(database) == {"reported": [scene.near.account_id]}
    reported(database, scene, now + timedelta(days=1))
    assert told(database) == {"reported": [scene.near.account_id] * 2}


def test_where_no_official_is_administrators_are_told_and_never_who_belongs_to_it(
    database: Database, scene: Scene, now: datetime
) -> None:
    with database.transaction() as session:
        found = profiles.find_stakeholder(session, scene.id)
        assert found is not None
        found.region = "FR101"
        make_actor(session, Role.OFFICIAL, "DE1")
    reported(database, scene, now)
    both = sorted([scene.first.account_id or "", scene.second.account_id or ""])
    assert told(database) == {"reported": both}


def test_the_shell_reports_without_a_limit(database: Database, scene: Scene, now: datetime) -> None:
    made = act(database, reports.report, SYSTEM, scene.id, FALSE, origin="", now=now)
    assert made.account_id is None
