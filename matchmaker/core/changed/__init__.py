"""An opened network with the changes since it was fitted: they show in the next answer, without a fit.

What is known of those who changed and of their ties is exact at once. What is counted over all (how rare a
word is, how often places and sorts work together, levels, attention) stays that of the version.
"""

from __future__ import annotations

from matchmaker.core.changed.changes import Changes, changed

__all__ = ["Changes", "changed"]
