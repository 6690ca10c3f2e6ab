"""Random networks for the tests of the engine: ties, places, themes, needs, deeds, several languages."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from matchmaker.core.entities import Activity, Kind, Link, Profile, Reach, Statement
from tests.core.people import TODAY

SAID = (
    "repair washing machines bicycles schools soup vegetables harvest kitchens training learners housing "
    "tenants roofs heating gardens bread apples workshops vouchers childcare transport elderly visits music "
    "theatre refugees courses lamps textiles sewing clothes boats harbours beds hostels energy panels"
)
WORDS = tuple(SAID.split())
COMPOUNDS = ("Fahrradwerkstatt", "Werkstatt", "Fahrrad", "Reparatur", "Waschmaschine", "Schule", "und", "der")
THEMES = ("theme-repair", "theme-food", "theme-housing", "group-young", "nace-1")
KINDS_OF_HELP = ("customer", "supplier", "training", "space")
PLACES = (
    ("GB", "UKM82", "Glasgow", 55.86, -4.25),
    ("GB", "UKM83", "Paisley", 55.85, -4.42),
    ("DE", "DE111", "Stuttgart", 48.78, 9.18),
    ("FR", "FRE11", "Lille", 50.63, 3.06),
    ("FR", "FR", "", None, None),
    ("", "", "", None, None),
)


class Chance:
    """Draws of one seed."""

    def __init__(self, seed: int) -> None:
        self.draw = np.random.default_rng(seed)

    def some(self, things: tuple[str, ...], most: int) -> tuple[str, ...]:
        """Up to so many different ones."""
        count = int(self.draw.integers(0, min(most, len(things)) + 1))
        return tuple(things[i] for i in sorted(self.draw.choice(len(things), count, replace=False).tolist()))

    def text(self, most: int) -> str:
        """A few words that come in crowds, in one of two languages; now and then nothing."""
        words = COMPOUNDS if self.draw.random() < 0.2 else WORDS
        count = int(self.draw.integers(0, most + 1))
        return " ".join(words[int(len(words) * self.draw.random() ** 2)] for _ in range(count))

    def statement(self, key: str) -> Statement:
        """An offer or a need."""
        reach = list(Reach)[int(self.draw.integers(0, 4))]
        return Statement(key, self.text(8), self.some(KINDS_OF_HELP, 2), self.some(THEMES, 2), reach)

    def profile(self, number: int) -> Profile:
        """Somebody who may lack anything but an id."""
        country, region, place, lat, lon = PLACES[int(self.draw.integers(0, len(PLACES)))]
        moved = 0.0 if self.draw.random() < 0.3 else float(self.draw.normal(0, 0.3))
        kind = [*Kind, None][int(self.draw.integers(0, 5))]
        stated = [int(self.draw.integers(0, 3)) for _ in range(2)]
        return Profile(
            id=f"s-{number:03}",
            name=self.text(3).title(),
            kind=kind,
            about=self.text(25),
            offers=tuple(self.statement(f"o-{number}-{i}") for i in range(stated[0])),
            needs=tuple(self.statement(f"n-{number}-{i}") for i in range(stated[1])),
            country=country,
            region=region,
            place=place,
            lat=None if lat is None else lat + moved,
            lon=None if lon is None else lon + moved,
            languages=self.some(("en", "de", "fr", "pl"), 3),
            themes=self.some(THEMES, 3),
            verified=TODAY - timedelta(int(self.draw.integers(0, 900))) if self.draw.random() < 0.7 else None,
            rankable=bool(self.draw.random() < 0.9),
            sort="" if kind or self.draw.random() < 0.5 else "school",
        )


def make_people(seed: int, size: int) -> tuple[Profile, ...]:
    """So many random stakeholders."""
    chance = Chance(seed)
    return tuple(chance.profile(number) for number in range(size))


def make_ties(seed: int, size: int, each: float) -> tuple[Link, ...]:
    """Random ties, about so many for each, of differing weight; some have most of them."""
    draw = np.random.default_rng(seed)
    ends = (size * draw.random((int(size * each / 2), 2)) ** 1.5).astype(int)
    pairs = sorted({(min(a, b), max(a, b)) for a, b in ends.tolist() if a != b})
    return tuple(Link(f"s-{a:03}", f"s-{b:03}", weight=float(draw.integers(1, 4)) / 2) for a, b in pairs)


def make_deeds(seed: int, size: int, count: int) -> tuple[Activity, ...]:
    """Random activities, some without a day or with members whom nobody knows."""
    chance = Chance(seed)
    found = []
    for number in range(count):
        members = chance.some(tuple(f"s-{i:03}" for i in range(size + 3)), 5)
        day = date(2026, 1, 1) - timedelta(int(chance.draw.integers(0, 2000)))
        found.append(Activity(f"a-{number:03}", chance.text(20), members, day if number % 4 else None))
    return tuple(found)
