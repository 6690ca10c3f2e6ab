"""A small network: a workshop without a room, a host with rooms, a trainer, and a policymaker far away."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from matchmaker.core.actors import Actor
from matchmaker.core.entities import Kind, Role
from matchmaker.db import Database
from tests.factories import make_actor, make_need, make_offer, make_stakeholder


@dataclass(frozen=True)
class Town:
    """The ids of those who live here, and who acts for the first of them."""

    bikes: str
    host: str
    trainer: str
    ministry: str
    need: str
    met: str
    foreign_need: str
    member: Actor
    stranger: Actor
    organiser: Actor


@pytest.fixture
def town(database: Database) -> Town:
    with database.transaction() as session:
        bikes = make_stakeholder(session, name="Rad & Tat", about="We repair bicycles with young people.")
        need = make_need(session, bikes, "We look for a workshop room with daylight.", cooperation=["space"])
        make_offer(session, bikes, "We teach bicycle repair to volunteers.", cooperation=["training"])
        met = make_need(session, bikes, "We look for paint.", state="met")
        host = make_stakeholder(
            session,
            name="Werkbank",
            kind=Kind.SUPPORT,
            about="A house with rooms for makers.",
            languages=["fr"],
        )
        make_offer(session, host, "A workshop room with daylight and tools.", cooperation=["space"])
        foreign = make_need(
            session, host, "We look for people who teach bicycle repair.", cooperation=["training"]
        )
        trainer = make_stakeholder(
            session, name="Lernhof", about="Young people learn to repair bicycles with us."
        )
        make_offer(session, trainer, "Training in bicycle repair.", cooperation=["training"])
        ministry = make_stakeholder(
            session, name="Ministerium", kind=Kind.POLICYMAKER, about="Policy for repair.", region="FRK26",
            country="FR", place="Lyon", lat=45.75, lon=4.85,
        )  # fmt: skip
        make_offer(session, ministry, "Advice on repair policy and a workshop room.", cooperation=["advice"])
        return Town(
            bikes.id,
            host.id,
            trainer.id,
            ministry.id,
            need.id,
            met.id,
            foreign.id,
            make_actor(session, Role.MEMBER, bikes.id),
            make_actor(session),
            make_actor(session, Role.ORGANISER, "p-1"),
        )
