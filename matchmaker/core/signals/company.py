"""The subjects of one's partners: what one's partners write says what one may work on next."""

from __future__ import annotations

import numpy as np

from matchmaker.core.signals.asked import Asked, Reading


def their_partners(asked: Asked) -> Reading:
    """Do their partners do what I do, or look for? The cosine of my text and that of all their partners."""
    return Reading(asked.among_companies[0])


def my_partners(asked: Asked) -> Reading:
    """Do they do what my partners do? The cosine of their text and that of all my partners."""
    return Reading(np.clip(asked.like_company, 0.0, 1.0))


def same_company(asked: Asked) -> Reading:
    """Do my partners and theirs do the same? The cosine of the texts of all partners of both."""
    return Reading(asked.among_companies[1])
