"""What two can expect of each other, as the engine sees it."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from matchmaker.core.ecosystem.fits import Fit, strong_from
from matchmaker.services import network
from matchmaker.services.proposals import seen_by


def worth_of(session: Session, a: str, b: str, *, today: date) -> float | None:
    """How well two fit, 0 to 1: the weaker of what each sees in the other, as part of a strong match.

    Both have to say yes, so the weaker reason counts, as for the ties worth making. Each of the two asks the
    engine once; what was asked a moment ago, for the reasons on the page before, is remembered. None where
    one of them is not in the network, or the network is too small to say what is strong.
    """
    live = network.snapshot(session, today=today)
    strong = strong_from(live.matcher)
    if not all(key in live.profiles and live.profiles[key].rankable for key in (a, b)):
        return None
    if not 0 < strong < float("inf"):
        return None
    seen = seen_by(live, [(a, b), (b, a)])
    return Fit(0, 1, seen[a, b].score, seen[b, a].score).factor(strong)
