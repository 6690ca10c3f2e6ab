"""What becomes of reports: when a person is erased, when a year is over, and when two records become one."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from matchmaker.core.actors import SYSTEM
from matchmaker.core.reports import Decision
from matchmaker.db import Database
from matchmaker.models import Account, Hiding, Report, Stakeholder
from matchmaker.services import privacy, reports
from tests.factories import make_stakeholder
from tests.services.duplicates.twins import merge
from tests.services.reports.reported import FALSE, Scene, act, all_reports, reported

YEAR = timedelta(days=366)


def erase(database: Database, account_id: str | None, now: datetime, folder: Path) -> None:
    """Erase somebody, with nothing that they alone look after."""
    with database.transaction() as session:
        account = session.get_one(Account, account_id)
        privacy.forget_person(session, SYSTEM, account, profiles=(), folder=folder, now=now)


def test_who_reported_is_erased_with_their_words_and_the_report_stays(
    database: Database, scene: Scene, now: datetime, tmp_path: Path
) -> None:
    with database.reading() as session:
        address = session.get_one(Account, scene.stranger.account_id).email
    reported(database, scene, now, by=scene.stranger)
    reported(database, scene, now, replace(FALSE, address=address.upper()))
    erase(database, scene.stranger.account_id, now, tmp_path)
    rows = all_reports(database)
    assert [(row.account_id, row.address, row.words) for row in rows] == [(None, "", "")] * 2
    assert [row.stood["name"] for row in rows] == ["Halle", "Halle"]


def test_who_objected_is_erased_with_their_words_and_the_reason_stays(
    database: Database, scene: Scene, now: datetime, tmp_path: Path
) -> None:
    act(database, reports.hide, scene.near, scene.id, reason="It is not real.", now=now)
    act(database, reports.object_to, scene.ann, scene.id, words="We are real.", now=now)
    for who in (scene.ann, scene.near):
        erase(database, who.account_id, now, tmp_path)
    with database.reading() as session:
        (row,) = session.scalars(select(Hiding))
    assert (row.objected_by, row.objection, row.hidden_by) == (None, "", None)
    assert row.reason == "It is not real."


def test_a_year_after_its_end_a_report_or_a_hiding_is_gone(
    database: Database, scene: Scene, now: datetime, tmp_path: Path
) -> None:
    decided = reported(database, scene, now)
    act(database, reports.decide, scene.near, decided, Decision.HIDE, reason="No house.", now=now)
    act(database, reports.show, scene.near, scene.id, reason="There is.", now=now)
    act(database, reports.hide, scene.near, scene.id, reason="Not again.", now=now)
    waits = reported(database, scene, now, by=scene.ann)
    privacy.sweep(database, folder=tmp_path, now=now + timedelta(days=364))
    assert len(all_reports(database)) == 2
    privacy.sweep(database, folder=tmp_path, now=now + YEAR)
    assert [row.id for row in all_reports(database)] == [waits]
    with database.reading() as session:
        # As long as the profile is hidden its people read why.
        assert [row.reason for row in session.scalars(select(Hiding))] == ["Not again."]


def test_reports_follow_a_record_into_the_one_that_stays(
    database: Database, scene: Scene, now: datetime
) -> None:
    made = reported(database, scene, now)
    with database.transaction() as session:
        session.add(Hiding(stakeholder_id=scene.id, reason="Once.", hidden_at=now, shown_at=now))
        kept = make_stakeholder(session, name="Halle e. V.")
        other, gone = kept.id, session.get_one(Stakeholder, scene.id)
        merge(session, kept, gone)
    with database.reading() as session:
        assert session.get_one(Report, made).stakeholder_id == other
        assert session.scalars(select(Hiding.stakeholder_id)).all() == [other]
