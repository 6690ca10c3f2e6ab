"""A small made-up past: two circles of six in two languages, and one that nobody knows."""

from __future__ import annotations

from datetime import date
from itertools import combinations

from matchmaker.core.entities import Kind, Link, Profile
from matchmaker.core.evaluation.folder import EvaluationNeed, Past

BICYCLES = [
    "We repair bicycles and teach how to mend them.",
    "A workshop for cargo bicycles and bicycle trailers.",
    "Bicycle lending for families without a car.",
    "Courses in welding bicycle frames for young people.",
    "We collect old bicycles and sell their parts.",
    "Cycling lessons for women who are new in town.",
]
GARDENS = [
    "Wir bauen Gemüse in einem Gemeinschaftsgarten an.",
    "Ein Garten für Schulen mit Gemüse und Bienen.",
    "Gemüsekisten aus der Region, verpackt von Menschen mit Behinderung.",
    "Beratung für Gemeinschaftsgärten und solidarische Landwirtschaft.",
    "Wir retten Gemüse vom Feld und kochen daraus.",
    "Bienen und Blumen auf den Dächern der Stadt.",
]
STRANGER = 12


def small_past() -> Past:
    """Thirteen organisations; each circle knows all of its own but the last two pairs, which form later."""
    people = tuple(_person(n, text) for n, text in enumerate([*BICYCLES, *GARDENS, ""]))
    pairs = [pair for start in (0, 6) for pair in combinations(range(start, start + 6), 2)]
    later = [(0, 5), (1, 4), (6, 11), (7, 10), (5, 6)]
    return Past(
        organisations=people,
        ties=tuple(_tie(a, b, date(2016, 1, 1)) for a, b in pairs if (a, b) not in later),
        new_ties=tuple(_tie(a, b, date(2017, 1, 1)) for a, b in later),
        needs=(
            EvaluationNeed("n1", "Bicycle parts for a repair workshop", "FR", date(2017, 2, 1)),
            EvaluationNeed("n2", "Gemüse und Bienen für unsere Schule", "", date(2017, 2, 1)),
            EvaluationNeed("n3", "Nobody took part in this one"),
        ),
        need_partners={"n1": frozenset({"o00", "o04"}), "n2": frozenset({"o07", "elsewhere"})},
    )


def _person(number: int, text: str) -> Profile:
    """Every third place is not known, and no kind of the second circle."""
    french = number < 6
    placed = number % 3 != 2 and number != STRANGER
    return Profile(
        id=f"o{number:02}",
        name="" if number == STRANGER else f"Nr. {number}",
        kind=Kind.ENTERPRISE if french else None,
        about=text,
        country="" if number == STRANGER else "FR" if french else "DE",
        lat=(50.6 if french else 48.8) + number / 100 if placed else None,
        lon=(3.0 if french else 9.2) if placed else None,
    )


def _tie(a: int, b: int, day: date) -> Link:
    return Link(f"o{a:02}", f"o{b:02}", weight=0.5, day=day)
