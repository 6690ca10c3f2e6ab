"""A way to rank, as the evaluation asks it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from matchmaker.core.reader import FloatArray

Scores = Callable[[int], FloatArray]
"""From the number of an organisation or a need to one score for each organisation, in the folder's order.

-inf or NaN for who is never suggested. The evaluation itself leaves out the asker and present partners.
"""


@dataclass(frozen=True, slots=True)
class Method:
    """A way to rank organisations for an organisation (`ties`) and for a need (`needs`).

    `cold` answers as `ties`, but as if the asker had no ties and no activities yet. `plain` answers as
    `ties` without what is done for fairness; None where a method does nothing for it. `again` gives the same
    answers as `ties`, from memory where there is one.
    """

    name: str
    ties: Scores
    needs: Scores | None = None
    cold: Scores | None = None
    plain: Scores | None = None
    again: Scores | None = None
