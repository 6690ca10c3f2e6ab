"""What somebody has done with others so far: how often, how lately, with how many."""

from __future__ import annotations

import numpy as np

from matchmaker.core.signals.asked import Asked, Reading

OFTEN, LATELY, MANY = 20.0, 5.0, 200.0
"""So many activities, activities of late, and partners are as many as can be."""


def experience(asked: Asked) -> Reading:
    """How often did they do something together with others?"""
    times = asked.pool.record.times
    return Reading(np.minimum(1.0, times / OFTEN), {"times": times})


def active(asked: Asked) -> Reading:
    """How often of late? An activity counts for a third when it is a year old."""
    recent = asked.pool.record.recent
    return Reading(np.minimum(1.0, recent / LATELY), {"recent": recent})


def connected(asked: Asked) -> Reading:
    """How many partners do they have?"""
    partners = asked.of_candidates(asked.whole.network.degrees)
    return Reading(np.minimum(1.0, partners / MANY), {"partners": partners})
