"""Everything that can be measured: ours first, then the others."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from matchmaker.core.benchmarks.approach import Approach
from matchmaker.services.benchmarks import pairing
from matchmaker.services.benchmarks.ours import OURS
from matchmaker.services.benchmarks.pairing import Pairing
from matchmaker.services.benchmarks.peers import Bm25s, QdrantEdge, SparseDotTopn
from matchmaker.services.benchmarks.plain import LinearKernel, StoredTranspose
from matchmaker.services.benchmarks.suggesting import LARGEST, Suggestions

APPROACHES: tuple[Approach, ...] = (
    *OURS,
    Suggestions(),
    LinearKernel(),
    StoredTranspose(),
    SparseDotTopn(),
    Bm25s(),
    QdrantEdge(),
)


def named(names: Collection[str] = (), *, suggestions: int = LARGEST) -> tuple[Approach, ...]:
    """The approaches of these names, or all; whole `suggestions` among up to so many organisations."""
    chosen = (one for one in APPROACHES if not names or one.name in names)
    return tuple(replace(one, largest=suggestions) if isinstance(one, Suggestions) else one for one in chosen)


def pairings(names: Collection[str] = ()) -> tuple[Pairing, ...]:
    """The ways to pair all with all, of these names or all."""
    return tuple(one for one in pairing.PAIRINGS if not names or one.name in names)
