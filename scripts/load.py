"""Measure a page: closed-loop readers against gunicorn with two workers (`make load`).

Fills a new instance with made-up stakeholders (seeded), serves it, and lets readers fetch a page of different
stakeholders or regions with a second of thinking between two pages. Prints the latencies and the processor
time that the load generator itself took. For pages of regions the stakeholders are spread over all small
regions of Europe, most ties are near ones, and the network is surveyed first.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import resource
import socket
import subprocess
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from matchmaker.cli.ecosystem import survey_now
from matchmaker.config import Settings
from matchmaker.core.entities import Kind, Role
from matchmaker.instance import open_database
from matchmaker.models import Need, Offer, Stakeholder, Tie
from matchmaker.services import history, network
from matchmaker.services.ecosystem import list_surveyed
from matchmaker.services.places import get_regions
from tests.factories import NOW, PASSWORD, grant, make_account
from tests.pages import Page

WORDS = """
repair bicycles food kitchen housing care elderly young migrants training advice energy solar garden school
library theatre music textile recycling transport village digital software loan funding volunteers market
workshop space language health disability work integration procurement city region network research
""".split()
SYLLABLES = ("ba", "den", "fol", "gri", "hem", "kast", "lo", "mur", "nel", "pra", "rin", "sto", "tul", "vek")
VOCABULARY = 20_000
READER = "reader@example.org"
PLACES = (("DE111", "DE", 48.78, 9.18), ("UKM82", "GB", 55.86, -4.25), ("FRE11", "FR", 50.63, 3.07))
NEAR = 0.8
"""So many ties of a spread network are with somebody of the same or a neighbouring small region."""

PAGES = {
    "suggestions": "/stakeholders/{id}/suggestions",
    "region": "/regions/{region}",
    "roles": "/regions/{region}/roles",
    "ties": "/regions/{region}/ties-worth-making",
    "map": "/regions/{region}/map",
    "network": "/regions/{region}/network",
}
"""What may be measured: the address of each page."""


Place = tuple[str, str, float, float]


def small_regions() -> tuple[Place, ...]:
    """Code, country and centre of all NUTS 3 regions, neighbours next to each other as their codes are."""
    regions = get_regions()
    found = [(code, regions.get(code)) for code in sorted(regions.codes(3))]
    return tuple(
        (code, one.country, one.lat, one.lon)
        for code, one in found
        if one is not None and one.lat is not None and one.lon is not None
    )


def pairs_of(ids: list[str], spread: bool, ties: int, chance: random.Random) -> set[tuple[str, str]]:
    """Who has a tie with whom: anybody, or mostly those who stand near in the order of the places."""
    pairs: set[tuple[str, str]] = set()
    while len(pairs) < ties:
        a = chance.randrange(len(ids))
        near = spread and chance.random() < NEAR
        b = (a + chance.randint(1, 40)) % len(ids) if near else chance.randrange(len(ids))
        if a != b:
            pairs.add((ids[min(a, b)], ids[max(a, b)]))
    return pairs


def fill(
    settings: Settings, size: int, seed: int, *, spread: bool = False, ties: int = 0, survey: bool = True
) -> list[str]:
    """A network of `size` stakeholders, one offer and one need each, about four ties each; the ids."""
    chance = random.Random(seed)
    ids = [f"s-{number:012d}" for number in range(size)]
    places = small_regions() if spread else PLACES
    # Those of one region have neighbouring numbers, and the large regions have the most.
    where = sorted(int(len(places) * chance.random() ** 2) for _ in ids) if spread else []
    database = open_database(settings)
    with database.transaction() as session:
        grant(session, make_account(session, email=READER), Role.ADMINISTRATOR)
        session.add_all(
            stakeholder(one, chance, places[where[n]] if spread else chance.choice(places))
            for n, one in enumerate(ids)
        )
        session.flush()
        for one in ids:
            when = some_day(chance)
            session.add(Offer(stakeholder_id=one, text=sentence(chance, 12), **when))
            session.add(Need(stakeholder_id=one, text=sentence(chance, 12), **when))
        pairs = pairs_of(ids, spread, ties or 2 * size, chance)
        session.add_all(
            Tie(a_id=a, b_id=b, created_at=some_day(chance)["created_at"]) for a, b in sorted(pairs)
        )
        history.touch(session, ids)
    if spread and survey:
        survey_now(database)
    # In a large network the first reader would build the index; the worker has done so on a real site.
    network.build_due(database, today=datetime.now(UTC).date())
    database.dispose()
    return ids


def stakeholder(one: str, chance: random.Random, place: Place) -> Stakeholder:
    """A made-up organisation in one region."""
    region, country, lat, lon = place
    return Stakeholder(
        id=one,
        name=f"Organisation {one}",
        kind=chance.choice(list(Kind)),
        about=sentence(chance, 25),
        region=region,
        country=country,
        lat=lat + chance.random(),
        lon=lon + chance.random(),
        **some_day(chance),
    )


def some_day(chance: random.Random) -> dict[str, datetime]:
    """When something was made: some day of the last three years."""
    day = NOW - timedelta(days=chance.randrange(3 * 365))
    return {"created_at": day, "updated_at": day}


def sentence(chance: random.Random, length: int) -> str:
    """So many words that mean nothing together: a third of the field's, the rest rare as in real texts."""
    words = [chance.choice(WORDS) if chance.random() < 1 / 3 else made_up(chance) for _ in range(length)]
    return " ".join(words).capitalize() + "."


def made_up(chance: random.Random) -> str:
    """A made-up word; the n-th most common one comes about 1/n as often as the first (Zipf)."""
    rank, word = int(VOCABULARY ** chance.random()), ""
    while rank or not word:
        rank, digit = divmod(rank, len(SYLLABLES))
        word += SYLLABLES[digit]
    return word


def cookie_of(port: int) -> str:
    """Sign in as the reader; the cookie."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/sign-in")
    response = connection.getresponse()
    token = dict(Page(response.read().decode()).forms[-1].fields)["csrf_token"]
    cookie = (response.getheader("Set-Cookie") or "").partition(";")[0]
    body = f"csrf_token={token}&email=reader%40example.org&password={PASSWORD.replace(' ', '+')}"
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", "/sign-in", body, headers)
    response = connection.getresponse()
    response.read()
    assert response.status == 303, f"signing in answered {response.status}"
    return (response.getheader("Set-Cookie") or "").partition(";")[0]


def paths_of(settings: Settings, ids: list[str], page: str) -> list[str]:
    """The addresses to fetch: of every stakeholder, or of every region with somebody, large ones as well."""
    address = PAGES[page]
    if "{id}" in address:
        return [address.format(id=one) for one in ids]
    database = open_database(settings)
    with database.reading() as session:
        codes = list_surveyed(session)
    database.dispose()
    return [address.format(region=code or "EU") for code in codes]


def read(port: int, cookie: str, paths: list[str], until: float, think: float, taken: list[float]) -> None:
    """One reader: fetch a page, think, fetch the next.

    Each begins at a moment of its own: readers do not open their pages in step.
    """
    chance = random.Random()
    time.sleep(think * chance.random())
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    while not taken or time.monotonic() < until:
        start = time.perf_counter()
        connection.request("GET", chance.choice(paths), headers={"Cookie": cookie})
        response = connection.getresponse()
        response.read()
        taken.append(time.perf_counter() - start)
        assert response.status == 200, f"a page answered {response.status}"
        time.sleep(think)


def readers(
    port: int, cookie: str, paths: list[str], options: argparse.Namespace, seconds: float
) -> list[float]:
    """All readers at once for so many seconds; the time of every page."""
    taken: list[float] = []
    until = time.monotonic() + seconds
    threads = [
        threading.Thread(target=read, args=(port, cookie, paths, until, options.think, taken))
        for _ in range(options.readers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(taken)


def wait_for(port: int) -> None:
    """Until the server answers, at most a minute."""
    for _ in range(600):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The server did not start.")


def report(taken: list[float], seconds: float, own: float) -> None:
    """The figures of one run."""
    print(f"{len(taken)} pages in {seconds:.0f} s, load generator {100 * own / seconds:.0f}% of one core")
    for name, part in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99)):
        print(f"{name} {1000 * taken[int(part * (len(taken) - 1))]:.0f} ms")
    print(f"max {1000 * taken[-1]:.0f} ms")


def measure(port: int, paths: list[str], options: argparse.Namespace) -> None:
    """The first page after the start, then warm up, then measure."""
    wait_for(port)
    cookie = cookie_of(port)
    first: list[float] = []
    read(port, cookie, paths, time.monotonic(), 0.0, first)
    print(f"first page {1000 * first[0]:.0f} ms")
    readers(port, cookie, paths, options, options.seconds / 6)
    before = resource.getrusage(resource.RUSAGE_SELF)
    taken = readers(port, cookie, paths, options, options.seconds)
    after = resource.getrusage(resource.RUSAGE_SELF)
    report(taken, options.seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def parse() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stakeholders", type=int, default=5_000)
    parser.add_argument(
        "--ties", type=int, default=0, help="how many ties; twice the stakeholders by default"
    )
    parser.add_argument("--page", choices=PAGES, default="suggestions")
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--think", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def main() -> None:
    """Fill, serve, measure, stop."""
    options, port = parse(), free_port()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(instance=folder)
        spread = options.page != "suggestions"
        ids = fill(settings, options.stakeholders, options.seed, spread=spread, ties=options.ties)
        paths = paths_of(settings, ids, options.page)
        gunicorn = Path(sys.executable).parent / "gunicorn"
        server = subprocess.Popen(
            [str(gunicorn), "--workers", "2", "--threads", "8", "--bind", f"127.0.0.1:{port}",
             "--log-level", "warning", "wsgi:app"],
            # The reader runs the site, and has no second factor to show.
            env={**os.environ, "MATCHMAKER_INSTANCE": folder, "MATCHMAKER_LOG_LEVEL": "ERROR",
                 "MATCHMAKER_REQUIRE_SECOND_FACTOR": "false"},
        )  # fmt: skip
        try:
            measure(port, paths, options)
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
