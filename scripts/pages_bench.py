"""Measure what every page costs each kind of reader, one after the other in one process.

    python -m scripts.pages_bench --instance FOLDER --stakeholders 5000 --ties 15000 --hide 0.01

Fills the folder with made-up stakeholders (seeded) unless somebody is in it, lets a share of them keep
something from visitors or members, and asks the application for its pages through its WSGI door. What is
printed is the processor time of the process (`time.process_time`), so that it means something on a machine
that others use too; the time by the clock stands beside it. `first` is a page that nobody has asked for since
the network changed, `later` are the same pages asked for again.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import resource
import statistics
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Select, event, select
from sqlalchemy.orm import Session

from matchmaker.app import create_app
from matchmaker.cli.ecosystem import survey_now
from matchmaker.config import Settings
from matchmaker.core.entities import Audience, Role
from matchmaker.db import Database
from matchmaker.models import Account, Stakeholder
from matchmaker.services import accounts, history
from scripts.load import fill
from tests.factories import NOW, grant, join_pilot, make_account, make_pilot

READERS = ("visitor", "member", "official", "organiser", "administrator")
LAND = "AT"
"""The official looks after this country, and the pilot is there: the made-up network is densest in it."""

KEPT_BACK = (("about", Audience.MEMBERS), ("ties", Audience.MATCHED), ("place", Audience.OURSELVES))
"""What those who hide something hide, in turn: one field from visitors, one from members, one from all."""

EVERYBODY = "visitor member official organiser administrator"
RUNNERS = "official organiser administrator"

PAGES: tuple[tuple[str, str], ...] = (
    ("/", EVERYBODY),
    ("/stakeholders", EVERYBODY),
    ("/stakeholders?q={word}", EVERYBODY),
    ("/stakeholders?region=AT&kind=enterprise&page=3", EVERYBODY),
    ("/who-could-help?q={word}+{word}", EVERYBODY),
    ("/stakeholders/{id}", EVERYBODY),
    ("/stakeholders/{own}/suggestions", "member official organiser administrator"),
    ("/stakeholders/{own}/suggestions/{id}", "member administrator"),
    ("/stakeholders/{own}/introductions/new?with={id}", "member"),
    ("/regions", EVERYBODY),
    ("/regions/EU", EVERYBODY),
    ("/regions/{region}", EVERYBODY),
    ("/regions/EU/network", EVERYBODY),
    ("/regions/{region}/network", EVERYBODY),
    ("/regions/EU/network.json", EVERYBODY),
    ("/regions/EU/network/of/{id}", EVERYBODY),
    ("/regions/EU/network/names?q={word}", EVERYBODY),
    ("/regions/EU/network/linked?from={own}&to={id}", EVERYBODY),
    ("/regions/EU/map", EVERYBODY),
    ("/regions/{region}/map", EVERYBODY),
    ("/regions/EU/measures", EVERYBODY),
    ("/regions/{region}/measures", EVERYBODY),
    ("/regions/EU/over-time", EVERYBODY),
    ("/regions/{region}/over-time", EVERYBODY),
    ("/regions/EU/roles", "administrator"),
    ("/regions/AT/roles", RUNNERS),
    ("/regions/EU/ties-worth-making", "administrator"),
    ("/regions/{place}/ties-worth-making", RUNNERS),
    ("/regions/AT/ties-worth-making?for={near}", RUNNERS),
    ("/regions/{place}/introductions", RUNNERS),
    ("/regions/AT/people", "official administrator"),
    ("/desk", RUNNERS),
    ("/introductions", EVERYBODY),
    ("/introductions/new?a={own}&b={id}", RUNNERS),
    ("/proposals", RUNNERS),
    ("/duplicates", RUNNERS),
    ("/declarations", RUNNERS),
    ("/pilots", EVERYBODY),
    ("/pilots/{pilot}", RUNNERS),
    ("/pilots/{pilot}/members", RUNNERS),
    ("/pilots/{pilot}/report", RUNNERS),
    ("/exports/network.graphml?region=EU", EVERYBODY),
    ("/exports/network.csv?region=EU", EVERYBODY),
    ("/exports/network.svg?region=EU", EVERYBODY),
    ("/exports/stakeholders.csv", RUNNERS),
    ("/exports/stakeholders.xlsx", RUNNERS),
    ("/administration", "administrator"),
    ("/administration/people", "administrator"),
    ("/administration/audit", "administrator"),
    ("/how-matches-are-made", EVERYBODY),
)
"""Every page that tells of the network, and who reads it; the rest of its address is filled in by chance."""

HEAVY = ("/exports/", "/regions/EU/network.json")
"""Files: whoever takes one waits for it, and is asked for fewer rounds."""


@dataclass
class Ground:
    """What addresses are filled with."""

    ids: list[str]
    near: list[str]
    regions: list[str]
    pilot: str
    own: str
    words: tuple[str, ...] = ("bicycles", "food", "training", "loan", "garden", "transport")

    def address(self, page: str, chance: random.Random) -> str:
        """An address of a page, of whoever chance chooses."""
        return page.format(
            id=chance.choice(self.ids), own=self.own, near=chance.choice(self.near), pilot=self.pilot,
            region=chance.choice(self.regions), place=chance.choice(self.places),
            word=chance.choice(self.words),
        )  # fmt: skip

    @property
    def places(self) -> list[str]:
        """The regions of the official."""
        return [code for code in self.regions if code.startswith(LAND)]


@dataclass
class Taken:
    """What one page cost one reader: milliseconds of processor and by the clock, questions, bytes."""

    first: float = 0.0
    processor: list[float] = field(default_factory=list)
    clock: list[float] = field(default_factory=list)
    asked: int = 0
    weight: int = 0
    status: set[int] = field(default_factory=set)


class Meter:
    """One application in this process, and what its answers cost."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.database: Database = app.extensions["database"]
        self._asked = 0
        event.listen(self.database.engine, "before_cursor_execute", self._count)

    def _count(self, _connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        self._asked += not statement.startswith(("BEGIN", "SAVEPOINT", "RELEASE", "PRAGMA"))

    def client(self, reader: str) -> FlaskClient:
        """A browser in which somebody of this role is signed in."""
        client = self.app.test_client()
        if reader != "visitor":
            with self.database.transaction() as session:
                secret = accounts.sign_in_as_demo(
                    session, reader, agent="a bench", lasts=timedelta(days=1), now=datetime.now(UTC)
                )
            with client.session_transaction() as cookie:
                cookie["_user_id"], cookie["_fresh"] = secret, True
        return client

    def fetch(self, client: FlaskClient, address: str, into: Taken, *, first: bool = False) -> None:
        """Ask for a page once, and note what it cost."""
        self._asked = 0
        clock, processor = time.perf_counter(), time.process_time()
        with client.get(address, headers={"Accept-Encoding": "gzip"}) as answer:
            weight = len(answer.data)
        spent = 1000 * (time.process_time() - processor)
        if first:
            into.first = max(into.first, spent)
        else:
            into.processor.append(spent)
            into.clock.append(1000 * (time.perf_counter() - clock))
            into.asked = max(into.asked, self._asked)
        into.weight = max(into.weight, weight)
        into.status.add(answer.status_code)

    def change(self, stakeholder_id: str) -> None:
        """Somebody saves a profile: what was worked out of the network counts no more."""
        with self.database.transaction() as session:
            session.get_one(Stakeholder, stakeholder_id).updated_at = datetime.now(UTC)
            history.touch(session, [stakeholder_id])


def hide(session: Session, share: float, seed: int) -> int:
    """Let so many stakeholders keep something back; the others show what they show by themselves."""
    chance, hidden = random.Random(seed), 0
    everybody = session.scalars(select(Stakeholder).order_by(Stakeholder.id)).all()
    for one in everybody:
        keeps = chance.random() < share
        one.audiences = dict([KEPT_BACK[hidden % len(KEPT_BACK)]]) if keeps else {}
        hidden += keeps
    history.touch(session, [one.id for one in everybody])
    return hidden


def settle(settings: Settings, options: argparse.Namespace) -> None:
    """The instance: made if nobody is in it, with a person of each role, and with fields that are hidden."""
    if not (settings.folder / "matchmaker.db").exists():
        fill(settings, options.stakeholders, options.seed, spread=True, ties=options.ties, survey=False)
    app = create_app(settings)
    database: Database = app.extensions["database"]
    with database.transaction() as session:
        if session.scalar(select(Account.id).where(Account.demo_part == "member")) is None:
            people(session)
        print(f"{hide(session, options.hide, options.seed)} stakeholders keep something back.")
    if options.survey:
        survey_now(database)
    database.dispose()


def people(session: Session) -> None:
    """One person of each role; the member belongs to the first stakeholder of the official's country."""
    own, *others = session.scalars(near_ids())
    pilot = make_pilot(session, LAND, id="p-bench", name="Repair in Austria")
    join_pilot(session, pilot, *(session.get_one(Stakeholder, one) for one in (own, *others[:200])))
    for part, role, place in (
        ("member", Role.MEMBER, own),
        ("official", Role.OFFICIAL, LAND),
        ("organiser", Role.ORGANISER, pilot.id),
        ("administrator", Role.ADMINISTRATOR, ""),
    ):
        account = make_account(session, email=f"bench-{part}@example.org", demo_part=part, created_at=NOW)
        grant(session, account, role, place)


def near_ids() -> Select[str]:
    """Everybody in the official's country."""
    return select(Stakeholder.id).where(Stakeholder.country == LAND).order_by(Stakeholder.id)


def ground_of(database: Database, seed: int) -> Ground:
    """Whom and where the pages are about: thirty stakeholders, the largest regions and some others."""
    chance = random.Random(seed)
    with database.reading() as session:
        ids = list(session.scalars(select(Stakeholder.id).order_by(Stakeholder.id)))
        near = list(session.scalars(near_ids()))
        codes = sorted({code for code in session.scalars(select(Stakeholder.region)) if code})
    largest = [code for code in codes if code.startswith(LAND)][:2]
    some = chance.sample(codes, 4)
    regions = [LAND, LAND + "1", *largest, *some, *(code[:3] for code in some)]
    return Ground(chance.sample(ids, 30), chance.sample(near, 10), regions, "p-bench", near[0])


def measure(meter: Meter, options: argparse.Namespace) -> dict[tuple[str, str], Taken]:
    """Every page for every reader."""
    ground, found = ground_of(meter.database, options.seed), dict[tuple[str, str], Taken]()
    for reader in READERS:
        if options.reader and reader != options.reader:
            continue
        client = meter.client(reader)
        meter.change(ground.ids[0])
        meter.fetch(client, "/stakeholders", Taken())
        for page, readers in PAGES:
            if reader in readers.split() and options.only in page:
                one = found[page, reader] = one_page(meter, client, ground, page, options)
                print(f"{reader} {page} {one.first:.0f} {part(one.processor, 0.5):.0f}", file=sys.stderr)
    return found


def one_page(
    meter: Meter, client: FlaskClient, ground: Ground, page: str, options: argparse.Namespace
) -> Taken:
    """One page for one reader: the first time after a change, then again and again."""
    taken, chance = Taken(), random.Random(options.seed)
    addresses = [ground.address(page, chance) for _ in range(options.rounds)]
    meter.fetch(client, addresses[0], taken, first=True)
    few = addresses[:1] if page.startswith(HEAVY) else addresses
    # Once unmeasured: an address that nobody asked for yet is a first one as well.
    for address in few[1:]:
        meter.fetch(client, address, taken, first=True)
    for address in few * 2:
        meter.fetch(client, address, taken)
    return taken


def begin(meter: Meter) -> None:
    """What the first readers of a new process wait for, and the first ones after a change."""
    ground = ground_of(meter.database, 0)
    for reader in ("member", "visitor"):
        client, taken = meter.client(reader), Taken()
        meter.fetch(client, "/stakeholders", taken, first=True)
        meter.change(ground.ids[1])
        meter.fetch(client, "/stakeholders", taken)
        print(f"directory, {reader}: {taken.first:.0f} ms in a new process, "
              f"{taken.processor[0]:.0f} ms after a change (CPU)")  # fmt: skip
    print(f"memory: {memory():.0f} MB")


def part(values: Iterable[float], share: float) -> float:
    """The value below which such a share lies."""
    ordered = sorted(values)
    return ordered[int(share * (len(ordered) - 1))] if ordered else 0.0


def rows(found: dict[tuple[str, str], Taken], least: float) -> Iterator[str]:
    """The table, the dearest pages first."""
    yield "| page | reader | first, CPU | later p50, CPU | p95, CPU | p50, clock | p95, clock | SQL | KB | |"
    yield "|---|---|---|---|---|---|---|---|---|---|"
    for (page, reader), one in sorted(found.items(), key=lambda pair: -part(pair[1].processor, 0.95)):
        if max(one.first / 5, part(one.processor, 0.95)) < least:
            continue
        odd = "" if one.status == {200} else " ".join(map(str, sorted(one.status)))
        yield (
            f"| `{page}` | {reader} | {one.first:.0f} | {statistics.median(one.processor):.0f} "
            f"| {part(one.processor, 0.95):.0f} | {statistics.median(one.clock):.0f} "
            f"| {part(one.clock, 0.95):.0f} | {one.asked} | {one.weight // 1000} | {odd} |"
        )


def memory() -> float:
    """The resident memory of this process, in megabytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def main() -> None:
    """Settle, measure, print."""
    options = parse()
    settings = Settings(instance=options.instance, require_second_factor=False, log_level="ERROR")
    settle(settings, options)
    meter = Meter(create_app(settings))
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, load "
        f"{os.getloadavg()[0]:.1f}, {datetime.now(UTC):%d %B %Y}, seed {options.seed}, "
        f"{options.hide:.0%} keep something back"
    )
    begin(meter)
    for line in rows(measure(meter, options), options.least):
        print(line)
    print(f"memory after all pages: {memory():.0f} MB")
    meter.database.dispose()


def parse() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--instance", required=True, help="a folder; filled if nobody is in it")
    parser.add_argument("--stakeholders", type=int, default=5_000)
    parser.add_argument("--ties", type=int, default=15_000)
    parser.add_argument("--hide", type=float, default=0.01, help="so many keep something back")
    parser.add_argument("--survey", action="store_true", help="survey the network first; takes minutes")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", default="", help="only pages whose address holds this")
    parser.add_argument("--reader", default="", choices=("", *READERS))
    parser.add_argument("--least", type=float, default=0.0, help="leave out pages cheaper than this (ms)")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
