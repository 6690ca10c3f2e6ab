"""Reported messages: decided by who brokers there, never by who wrote or received them."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import select

from matchmaker.core.actors import Actor
from matchmaker.core.entities import Role
from matchmaker.core.files.choosing import Upload
from matchmaker.core.introductions.states import Mover, Side
from matchmaker.core.reports import About, Decision, ReportState, Trouble
from matchmaker.db import Database
from matchmaker.errors import Invalid, NotAllowed, NotFound
from matchmaker.models import Introduction, IntroductionMessage, MessageFile, Report
from matchmaker.permissions import may
from matchmaker.services import introductions, reports
from matchmaker.services.accounts import actor_of
from matchmaker.services.introductions import Hand
from matchmaker.services.reports import Said
from matchmaker.services.reports.reading import place_of
from tests.core.files import samples
from tests.factories import grant, make_account, make_actor, make_pilot
from tests.services.introductions.people import Two, make_two, step, together
from tests.services.introductions.people import hand as hand_of
from tests.services.reports.reported import told

RUDE = Said(trouble=Trouble.INSULTING, words="One does not say so.")


@pytest.fixture
def two(database: Database) -> Two:
    """Two who are introduced, and who brokers."""
    return make_two(database)


def write(database: Database, two: Two, id_: str, now: datetime, by: Hand | None = None) -> str:
    """A message with a file from a to b, or from a broker."""
    files = (Upload("plan.pdf", samples.PDF),)
    hand = by or hand_of(two, Side.A)
    return step(database, introductions.write, hand, id_, text="You are thieves.", files=files, now=now).id


def report(database: Database, two: Two, id_: str, message: str, now: datetime, said: Said = RUDE) -> str:
    """B reports it; the id of the report."""
    hand = hand_of(two, Side.B)
    step(database, introductions.report_message, hand, id_, message_id=message, said=said, now=now)
    with database.reading() as session:
        return session.scalars(select(Report.id).where(Report.about_id == message)).one()


def decides(database: Database, actor: Actor, report_id: str) -> bool:
    """Whether the actor finds it in the queue; the table of permissions says the same."""
    with database.reading() as session:
        row = session.get_one(Report, report_id)
        allowed = may(actor, "report.decide", place_of(session, row))
        if not may(actor, "report.decide"):
            assert not allowed
            return False
        groups = reports.list_queue(session, actor).groups
        listed = report_id in {one.id for group in groups for one in group.reports}
        assert listed == allowed == (reports.count_open(session, actor) == 1)
        return listed


def test_who_brokers_decides_and_nobody_who_is_of_one_of_the_two(
    database: Database, two: Two, now: datetime
) -> None:
    id_ = together(database, two, now)
    made = report(database, two, id_, write(database, two, id_, now), now)
    with database.transaction() as session:
        ours, other = make_pilot(session, "DE11"), make_pilot(session, "DE11")
        organiser = make_actor(session, Role.ORGANISER, ours.id)
        elsewhere = make_actor(session, Role.ORGANISER, other.id)
        far = make_actor(session, Role.OFFICIAL, "FR")
        root = make_actor(session, Role.ADMINISTRATOR)
        both = make_actor(session, Role.OFFICIAL, "DE1")
        grant(session, account := make_account(session), Role.MEMBER, two.b)
        grant(session, account, Role.ADMINISTRATOR)
        of_b = actor_of(session, account)
        pilot = ours.id
    everybody = (two.official, organiser, elsewhere, far, root, both, of_b, two.stranger, two.ann)
    # Of no pilot: every organiser brokers.
    found = [decides(database, one, made) for one in everybody]
    assert found == [True, True, True, False, True, True, False, False, False]
    with database.transaction() as session:
        session.get_one(Introduction, id_).pilot_id = pilot
    found = [decides(database, one, made) for one in everybody]
    assert found == [True, True, False, False, True, True, False, False, False]


def test_what_is_taken_away_loses_its_words_and_files_and_its_writer_hears_why(
    database: Database, two: Two, now: datetime
) -> None:
    id_ = together(database, two, now)
    message = write(database, two, id_, now)
    made = report(database, two, id_, message, now)
    with pytest.raises(Invalid):
        step(database, reports.decide, two.official, made, Decision.HIDE, reason="Rude.", now=now)
    step(database, reports.decide, two.official, made, Decision.REMOVE, reason="Rude.", now=now)
    with database.reading() as session:
        found = session.get_one(IntroductionMessage, message)
        assert (found.text, found.taken_at) == ("", now)
        assert session.scalars(select(MessageFile)).all() == []
        assert session.get_one(Report, made).stood == {"text": "You are thieves."}
    assert told(database) == {"removed": [two.ann.account_id]}
    with pytest.raises(NotFound):
        report(database, two, id_, message, now)


def test_one_that_was_left_stays_and_its_files_open_for_brokers_as_before(
    database: Database, two: Two, now: datetime
) -> None:
    id_ = together(database, two, now)
    message = write(database, two, id_, now)
    made = report(database, two, id_, message, now)
    step(database, reports.decide, two.official, made, Decision.NOTHING, reason="It is fair.", now=now)
    with database.reading() as session:
        assert session.get_one(IntroductionMessage, message).text == "You are thieves."
        assert session.get_one(Report, made).state is ReportState.REJECTED
    assert "removed" not in told(database)


def test_the_same_message_again_adds_to_the_first_report_and_other_needs_words(
    database: Database, two: Two, now: datetime
) -> None:
    id_ = together(database, two, now)
    message = write(database, two, id_, now)
    first = report(database, two, id_, message, now)
    with pytest.raises(Invalid):
        report(database, two, id_, message, now, Said(trouble=Trouble.OTHER))
    with database.transaction() as session:
        grant(session, account := make_account(session), Role.MEMBER, two.b)
        bea = Hand(Mover.B, actor_of(session, account))
    for words in ("Again.", "And again."):
        said = Said(trouble=Trouble.PERSONAL, words=words)
        step(database, introductions.report_message, bea, id_, message_id=message, said=said, now=now)
    with database.reading() as session:
        rows = session.scalars(select(Report).where(Report.id != first)).all()
        assert [row.words for row in rows] == ["Again.\n\nAnd again."]
        assert session.get_one(Report, first).words == RUDE.words


def test_what_a_broker_wrote_another_one_judges(database: Database, two: Two, now: datetime) -> None:
    id_ = together(database, two, now)
    message = write(database, two, id_, now, Hand(Mover.BROKER, two.official))
    made = report(database, two, id_, message, now)
    with database.transaction() as session:
        other = make_actor(session, Role.OFFICIAL, "DE1")
        row = session.get_one(Report, made)
        assert (row.about, row.stakeholder_id) == (About.MESSAGE, None)
    with pytest.raises(NotAllowed):
        step(database, reports.decide, two.official, made, Decision.NOTHING, reason="Fine.", now=now)
    assert (decides(database, two.official, made), decides(database, other, made)) == (False, True)
    step(database, reports.decide, other, made, Decision.REMOVE, reason="Rude.", now=now)
    assert told(database) == {"removed": [two.official.account_id]}
