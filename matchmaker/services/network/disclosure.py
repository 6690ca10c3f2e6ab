"""What the page about the ranking tells of the live network; worked out once for each state of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from weakref import WeakKeyDictionary

from sqlalchemy.orm import Session

from matchmaker.core.disclosure import Shares, typical_shares
from matchmaker.core.matcher import Matcher
from matchmaker.services.network.live import snapshot


@dataclass(frozen=True, slots=True)
class Disclosure:
    """The matcher that answers now, and what its signals give to a strong suggestion."""

    matcher: Matcher
    shares: Shares
    stakeholders: int
    ties: int


def get_disclosure(session: Session, *, today: date) -> Disclosure:
    """How the live network ranks."""
    live = snapshot(session, today=today)
    shares = _shares.get(live.matcher)
    if shares is None:
        shares = _shares[live.matcher] = typical_shares(live.matcher)
    return Disclosure(live.matcher, shares, len(live.profiles), len(live.links))


# Two readers at once may both work it out; they come to the same.
_shares: WeakKeyDictionary[Matcher, Shares] = WeakKeyDictionary()
