"""A small network with one person of each role, for tests that look at pages through their eyes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from typing import Any

from flask import Flask
from sqlalchemy import event, select

from matchmaker.core.actors import SYSTEM
from matchmaker.core.declaration import QUESTIONS, Answer, Reply
from matchmaker.core.entities import Kind, Role
from matchmaker.core.reports import Trouble
from matchmaker.db import Database
from matchmaker.models import Account, Claim, Introduction
from matchmaker.services import (
    accounts,
    exchange,
    fiches,
    introductions,
    places,
    profiles,
    proposals,
    reports,
)
from matchmaker.services.reports import Said
from tests.conftest import client_of
from tests.factories import (
    NOW,
    grant,
    join_pilot,
    make_account,
    make_need,
    make_offer,
    make_pilot,
    make_stakeholder,
    make_tie,
)
from tests.pages import PageClient

ROLES = ("visitor", "member", "other", "official", "far_official", "organiser", "administrator")
"""`official` looks after DE11, where all stakeholders of the world are; `far_official` after UKM8."""

SUBJECTS = (
    "bicycles", "furniture", "bread", "washing machines", "gardens", "choirs", "laptops", "boats",
    "clothes", "bees", "timber", "puppets", "soup", "radios", "shoes", "roofs",
)  # fmt: skip


@dataclass
class World:
    """The rows that tests name, by id, and who is signed in as what."""

    app: Flask
    own: str = ""
    another: str = ""
    hidden: str = ""
    unsorted: str = ""
    need: str = ""
    offer: str = ""
    accounts: dict[str, Account] = field(default_factory=dict)

    @property
    def database(self) -> Database:
        """The database behind the pages."""
        database = self.app.extensions["database"]
        assert isinstance(database, Database)
        return database

    def client(self, role: str, *, days: int = 1) -> PageClient:
        """A browser in which somebody of this role is signed in for so many days; a new one each time."""
        client = client_of(self.app)
        if role == "visitor":
            return client
        with self.database.transaction() as session:
            lasts = timedelta(days=days)
            secret = accounts.sign_in_as_demo(session, role, agent="a test", lasts=lasts, now=NOW)
        with client.session_transaction() as cookie:
            cookie["_user_id"], cookie["_fresh"] = secret, True
        return client


def make_world(app: Flask, *, size: int = 4) -> World:
    """A world with at least `size` stakeholders."""
    world = World(app)
    with world.database.transaction() as session:
        own = make_stakeholder(
            session, name="Werkstatt Neckar", email="post@werkstatt.example", people="headcount-10",
            website="https://werkstatt.example", themes=["theme-repair-reuse"],
        )  # fmt: skip
        need = make_need(session, own, "A course in repairing washing machines for sixteen learners")
        offer = make_offer(session, own, "Two workshop halls with twenty benches near the station")
        another = make_stakeholder(
            session, name="Radhof", kind=Kind.SUPPORT, about="We teach how to repair washing machines.",
            themes=["theme-repair-reuse"], people="headcount-1",
        )  # fmt: skip
        make_offer(session, another, "A course in repairing washing machines, twelve weeks long")
        make_need(session, another, "A workshop hall with benches near a station")
        hidden = make_stakeholder(session, name="Not for all eyes", hidden=True)
        unsorted = make_stakeholder(session, name="Of no known kind", kind=None)
        if size > 4:
            # Something in common with everybody, and with nobody the same.
            own.about = f"We mend {', '.join(SUBJECTS)} with young people."
            make_need(session, own, f"Courses about {', '.join(SUBJECTS)}")
        for number in range(size - 4):
            extra = make_stakeholder(
                session, name=f"Workshop {number:02}", kind=list(Kind)[number % 4],
                about=f"We mend {SUBJECTS[number % 16]} and teach washing machines with {number} people.",
            )  # fmt: skip
            make_offer(session, extra, f"A course about {SUBJECTS[number % 16]} and washing machines")
            make_need(session, extra, f"Benches for {SUBJECTS[(number + 5) % 16]} near the station")
            make_tie(session, another if number % 2 else own, extra)
        world.own, world.another, world.hidden, world.unsorted = own.id, another.id, hidden.id, unsorted.id
        world.need, world.offer = need.id, offer.id
        join_pilot(session, make_pilot(session, "DE11", id="p-1", name="Repair in Stuttgart"), own)
        world.accounts = _make_people(session, own.id, another.id)
    return world


def upload(world: World, by: str = "official") -> str:
    """The id of a file that an official has brought in and that waits to be imported."""
    settings = world.app.extensions["settings"]
    store = exchange.store_of(settings.folder, megabytes=1, rows=100)
    files = {exchange.STAKEHOLDERS: ("list.csv", BytesIO(b"name,town\nNeckar Choir,Stuttgart\n"))}
    with world.database.transaction() as session:
        actor = accounts.actor_of(session, world.accounts[by])
        made = exchange.upload(
            session, actor, files, source=f"list of {by}", strict=False, store=store, now=NOW
        )
        return made.id


def make_fiche(world: World, code: str = "DE11", by: str = "official") -> str:
    """The id of a new fiche of a region, made by an official of it."""
    region = places.get_region(code)
    with world.database.transaction() as session:
        actor = accounts.actor_of(session, world.accounts[by])
        return fiches.make_fiche(session, actor, region=region, now=NOW).id


def proposed(
    world: World, *, dropped: bool = False, code: str = "DE11", pair: tuple[str, str] | None = None
) -> str:
    """The id of a proposal that waits on the broker’s desk, or was put aside."""
    a, b = pair or (world.own, world.another)
    with world.database.transaction() as session:
        region = places.get_region(code)
        made = proposals.propose(session, SYSTEM, region=region, a=a, b=b, now=NOW)
        if dropped:
            proposals.drop(session, SYSTEM, made.id, now=NOW)
        return made.id


def begun(world: World, pair: tuple[str, str] | None = None) -> str:
    """The id of an introduction in which both have been asked; the same one where it is under way already."""
    with world.database.transaction() as session:
        both = pair or (world.own, world.another)
        mine = (Introduction.a_id.in_(both), Introduction.b_id.in_(both))
        found = session.scalars(select(Introduction).where(*mine)).first()
        if found is not None:
            return found.id
        made = introductions.begin(
            session, SYSTEM, a=both[0], b=both[1], reason="Both mend washing machines.", now=NOW
        )
        return made.id


def declared(world: World, own: str = "", by: str = "member") -> str:
    """The id of what a member said of their enterprise, waiting to be checked."""
    with world.database.transaction() as session:
        actor = accounts.actor_of(session, world.accounts[by])
        said = {question.key: Answer(Reply.YES) for question in QUESTIONS}
        return profiles.declare(session, actor, own or world.own, said, now=NOW).id


def reported(world: World, own: str = "") -> str:
    """The id of a report of a profile by the shell, waiting to be decided."""
    with world.database.transaction() as session:
        said = Said(trouble=Trouble.NOT_REAL, words="There is no such house.")
        return reports.report(session, SYSTEM, own or world.own, said, origin="", now=NOW).id


def claimed(world: World, record: str, *, words: str = "I keep the books there.", **values: Any) -> str:
    """The id of a claim of a record by somebody new, waiting for a decision."""
    with world.database.transaction() as session:
        account = make_account(session, **values)
        claim = Claim(stakeholder_id=record, account_id=account.id, words=words, asked_at=NOW)
        session.add(claim)
        session.flush()
        return claim.id


def _make_people(session: Any, own: str, another: str) -> dict[str, Account]:
    """One account per role; its `demo_part` lets tests sign in without hashing a password."""
    places = {
        "member": (Role.MEMBER, own),
        "other": (Role.MEMBER, another),
        "official": (Role.OFFICIAL, "DE11"),
        "far_official": (Role.OFFICIAL, "UKM8"),
        "organiser": (Role.ORGANISER, "p-1"),
        "administrator": (Role.ADMINISTRATOR, ""),
    }
    people = {}
    for name, (role, place) in places.items():
        people[name] = make_account(session, name=name.title(), demo_part=name)
        grant(session, people[name], role, place)
    return people


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """The questions to the database that are asked inside; beginnings and ends do not count."""
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(("BEGIN", "SAVEPOINT", "RELEASE", "PRAGMA")):
            asked.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(database.engine, "before_cursor_execute", note)


def token(client: PageClient) -> str:
    """The token that forms need, as any page carries it; a page is asked for it while its cookie is new."""
    if client.token is None or client.token[0] != _cookie_of(client):
        page = client.page("/accessibility")
        client.token = _cookie_of(client), dict(page.forms[0].fields)["csrf_token"]
    return client.token[1]


def _cookie_of(client: PageClient) -> str:
    cookie = client.get_cookie("session")
    return cookie.value if cookie else ""
