"""The subjects of one's partners: what one's partners write says what one may work on next."""

from __future__ import annotations

import numpy as np

from matchmaker.core.index import Field
from matchmaker.core.reader import Vector
from matchmaker.core.signals.asked import Asked, Reading


def their_partners(asked: Asked) -> Reading:
    """Do their partners do what I do, or look for? The cosine of my text and that of all their partners."""
    return _likeness(asked, asked.subject)


def my_partners(asked: Asked) -> Reading:
    """Do they do what my partners do? The cosine of their text and that of all my partners."""
    mine = asked.company
    if mine.empty:
        return Reading(np.zeros(len(asked.pool)))
    return Reading(np.clip(asked.pool.index.products(mine, Field.ABOUT), 0.0, 1.0))


def same_company(asked: Asked) -> Reading:
    """Do my partners and theirs do the same? The cosine of the texts of all partners of both."""
    return _likeness(asked, asked.company)


def _likeness(asked: Asked, text: Vector) -> Reading:
    if text.empty:
        return Reading(np.zeros(len(asked.pool)))
    company, rows = asked.pool.company, asked.whole.index.rows_[Field.ABOUT]
    return Reading(company.likeness(company.products(text, rows)))
