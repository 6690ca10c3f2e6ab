"""Everything that is measured of one network. A tie counts as one, however strong it is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_array

from matchmaker.core.ecosystem.measures import closure, groups, mixing, reach
from matchmaker.core.ecosystem.measures.between import Between, between
from matchmaker.core.ecosystem.measures.values import IntArray, Measured
from matchmaker.core.network import Network
from matchmaker.core.reader import FloatArray

NUTS_2 = 4
"""So many characters of a NUTS code name a region of level 2."""


def measure(network: Network, kinds: Sequence[str], places: Sequence[str], *, seed: int = 1) -> Measured:
    """Measure a network; `kinds` ("" unknown) and `places` (NUTS codes) are in the order of its ids.

    Figures: `stakeholders`, `ties`, `density`, `components` (who stands alone is one), `largest` (how many
    are in the largest component), `isolated`, `mean_degree`, `mean_path`, `clustering`, `constraint`,
    `modularity`, `communities`, `core`, `assortativity_kind`, `assortativity_region`, `ei_kind`,
    `betweenness_share`, `betweenness_error` where betweenness was sampled, and `ties_<kind>_<kind>`.
    Columns: `degree`, `betweenness`, `eigenvector`, `constraint`, `core`, `component`.
    """
    present, degrees = network.present, network.degrees
    component = groups.components(present)
    community, modularity = groups.communities(present, degrees, seed=seed)
    core = groups.cores(present)
    constraint = closure.constraint(present, degrees)
    found = between(present, component, seed=seed)
    figures = {
        **_size(degrees, component),
        **_paths(found),
        "clustering": closure.transitivity(present, degrees),
        "constraint": _mean(constraint[degrees > 0]),
        "modularity": modularity,
        "communities": float(community.max(initial=-1) + 1),
        "core": float(core.max(initial=0)),
        "betweenness_share": reach.share_of_the_top(found.scores[degrees > 0]),
        **_mixing(present, kinds, places),
    }
    columns: dict[str, FloatArray | IntArray] = {
        "degree": degrees,
        "betweenness": found.scores,
        "eigenvector": reach.eigenvector(present, component),
        "constraint": constraint,
        "core": core,
        "component": component,
    }
    return Measured(figures, {name: values.tolist() for name, values in columns.items()}, community.tolist())


def _size(degrees: FloatArray, component: IntArray) -> dict[str, float | None]:
    n, ties = len(degrees), float(degrees.sum()) / 2
    return {
        "stakeholders": float(n),
        "ties": ties,
        "density": 2 * ties / (n * (n - 1)) if n > 1 else None,
        "components": float(component.max(initial=-1) + 1),
        "largest": float(np.count_nonzero(component == 0)),
        "isolated": float(np.count_nonzero(degrees == 0)),
        "mean_degree": 2 * ties / n if n else None,
    }


def _paths(found: Between) -> dict[str, float | None]:
    paths: dict[str, float | None] = {"mean_path": found.mean_path}
    return paths if found.error is None else {**paths, "betweenness_error": found.error}


def _mixing(present: csr_array, kinds: Sequence[str], places: Sequence[str]) -> dict[str, float | None]:
    ties = mixing.ends(present)
    by_kind = mixing.mixing_matrix(ties, kinds)
    by_region = mixing.mixing_matrix(ties, [place[:NUTS_2] for place in places])
    return {
        "assortativity_kind": mixing.assortativity(by_kind),
        "assortativity_region": mixing.assortativity(by_region),
        "ei_kind": mixing.external_internal(by_kind),
        **mixing.ties_between_kinds(ties, kinds),
    }


def _mean(values: FloatArray) -> float | None:
    return float(values.mean()) if len(values) else None
