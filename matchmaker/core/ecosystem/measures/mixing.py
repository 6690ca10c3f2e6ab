"""Who has ties with whom: like with like or across kinds and regions."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations_with_replacement

import numpy as np
from scipy.sparse import csr_array

from matchmaker.core.ecosystem.measures.values import IntArray
from matchmaker.core.entities import Kind
from matchmaker.core.reader import FloatArray

Ends = tuple[IntArray, IntArray]


def ends(present: csr_array) -> Ends:
    """The two ends of each tie by their number, every tie once."""
    left, right = present.nonzero()
    once = left < right
    return left[once].astype(np.int64), right[once].astype(np.int64)


def mixing_matrix(ties: Ends, labels: Sequence[str]) -> FloatArray:
    """The share of all ends of ties between each two labels; ties of who has no label are left out.

    Symmetric, its sum is 1, or 0 where no tie is left (Newman, Physical Review E 67, 2003).
    """
    names, code = np.unique(np.array(labels, str), return_inverse=True)
    known = np.array(labels, str) != ""
    left, right = ties
    both = known[left] & known[right] if len(left) else np.zeros(0, bool)
    size = max(1, len(names))
    cells = np.bincount(code[left[both]] * size + code[right[both]], minlength=size * size)
    counts = cells.reshape(size, size).astype(float)
    return np.asarray((counts + counts.T) / max(1.0, 2 * counts.sum()), float)


def assortativity(shares: FloatArray) -> float | None:
    """Newman's coefficient: 1 where ties join like with like only, 0 where by chance, below 0 where across.

    (Σ e_ii - Σ a_i²) / (1 - Σ a_i²) of the mixing matrix e with row sums a; None with fewer than two labels.
    """
    rows = shares.sum(axis=1)
    chance = float((rows**2).sum())
    if np.count_nonzero(rows) < 2:
        return None
    return (float(np.trace(shares)) - chance) / (1 - chance)


def external_internal(shares: FloatArray) -> float | None:
    """The E-I index: ties across less ties within, over all; -1 all within, 1 all across.

    Krackhardt and Stern, Social Psychology Quarterly 51, 1988. None without ties.
    """
    total = float(shares.sum())
    return 1 - 2 * float(np.trace(shares)) / total if total else None


def ties_between_kinds(ties: Ends, kinds: Sequence[str]) -> dict[str, float]:
    """How many ties join each two kinds, as `ties_<kind>_<kind>` in the order of the alphabet."""
    order = sorted(kind.value for kind in Kind)
    code = np.array([order.index(kind) if kind in order else -1 for kind in kinds], np.int64)
    left, right = (code[one] for one in ties)
    known = (left >= 0) & (right >= 0)
    low, high = np.minimum(left, right)[known], np.maximum(left, right)[known]
    counts = np.bincount(low * len(order) + high, minlength=len(order) ** 2)
    return {
        f"ties_{order[a]}_{order[b]}": float(counts[a * len(order) + b])
        for a, b in combinations_with_replacement(range(len(order)), 2)
    }
