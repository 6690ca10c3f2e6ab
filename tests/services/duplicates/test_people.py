"""The people of two records that become one: owners stay owners, and nobody else gets in by a merge."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from matchmaker.core.actors import SYSTEM
from matchmaker.core.entities import Part, Role
from matchmaker.db import Database
from matchmaker.models import ActingConsent, Declaration, Need, RoleGrant, RoleInvitation, Stakeholder
from matchmaker.services import duplicates
from tests.factories import NOW, grant, make_account, make_need, make_stakeholder
from tests.services.duplicates.twins import make_twins, merge

SOON = NOW + timedelta(days=9)


def member(session: Session, one: Stakeholder, part: Part = Part.OWNER) -> str:
    account = make_account(session)
    grant(session, account, Role.MEMBER, one.id).part = part
    session.flush()
    return account.id


def invite(session: Session, one: Stakeholder, address: str, **values: Any) -> None:
    session.add(
        RoleInvitation(
            address=address, role=Role.MEMBER, place=one.id, made_at=NOW, expires_at=SOON, **values
        )
    )


def let_act(session: Session, one: Stakeholder, place: str, **values: Any) -> None:
    given = {"given_at": NOW, "until": SOON.date()} | values
    session.add(ActingConsent(stakeholder_id=one.id, role=Role.OFFICIAL, place=place, asked_at=NOW, **given))


def test_whoever_owned_one_of_the_two_owns_the_one(database: Database) -> None:
    with database.transaction() as session:
        kept, gone = make_twins(session)
        account = make_account(session)
        for record, part in ((kept, Part.EDITOR), (gone, Part.OWNER)):
            grant(session, account, Role.MEMBER, record.id).part = part
        editor = member(session, kept, Part.EDITOR)
        made = merge(session, kept, gone)
        parts = select(RoleGrant.account_id, RoleGrant.part).where(RoleGrant.place == made.kept_id)
        assert dict(session.execute(parts).all()) == {account.id: Part.OWNER, editor: Part.EDITOR}
        duplicates.undo(session, SYSTEM, made.id, now=NOW)
        mine = select(RoleGrant.part).where(RoleGrant.account_id == account.id, RoleGrant.place == kept.id)
        assert session.scalars(mine).one() is Part.EDITOR


@pytest.mark.parametrize("parts", [(Part.OWNER, Part.EDITOR), (Part.EDITOR, Part.OWNER)])
def test_whoever_was_removed_since_is_not_let_in_again_by_an_undo(
    database: Database, parts: tuple[Part, Part]
) -> None:
    with database.transaction() as session:
        kept, gone = make_twins(session)
        account, stays = make_account(session), make_account(session)
        for record, part in zip((kept, gone), parts, strict=True):
            for one in (account, stays):
                grant(session, one, Role.MEMBER, record.id).part = part
        session.flush()
        made = merge(session, kept, gone)
        theirs = RoleGrant.account_id == account.id
        session.execute(delete(RoleGrant).where(theirs, RoleGrant.place == made.kept_id))
        duplicates.undo(session, SYSTEM, made.id, now=NOW)
        assert session.scalars(select(RoleGrant).where(theirs)).all() == []
        both = select(RoleGrant.place).where(RoleGrant.account_id == stays.id)
        assert set(session.scalars(both)) == {made.kept_id, made.gone_id}
        assert ["role_grants", "", "gone"] in made.left


def test_invitations_to_a_record_that_nobody_looked_after_do_not_open_the_other(database: Database) -> None:
    with database.transaction() as session:
        kept, gone = make_twins(session)
        member(session, kept)
        invite(session, gone, "stranger@list.example")
        invite(session, gone, "earlier@list.example", declined_at=NOW)
        invite(session, kept, "friend@werkstatt.example")
        made = merge(session, kept, gone)
        session.expire_all()
        rows = {one.address: one for one in session.scalars(select(RoleInvitation))}
        assert {one.place for one in rows.values()} == {made.kept_id}
        ended = {address for address, one in rows.items() if one.withdrawn_at is not None}
        assert ended == {"stranger@list.example"}
        duplicates.undo(session, SYSTEM, made.id, now=NOW)
        session.expire_all()
        rows = {one.address: one for one in session.scalars(select(RoleInvitation))}
        assert rows["stranger@list.example"].withdrawn_at is None
        assert rows["stranger@list.example"].place == gone.id


def test_a_consent_to_act_goes_on_where_nobody_else_belongs_to_the_one(database: Database) -> None:
    with database.transaction() as session:
        kept, gone = make_twins(session)
        member(session, gone)
        let_act(session, gone, "DE11")
        let_act(session, kept, "DE1")
        merge(session, kept, gone)
        session.expire_all()
        rows = {one.place: one for one in session.scalars(select(ActingConsent))}
        assert {one.stakeholder_id for one in rows.values()} == {kept.id}
        assert rows["DE11"].withdrawn_at is None
        assert rows["DE1"].withdrawn_at == NOW


def test_where_people_looked_after_both_every_consent_to_act_is_given_anew(database: Database) -> None:
    with database.transaction() as session:
        kept, gone = make_twins(session)
        for one, place in ((kept, "DE11"), (gone, "DE1")):
            member(session, one)
            let_act(session, one, place)
        merge(session, kept, gone)
        session.expire_all()
        assert {one.withdrawn_at for one in session.scalars(select(ActingConsent))} == {NOW}


def test_of_two_declarations_that_of_the_record_that_stays_counts(database: Database) -> None:
    with database.transaction() as session:
        for both in (True, False):
            kept, gone = make_twins(session)
            for one in (kept, gone) if both else (gone,):
                session.add(Declaration(stakeholder_id=one.id, answers={"of": one.id}, said_at=NOW))
            session.flush()
            made = merge(session, kept, gone)
            mine = select(Declaration.answers).where(Declaration.stakeholder_id == made.kept_id)
            assert session.scalars(mine).all() == [{"of": made.kept_id if both else made.gone_id}]


def test_who_met_a_need_is_the_one_and_nobody_meets_its_own(database: Database) -> None:
    with database.transaction() as session:
        kept, gone = make_twins(session)
        other = make_stakeholder(session)
        make_need(session, other, "A hall", met_by_id=gone.id)
        make_need(session, gone, "A van", met_by_id=kept.id)
        merge(session, kept, gone)
        session.expire_all()
        met = {one.text: one.met_by_id for one in session.scalars(select(Need))}
        assert met == {"A hall": kept.id, "A van": None}
