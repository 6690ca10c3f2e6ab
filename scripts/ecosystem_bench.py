"""Measure how long a survey takes: python -m scripts.ecosystem_bench [--sizes 10000x30000 …] [--parts].

Makes up a network (seeded): groups that have a home in one of several hundred NUTS 3 regions, a few who
have many ties, all kinds, some themes. Prints the machine, each measure of the whole, and those of all
regions; with `--parts` what the product finds out about each region; with `--beside` networkx too.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import networkit
import networkx
import numpy as np

from matchmaker.core.ecosystem.measures import closure, fast, groups, mixing, plain, reach
from matchmaker.core.ecosystem.measures.between import MOST_EXACT, between
from matchmaker.core.ecosystem.measures.values import IntArray
from matchmaker.core.ecosystem.scene import Scene
from matchmaker.core.ecosystem.survey import measured_of, regions_of
from matchmaker.core.entities import Kind, Link, Profile
from matchmaker.core.matcher import Matcher
from matchmaker.core.regions import Regions
from matchmaker.services import places
from matchmaker.services.ecosystem import PARTS
from matchmaker.services.ecosystem.surveying import silent

SEED = 1
TODAY = date(2026, 11, 27)
GROUP = 60
HOMES = 400
AT_HOME, WITHIN_GROUP = 0.7, 0.8
TAIL = 2.2
THEMES = tuple(f"theme-{number}" for number in range(40))


def main() -> None:
    """Measure each size that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--sizes", nargs="*", default=["10000x30000", "100000x300000"])
    parser.add_argument("--parts", action="store_true", help="also what the product finds out of each region")
    parser.add_argument("--beside", action="store_true", help="networkx beside networkit")
    asked = parser.parse_args()
    cores, load = os.cpu_count(), os.getloadavg()[0]
    print(f"{platform.machine()}, {cores} cores, load {load:.1f}, Python {platform.python_version()}")
    print(f"networkx {networkx.__version__}, networkit {networkit.__version__}, seed {SEED}")
    for size in asked.sizes:
        n, m = map(int, size.split("x"))
        bench(n, m, with_parts=asked.parts, beside=asked.beside)


def bench(n: int, m: int, *, with_parts: bool, beside: bool) -> None:
    """Make one network up and measure it."""
    with timed("made up, the engine fitted"):
        scene = made_up(n, m)
    network = scene.network
    ties, most = network.present.nnz // 2, int(network.degrees.max())
    way = "sampled" if n > MOST_EXACT else "exact"
    print(f"-- {n} stakeholders, {ties} ties, the busiest has {most}; {len(scene.members)} regions; {way}")
    one_by_one(scene, beside=beside)
    with timed("the whole, all measures"):
        whole = measured_of(scene, network)
    with timed("all regions, all measures"):
        list(regions_of(scene, whole, {}, silent))
    if with_parts:
        for name, part in PARTS.items():
            with timed(f"all regions, with {name}"):
                list(regions_of(scene, whole, {name: part}, silent))
    print({name: value for name, value in whole.figures.items() if not name.startswith("ties_")})


def one_by_one(scene: Scene, *, beside: bool) -> None:
    """Each measure of the whole alone."""
    present, degrees = scene.network.present, scene.network.degrees
    component = groups.components(present)
    kinds = [profile.kind or "" for profile in scene.profiles.values()]
    steps: dict[str, Callable[[], object]] = {
        "betweenness and mean path": lambda: between(present, component, seed=SEED),
        "communities, modularity": lambda: groups.communities(present, degrees, seed=SEED),
        "cores": lambda: groups.cores(present),
        "components": lambda: groups.components(present),
        "constraint": lambda: closure.constraint(present, degrees),
        "clustering": lambda: closure.transitivity(present, degrees),
        "eigenvector": lambda: reach.eigenvector(present, component),
        "mixing of kinds": lambda: mixing.mixing_matrix(mixing.ends(present), kinds),
    }
    if beside:
        steps |= {
            "networkx: communities": lambda: plain.communities(present, seed=SEED),
            "networkit: communities": lambda: fast.communities(present, seed=SEED),
            "networkx: cores": lambda: plain.cores(present),
            "networkx: constraint": lambda: networkx.constraint(plain.graph_of(present)),
            "networkx: clustering": lambda: networkx.transitivity(plain.graph_of(present)),
        }
        if len(degrees) <= 2_000:
            steps["networkx: betweenness"] = lambda: plain.betweenness(present)
    for name, step in steps.items():
        with timed(name):
            step()


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Print how long it took, and the most memory that the process has ever had."""
    begun, used = time.perf_counter(), time.process_time()
    yield
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    took, worked = time.perf_counter() - begun, time.process_time() - used
    print(f"{what:32} {took:8.2f} s  {worked:8.2f} s of processor  {memory:8.0f} MB at most", flush=True)


def made_up(n: int, m: int) -> Scene:
    """A scene of `n` stakeholders with `m` ties."""
    rng = np.random.default_rng(SEED)
    size = rng.lognormal(0, 0.8, max(2, n // GROUP))
    group = rng.choice(len(size), n, p=size / size.sum())
    regions = places.get_regions()
    small = [code for top in regions.top for code in _level_3(regions, top.code)]
    homes = rng.choice(np.array(small), HOMES, replace=False)
    home_of = rng.integers(HOMES, size=len(size))
    profiles = {}
    for number in range(n):
        home = home_of[group[number]] if rng.random() < AT_HOME else rng.integers(HOMES)
        key, code = f"s-{number:07}", str(homes[home])
        themes = tuple(THEMES[one] for one in (int(group[number]) % len(THEMES), rng.integers(len(THEMES))))
        region = regions.get(code)
        profiles[key] = Profile(
            key, f"Organisation {number}", list(Kind)[number % 4], region=code, themes=themes,
            country=region.country if region else "",
        )  # fmt: skip
    keys = list(profiles)
    links = [Link(keys[a], keys[b]) for a, b in _pairs(rng, group, m)]
    matcher = Matcher().fit(profiles.values(), links, today=TODAY)
    return Scene(profiles, matcher, regions, TODAY)


def _level_3(regions: Regions, code: str) -> list[str]:
    found = regions.children(code)
    return [one.code for one in found if one.level == 3] + [
        deep for one in found if one.level < 3 for deep in _level_3(regions, one.code)
    ]


def _pairs(rng: np.random.Generator, group: IntArray, m: int) -> list[tuple[int, int]]:
    """So many pairs, most of them within a group, drawn by how strongly each pulls."""
    pull = 1 + rng.pareto(TAIL, len(group))
    members = [np.flatnonzero(group == one) for one in range(int(group.max()) + 1)]
    found: set[tuple[int, int]] = set()
    while len(found) < m:
        firsts = rng.choice(len(group), m, p=pull / pull.sum())
        others = rng.choice(len(group), m, p=pull / pull.sum())
        inside, place = rng.random(m) < WITHIN_GROUP, rng.random(m)
        for first, other, near, spot in zip(firsts, others, inside, place, strict=True):
            mine = members[int(group[first])]
            second = int(mine[int(spot**2 * len(mine))]) if near else int(other)
            if first != second and len(found) < m:
                found.add((min(int(first), second), max(int(first), second)))
    return sorted(found)


if __name__ == "__main__":
    main()
