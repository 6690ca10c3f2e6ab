"""Measure how much ten ties help a region together: ours against ten of other kinds.

    MATCHMAKER_INSTANCE=FOLDER python -m scripts.ties_worth [REGION …]

Without regions it measures all stakeholders together and the largest region of each country. Every line says
how much the ten raise the network's health (`core.ecosystem.health`), in thousandths, all ten made:
*ours* by gain and fit; *score* the ten pairs of highest score (the smaller of both directions); *fits* ten
random pairs among those that fit; *any* ten random pairs without a tie; *betweenness* pairs without a tie
by the sum of their betweenness alone; *bound* the same greedy choice as ours without a look at fit, over all
pairs without a tie: about what ten ties can do at most. At most two ties for one stakeholder everywhere;
random ones over 20 seeds, mean and range.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import combinations

import networkx as nx
import numpy as np

from matchmaker.config import load_settings
from matchmaker.core.ecosystem.effects import Trial
from matchmaker.core.ecosystem.fits import Fit, block_of, root_of, strong_from
from matchmaker.core.ecosystem.scene import EVERYBODY, Scene
from matchmaker.core.ecosystem.worth import EACH, TEN, chosen, promising
from matchmaker.core.network import Network
from matchmaker.instance import open_database
from matchmaker.services import ecosystem

SEEDS = 20
THOUSAND = 1_000

Rows = dict[str, tuple[float, float, float]]
"""Mean, lowest and highest gain by the name of the way."""


def raised(trial: Trial, fits: Iterable[Fit]) -> float:
    """By how much these ties raise the health together."""
    tried = trial.copy()
    before = tried.health()
    for fit in fits:
        tried.make(fit.u, fit.v)
    return tried.health().minus(before).whole


def first_ten(fits: Iterable[Fit]) -> list[Fit]:
    """The first ten in which nobody stands more than twice."""
    taken: Counter[int] = Counter()
    found: list[Fit] = []
    for fit in fits:
        if max(taken[fit.u], taken[fit.v]) < EACH:
            taken.update((fit.u, fit.v))
            found.append(fit)
        if len(found) == TEN:
            break
    return found


def any_pairs(trial: Trial) -> list[Fit]:
    """All pairs without a tie."""
    pairs = combinations(range(len(trial.ids)), 2)
    return [Fit(u, v, 0.0, 0.0) for u, v in pairs if v not in trial.partners[u]]


def by_betweenness(trial: Trial, network: Network) -> list[Fit]:
    """Pairs without a tie, those who stand on most ways between others first."""
    between = nx.betweenness_centrality(network.graph)
    worth = [between[key] for key in trial.ids]
    return sorted(any_pairs(trial), key=lambda fit: (-(worth[fit.u] + worth[fit.v]), fit.u, fit.v))


def at_random(trial: Trial, fits: Sequence[Fit], seeds: int) -> Iterator[float]:
    """What random tens of these raise, seed by seed."""
    for seed in range(seeds):
        order = np.random.default_rng(seed).permutation(len(fits))
        yield raised(trial, first_ten(fits[int(number)] for number in order))


def compared(scene: Scene, code: str, *, seeds: int = SEEDS, bound: bool = True) -> Rows:
    """What each way of choosing raises in one region."""
    ids = scene.members[code]
    network = scene.within(ids)
    trial = Trial(network, [kind.value if (kind := scene.profiles[key].kind) else "" for key in ids])
    root = root_of(scene, code)
    assert root is not None, "this region is too large"
    fits, strong = block_of(scene, root).among(ids), strong_from(scene.matcher)
    some, free = promising(trial, fits, lambda fit: fit.factor(strong)), any_pairs(trial)
    tens = {
        "ours": [fit for fit, _ in chosen(trial.copy(), some, lambda fit: fit.factor(strong))],
        "score": first_ten(sorted(fits, key=lambda fit: -min(fit.u_sees, fit.v_sees))),
        "betweenness": first_ten(by_betweenness(trial, network)),
    }
    if bound:
        tens["bound"] = [fit for fit, _ in chosen(trial.copy(), free, lambda _fit: 1.0)]
    rows: Rows = {name: (raised(trial, ten),) * 3 for name, ten in tens.items()}
    for name, pairs in (("fits", fits), ("any", free)):
        found = list(at_random(trial, pairs, seeds))
        rows[name] = (float(np.mean(found)), min(found), max(found))
    return rows


def largest(scene: Scene) -> list[str]:
    """Everybody, and the region of level 2 with most members in each country, the largest first."""
    level_2 = [code for code in scene.members if len(code) == 4]
    best: dict[str, str] = {}
    for code in sorted(level_2, key=lambda code: -len(scene.members[code])):
        best.setdefault(code[:2], code)
    return [EVERYBODY, *best.values()]


def main() -> None:
    """Print a line for each region and way."""
    now = datetime.now(UTC)
    database = open_database(load_settings())
    with database.reading() as session:
        scene = ecosystem.look(session, today=now.date())
    if not scene.profiles:
        sys.exit("Nobody is here. Run `matchmaker demo` in the instance that MATCHMAKER_INSTANCE names.")
    for code in sys.argv[1:] or largest(scene):
        for name, (mean, low, high) in compared(scene, code).items():
            spread = "" if low == high else f"  ({THOUSAND * low:.1f} to {THOUSAND * high:.1f})"
            print(f"{code or 'all':6} {name:12} {THOUSAND * mean:7.1f}{spread}")


if __name__ == "__main__":
    main()
