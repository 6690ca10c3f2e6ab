"""Of records that were made one nothing is left either when a person or a profile is erased."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import select

from matchmaker.config import Settings
from matchmaker.core.actors import Actor
from matchmaker.core.duplicates.choosing import Pick
from matchmaker.core.entities import Kind
from matchmaker.db import Database
from matchmaker.models import (
    Erasure,
    Import,
    ImportRow,
    Merge,
    Stakeholder,
)
from matchmaker.services import privacy, profiles
from matchmaker.services.profiles import ProfileValues
from tests.factories import PASSWORD, make_stakeholder
from tests.services.duplicates.twins import make_twins, merge
from tests.services.privacy.lives import (
    ADDRESS,
    Life,
    dump,
    erase,
    work_off,
)

WORKSHOP = "bench@workshop.example"

ON_ONE = pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
"""What does not depend on the kind of database, after a life that takes a while to live."""


@ON_ONE
def test_a_merge_that_remembers_them_forgets_all_and_cannot_be_undone(
    database: Database, settings: Settings, life: Life, now: datetime
) -> None:
    with database.transaction() as session:
        kept, gone = make_twins(session)
        gone.email = ADDRESS.capitalize()
        session.flush()
        made, other = merge(session, kept, gone).id, merge(session, *make_twins(session)).id
    erase(database, settings, life, now)
    with database.reading() as session:
        forgot, stays = session.get_one(Merge, made), session.get_one(Merge, other)
        assert (forgot.journal, forgot.touches, forgot.undoable) == ([], [], False)
        assert stays.undoable
        assert len(stays.journal) > 1


def merged_with(database: Database, profile: str, actor: Actor, now: datetime) -> str:
    """The id of a record that somebody described and that has gone up into a profile since."""
    values = ProfileValues(name="Quokka Workshop", kind=Kind.ENTERPRISE, about="Quokkabench", email=WORKSHOP)
    with database.transaction() as session:
        gone = make_stakeholder(session, name="Workshop")
        gone_id = gone.id
        session.add(
            ImportRow(import_id=session.scalars(select(Import.id)).first(), part="stakeholders", number=901,
                      outcome="changed", name="Quokka Workshop", subject=gone.id)
        )  # fmt: skip
        profiles.update_stakeholder(session, replace(actor, system=True), gone.id, values, now=now)
        session.get_one(Stakeholder, profile).email = ""
        session.flush()
        made = merge(session, session.get_one(Stakeholder, profile), gone, email=Pick.GONE)
        # Later its journal is emptied; that it was made stays known.
        made.journal, made.touches, made.undoable = [], [], False
        return gone_id


def test_what_went_up_into_a_profile_goes_with_it(
    database: Database, settings: Settings, life: Life, now: datetime
) -> None:
    gone = merged_with(database, life.profile, life.actor, now)
    with database.transaction() as session:
        privacy.erase_profile(
            session, life.actor, life.profile, name="Quokka Atelier", password=PASSWORD, now=now
        )
    work_off(database, settings)
    words = ("Quokka Workshop", "Quokkabench", WORKSHOP)
    assert [line[:200] for line in dump(database).splitlines() if any(word in line for word in words)] == []
    with database.reading() as session:
        # In an old copy of the database it may still be a record of its own.
        assert session.get_one(Erasure, gone).what.value == "profile"


def test_an_address_that_came_into_their_profile_by_a_merge_goes_with_them(
    database: Database, settings: Settings, life: Life, now: datetime
) -> None:
    merged_with(database, life.profile, life.actor, now)
    with database.reading() as session:
        assert session.get_one(Stakeholder, life.profile).email == WORKSHOP
    erase(database, settings, life, now)
    with database.reading() as session:
        assert session.get_one(Stakeholder, life.profile).email == ""
    assert [line[:200] for line in dump(database).splitlines() if WORKSHOP in line] == []
