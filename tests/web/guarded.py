"""One stakeholder with a word of its own in every field that has an audience, and who may come across it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape

from flask import Flask
from sqlalchemy import select

from matchmaker.core.audience import FIELDS, Closeness
from matchmaker.core.entities import Audience
from matchmaker.core.introductions.states import Mover, State
from matchmaker.models import Need, Offer, Stakeholder
from matchmaker.services import accounts, ecosystem, history, introductions, network
from matchmaker.services.introductions import Hand
from tests.factories import NOW, make_need, make_offer, make_stakeholder, make_tie
from tests.pages import PageClient
from tests.web.world import World, make_fiche, make_world

ORDER = (Audience.PUBLIC, Audience.MEMBERS, Audience.MATCHED, Audience.OURSELVES)
"""From the widest to the narrowest: as many steps of closeness as a reader must have come."""

MARKERS: Mapping[str, tuple[str, ...]] = {
    "about": ("Zeppelinhaven",),
    "place": ("Quabbelstadt", "49.61234"),
    "region": ("DE11B",),
    "languages": ("Maltese",),
    "themes": ("Energy and climate", "theme-energy"),
    "website": ("zirkeltag.example",),
    "email": ("hasenohr@",),
    "legal_form": ("Wunderverein",),
    "people": ("250 people or more", "headcount-250"),
    "founded": ("1203",),
    "stage": ("Growing or being copied elsewhere",),
    "authority_level": ("European Union or other international body",),
    "support_type": ("Makerspace or innovation lab",),
    "ties": ("Seilschaft",),
    "offer": ("Kugelblitz",),
    "need": ("Drachenboot",),
    "register_number": ("HRB 76543",),
}
"""What gives each field away, wherever it is read."""

STATEMENTS = ("offer", "need")

NEAR: Mapping[str, Closeness] = {
    "visitor": Closeness.VISITOR,
    "far_official": Closeness.MEMBER,
    "organiser": Closeness.MEMBER,
    "other": Closeness.MATCHED,
    "member": Closeness.OURSELVES,
    "official": Closeness.MEMBER,
}
"""How near each of the world's people is to the stakeholder; `other` was introduced to it."""


@dataclass
class Guarded:
    """The world with that stakeholder in it; `chosen` is the audience of every field."""

    world: World
    introduction: str
    fiche: str
    asked: str
    chosen: dict[str, Audience] = field(default_factory=dict)

    def may_see(self, name: str, closeness: Closeness) -> bool:
        """Whether a reader so near may read a field, by the plain meaning of the words."""
        needed = ORDER.index(self.chosen[name])
        if name == "place":
            needed = max(needed, ORDER.index(self.chosen["region"]))
        return closeness >= needed

    def guard(self, chosen: Mapping[str, Audience]) -> None:
        """Choose who may see what, as somebody of the stakeholder would."""
        self.chosen = dict(chosen)
        with self.world.database.transaction() as session:
            own = session.get_one(Stakeholder, self.world.own)
            own.audiences = {name: chosen[name].value for name in FIELDS}
            session.get_one(Offer, self.world.offer).audience = chosen["offer"]
            session.get_one(Need, self.world.need).audience = chosen["need"]
            history.touch(session, [own.id])

    def read(self, client: PageClient, path: str) -> str:
        """All that an answer holds, its markup with it; the files of an archive one after the other."""
        answer = client.get(path.format(**self.ids), headers={"HX-Request": "true"} if "/of/" in path else {})
        assert answer.status_code < 500, path
        if answer.status_code != 200:
            return ""
        content = answer.get_data()
        if content[:2] == b"PK":
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                content = b"\n".join(archive.read(name) for name in archive.namelist())
        return unescape(content.decode("utf-8", "replace"))

    @property
    def ids(self) -> dict[str, str]:
        """What stands in the addresses."""
        world = self.world
        named = {"own": world.own, "another": world.another}
        return named | {"introduction": self.introduction, "fiche": self.fiche}


def make_guarded(app: Flask) -> Guarded:
    """Everything is public at first: surveyed, put down in a fiche, and introduced to `another`."""
    world = make_world(app, size=8)
    with world.database.transaction() as session:
        own = session.get_one(Stakeholder, world.own)
        own.about = "We repair washing machines and benches in Zeppelinhaven with young people."
        own.region, own.place, own.lat, own.lon = "DE11B", "Quabbelstadt", 49.61234, 9.7
        own.languages, own.themes = ["mt", "de"], ["theme-energy"]
        own.website, own.email = "https://zirkeltag.example", "hasenohr@werkstatt.example"
        own.legal_form, own.people, own.founded = "Wunderverein", "headcount-250", 1203
        own.stage, own.authority_level = "stage-growing", "authority-european"
        own.support_type, own.register_number = "support-lab", "HRB 76543"
        session.get_one(Need, world.need).text = "A course in repairing washing machines at the Drachenboot"
        session.get_one(Offer, world.offer).text = "A workshop hall with benches near the Kugelblitz station"
        for one in session.scalars(select(Need).where(Need.stakeholder_id == own.id, Need.id != world.need)):
            session.delete(one)
        partner = make_stakeholder(session, name="Knotenbund", country="FR", region="FRE11")
        make_tie(session, own, partner, label="Seilschaft")
        plain = make_stakeholder(
            session, name="Ohne Konto", region="DE111", email="post@ohnekonto.example", languages=["en"],
            about="We repair washing machines and benches.",
        )  # fmt: skip
        make_need(session, plain, "A workshop hall with benches near the station")
        make_offer(session, plain, "A course in repairing washing machines")
        history.touch(session, [own.id])
        names = ("member", "other", "organiser")
        member, other, organiser = (accounts.actor_of(session, world.accounts[name]) for name in names)
        made = introductions.ask_for(session, member, for_id=own.id, with_id=world.another, now=NOW)
        asked = introductions.ask_for(session, member, for_id=own.id, with_id=plain.id, now=NOW)
        for waiting in (made, asked):
            if waiting.state is State.PROPOSED:
                introductions.approve(session, organiser, waiting.id, now=NOW)
        introductions.accept(session, Hand(Mover.B, other), made.id, now=NOW)
        ids = made.id, asked.id
    survey(world)
    return Guarded(world, introduction=ids[0], asked=ids[1], fiche=make_fiche(world))


def survey(world: World) -> None:
    """Have the network surveyed."""
    with world.database.reading() as reader:
        taken = ecosystem.take_survey(ecosystem.look(reader, today=NOW.date()), ecosystem.find_survey(reader))
    with world.database.transaction() as session:
        ecosystem.keep_survey(session, taken, now=NOW)


def snapshot_of(world: World, closeness: Closeness) -> network.Snapshot:
    """The live network as somebody so near gets it."""
    with world.database.reading() as session:
        return network.snapshot(session, today=NOW.date(), closeness=closeness)
