"""Measure how long it takes to find duplicates, and how many of those that were planted are found.

    python -m scripts.duplicates_bench [--seed 6] [SIZE …]

Records are made up from a seed: towns of the packaged gazetteer with their coordinates, names of two or three
words from a vocabulary that grows with the number of records, most with a web site, some with a mail address
or a register number. One record in twenty gets a twin, which differs as lists do: a legal form, a letter
wrong, words in another order, an abbreviation, another town of the same region, no web site. What is found
is compared with what was planted; a pair that was not planted counts as a false one, although two records of
this made-up world may be alike by chance.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import time
from dataclasses import dataclass
from random import Random

from matchmaker.core.duplicates.facts import Facts, facts_of
from matchmaker.core.duplicates.finding import find_candidates
from matchmaker.core.towns import Place
from matchmaker.store.gazetteer import open_gazetteer

SIZES = (1_000, 10_000, 100_000)
SYLLABLES = (
    "ba",
    "ke",
    "li",
    "mo",
    "ru",
    "sta",
    "tre",
    "vin",
    "wer",
    "zo",
    "hen",
    "gar",
    "dal",
    "fes",
    "nim",
    "pol",
)
KINDS = (
    "Werkstatt",
    "Garden",
    "Association",
    "Initiative",
    "Atelier",
    "Coop",
    "House",
    "Network",
    "Kitchen",
    "Fund",
)
FORMS = ("e.V.", "gGmbH", "Ltd", "SCOP", "S.r.l.", "sp. z o.o.", "CIC", "ASBL")
PLANTED = 0.05


@dataclass
class Made:
    """A record as somebody would write it down."""

    name: str
    website: str
    email: str
    register_number: str
    town: Place


def make_records(size: int, chance: Random) -> tuple[list[Facts], set[tuple[str, str]]]:
    """So many records, and the pairs of ids that are one organisation."""
    table = open_gazetteer().towns
    towns = [town for town in (table[row] for row in range(0, len(table), 3)) if len(town.region) == 5]
    words = [
        "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))).title() for _ in range(200 + size // 4)
    ]
    originals = int(size / (1 + PLANTED))
    made = [_record(chance, words, towns, number) for number in range(originals)]
    twins = {originals + at: chance.randrange(originals) for at in range(size - originals)}
    made += [_twin(chance, made[of], towns) for of in twins.values()]
    facts = [_facts(at, one) for at, one in enumerate(made)]
    pairs = {(facts[min(a, b)].id, facts[max(a, b)].id) for a, b in twins.items()}
    return facts, pairs


def _record(chance: Random, words: list[str], towns: list[Place], number: int) -> Made:
    name = " ".join([chance.choice(words), chance.choice(KINDS), *chance.sample(words, chance.randint(0, 1))])
    host = f"{name.split()[0].lower()}{number}.example"
    return Made(
        name,
        f"https://www.{host}/" if chance.random() < 0.7 else "",
        f"post@{host}"
        if chance.random() < 0.3
        else ("" if chance.random() < 0.5 else f"o{number}@gmail.com"),
        f"{chance.randrange(10**9):09}" if chance.random() < 0.1 else "",
        chance.choice(towns),
    )


def _twin(chance: Random, one: Made, towns: list[Place]) -> Made:
    town = one.town if chance.random() < 0.8 else _near(chance, one.town, towns)
    website = one.website if chance.random() < 0.5 else ""
    return Made(_other_name(chance, one.name), website, one.email, one.register_number, town)


def _near(chance: Random, town: Place, towns: list[Place]) -> Place:
    same = [other for other in chance.sample(towns, 2_000) if other.region == town.region]
    return chance.choice(same or [town])


def _other_name(chance: Random, name: str) -> str:
    how = chance.randrange(5)
    if how == 0:
        return name
    if how == 1:
        return f"{name} {chance.choice(FORMS)}"
    if how == 2:
        at = chance.randrange(1, len(name))
        return name[: at - 1] + chance.choice("aeiourst") + name[at:]
    if how == 3:
        return " ".join(reversed(name.split()))
    return name.upper().replace(" ", "-")


def _facts(at: int, one: Made) -> Facts:
    town = one.town
    return facts_of(
        f"s-{at:08}",
        name=one.name,
        website=one.website,
        email=one.email,
        register_number=one.register_number,
        country=town.country,
        region=town.region,
        place=town.name,
        lat=town.lat,
        lon=town.lon,
    )


def measure(size: int, seed: int) -> None:
    """Print one line for one size."""
    facts, planted = make_records(size, Random(seed))
    begun = time.perf_counter()
    found = find_candidates(facts)
    seconds = time.perf_counter() - begun
    pairs = {(one.a, one.b) for one in found}
    # Two twins of one original are the same too, though only each with the original was written down.
    right, memory = len(pairs & planted), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{size:>8,} records: {seconds:6.1f} s, {len(pairs):,} pairs; of {len(planted):,} planted found "
        f"{right / len(planted):.1%}, of the pairs planted {right / len(pairs):.1%}; at most {memory:,} MB",
        flush=True,
    )


def main() -> None:
    """Measure the sizes that were asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--seed", type=int, default=6)
    given = parser.parse_args()
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, one process, seed {given.seed}")
    for size in given.sizes:
        measure(size, given.seed)


if __name__ == "__main__":
    main()
