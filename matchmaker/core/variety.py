"""Variety in the order of suggestions: near-identical profiles do not stand next to each other.

Maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998) over the first places only. Scores, levels
and who is suggested at all stay as they are.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from matchmaker.core.few_rows import between, loops
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


def varied(
    order: Numbers,
    score: FloatArray,
    index: TextIndex,
    variety: float = VARIETY,
    *,
    among: Numbers | None = None,
) -> Numbers:
    """`order` (best first) with its first places filled by score − variety × likeness.

    Likeness is that to the most similar of those already placed, 0 up to `ALIKE` and 1 for a copy; of equals
    the better comes first. `index` has the texts of all; where `order` is of a few of them, `among` has their
    numbers.
    """
    choice = order[:CHOICE]
    if variety <= 0 or len(choice) < 3:
        return order
    alike = likeness(choice if among is None else among[choice], index)
    placed = apart(score[choice], alike, variety, FIRST, index.size_)
    rest = np.ones(len(order), bool)
    rest[placed] = False
    varied_order: Numbers = np.concatenate([order[placed], order[rest]])
    return varied_order


def likeness(numbers: Numbers, index: TextIndex) -> FloatArray:
    """How alike the descriptions of these stakeholders are, each with each, in [0, 1]."""
    rows = index.rows_[Field.ABOUT]
    products = between(rows.matrix, rows.spans(numbers))
    lengths = np.sqrt(np.maximum(np.diag(products), 1e-12))
    cosines = products / (lengths[:, None] * lengths)
    found: FloatArray = np.minimum(np.maximum((cosines - ALIKE) / (1.0 - ALIKE), 0.0), 1.0)
    return found


def apart(worth: FloatArray, alike: FloatArray, variety: float, most: int, size: int) -> Numbers:
    """So many of some of `size`, filled in turn by worth − variety × likeness to those already placed."""
    fast = loops(size)
    if fast is not None:
        found: Numbers = fast.apart(worth, alike, variety, most)
        return found
    worth, near, placed = worth.copy(), np.zeros(len(worth)), list[int]()
    for _ in range(min(most, len(worth))):
        worth[placed] = -np.inf
        placed.append(int(np.argmax(worth - variety * near)))
        near = np.maximum(near, alike[placed[-1]])
    return np.array(placed, np.int64)
