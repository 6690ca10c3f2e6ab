"""The journal of a merge holds whole rows, so it goes when it is not needed, and when somebody is erased."""

from __future__ import annotations

from datetime import timedelta

import pytest

from matchmaker.core.actors import SYSTEM
from matchmaker.db import Database
from matchmaker.errors import Conflict
from matchmaker.models import Merge
from matchmaker.services import duplicates
from tests.factories import NOW
from tests.services.duplicates.twins import make_twins, merge

DAYS = 91


def test_after_ninety_days_a_merge_stays(database: Database) -> None:
    with database.transaction() as session:
        made = merge(session, *make_twins(session))
        assert duplicates.tidy_merges(session, now=NOW + timedelta(days=DAYS - 2)) == 0
        assert duplicates.tidy_merges(session, now=NOW + timedelta(days=DAYS)) == 1
        session.expire_all()
        one = session.get_one(Merge, made.id)
        assert (one.journal, one.touches, one.undoable) == ([], [], False)
        with pytest.raises(Conflict):
            duplicates.undo(session, SYSTEM, made.id, now=NOW)
        # The old id leads on all the same.
        assert duplicates.find_kept(session, SYSTEM, made.gone_id) == made.kept_id


def test_what_was_undone_needs_no_journal(database: Database) -> None:
    with database.transaction() as session:
        made = merge(session, *make_twins(session))
        duplicates.undo(session, SYSTEM, made.id, now=NOW)
        assert duplicates.tidy_merges(session, now=NOW) == 1


def test_forgetting_empties_every_journal_that_holds_a_word_of_somebody(database: Database) -> None:
    with database.transaction() as session:
        kept, gone = make_twins(session)
        gone.email = "ada@werkstatt.example"
        session.flush()
        made, other = merge(session, kept, gone), merge(session, *make_twins(session))
        assert duplicates.forget_records(session, [], words=["da@werkstatt.example"]) == 0, (
            "whole words alone"
        )
        assert duplicates.forget_records(session, [], words=["ada@Werkstatt.example"]) == 1
        assert (made.undoable, other.undoable) == (False, True)
        assert duplicates.forget_records(session, [other.gone_id]) == 1
        assert other.gone_name == other.gone_id


def test_an_empty_journal_is_not_undone(database: Database) -> None:
    with database.transaction() as session:
        made = merge(session, *make_twins(session))
        made.journal = []
        with pytest.raises(Conflict, match="time"):
            duplicates.undo(session, SYSTEM, made.id, now=NOW)
