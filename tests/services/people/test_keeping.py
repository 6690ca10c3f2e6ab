"""Addresses that were invited, and requests to which nobody said yes, are forgotten after ninety days."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from matchmaker.core.entities import Role
from matchmaker.models import ActingConsent, RoleInvitation
from matchmaker.services import people
from tests.factories import NOW
from tests.services.people.conftest import Town


def test_old_invitations_and_requests_go_and_consents_stay(town: Town) -> None:
    old, young = NOW - timedelta(days=91), NOW - timedelta(days=89)
    with town.database.transaction() as session:
        for made in (old, young):
            session.add(RoleInvitation(
                address="new@example.org", role=Role.MEMBER, place=town.own, inviter_id=town.id("owner"),
                made_at=made, expires_at=made + timedelta(days=14),
            ))  # fmt: skip
            session.add(ActingConsent(
                stakeholder_id=town.own, role=Role.OFFICIAL, place="DE11", account_id=town.id("official"),
                reason="To help.", asked_at=made,
            ))  # fmt: skip
        session.add(ActingConsent(
            stakeholder_id=town.own, role=Role.OFFICIAL, place="DE11", asked_at=old, given_at=old,
            until=old.date(),
        ))  # fmt: skip
        session.flush()
        people.tidy(session, now=NOW)
    with town.database.reading() as session:
        assert [one.made_at for one in session.scalars(select(RoleInvitation))] == [young]
        rows = session.scalars(select(ActingConsent).order_by(ActingConsent.asked_at))
        assert [(one.asked_at, one.given_at) for one in rows] == [(old, old), (young, None)]
