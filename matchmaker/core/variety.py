"""Variety in the order of suggestions: near-identical profiles do not stand next to each other.

Maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998) over the first places only. Scores, levels
and who is suggested at all stay as they are.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from matchmaker.core.index import Field, TextIndex
from matchmaker.core.reader import FloatArray

Numbers = npt.NDArray[np.intp]

FIRST = 10
"""So many places are filled with an eye to variety; it is what a page shows first."""

CHOICE = 30
"""They are filled from so many of the best."""

VARIETY = 0.2
"""So much less a copy of somebody before it counts when the places are filled, in units of the score.

More would cost: those who will become partners together are often alike.
"""

ALIKE = 0.25
"""Descriptions with a smaller cosine are different enough: most work of a city is about as near."""


def varied(order: Numbers, score: FloatArray, index: TextIndex, variety: float = VARIETY) -> Numbers:
    """`order` (best first) with its first places filled by score − variety × likeness.

    Likeness is that to the most similar of those already placed, 0 up to `ALIKE` and 1 for a copy; of equals
    the better comes first.
    """
    choice = order[:CHOICE]
    if variety <= 0 or len(choice) < 3:
        return order
    alike = likeness(choice, index)
    worth, near = score[choice].copy(), np.zeros(len(choice))
    placed: list[int] = []
    for _ in range(min(FIRST, len(choice))):
        worth[placed] = -np.inf
        best = int(np.argmax(worth - variety * near))
        placed.append(best)
        near = np.maximum(near, alike[best])
    rest = np.delete(np.arange(len(order)), placed)
    varied_order: Numbers = order[np.concatenate([np.array(placed, np.intp), rest])]
    return varied_order


def likeness(numbers: Numbers, index: TextIndex) -> FloatArray:
    """How alike the descriptions of these stakeholders are, each with each, in [0, 1]."""
    part = index.rows_[Field.ABOUT].texts(numbers)
    products = (part @ part.T).toarray()
    lengths = np.sqrt(np.maximum(np.diag(products), 1e-12))
    cosines = products / np.outer(lengths, lengths)
    found: FloatArray = np.clip((cosines - ALIKE) / (1.0 - ALIKE), 0.0, 1.0)
    return found
