"""A network that found together by similar work, so that there is something to learn."""

from __future__ import annotations

from itertools import pairwise

from sqlalchemy.orm import Session

from tests.factories import make_stakeholder, make_tie

WORK = ("bicycles", "furniture", "bread", "washing machines", "gardens", "choirs", "laptops", "boats")
EACH = 5


def make_past(session: Session) -> int:
    """Eight trades, each a chain of five stakeholders who work together; the answer is how many ties."""
    ties = 0
    for what in WORK:
        about = f"We know all about {what} and teach {what} to young people."
        trade = [make_stakeholder(session, name=f"{what} {n}".title(), about=about) for n in range(EACH)]
        for one, other in pairwise(trade):
            make_tie(session, one, other)
            ties += 1
    return ties
