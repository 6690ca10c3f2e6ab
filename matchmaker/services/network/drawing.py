"""Who stands around a stakeholder, drawn from the live network."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from matchmaker.core.neighbourhood import MOST_BEHIND, MOST_PARTNERS, Drawing, draw
from matchmaker.services.network.live import snapshot

MOST_READ = 2 * MOST_BEHIND
"""So many of those behind each partner are read beforehand: some of them stand nearer already."""


def find_drawing(session: Session, stakeholder_id: str, *, today: date) -> Drawing | None:
    """The neighbourhood of a stakeholder; None for somebody without partners."""
    live = snapshot(session, today=today)
    network = live.matcher.pool_.network
    partners = sorted(network.neighbours(stakeholder_id))
    if stakeholder_id not in live.profiles or not partners:
        return None
    behind = {partner: sorted(network.neighbours(partner)) for partner in partners}
    partners.sort(key=lambda one: (-len(behind[one]), one))
    around = partners[:MOST_PARTNERS]
    # Read at once who will be drawn, and with them the first of those behind: most of whom will be.
    behind_them = (one for partner in around for one in behind[partner][:MOST_READ])
    live.people([stakeholder_id, *around, *behind_them])
    return draw(stakeholder_id, partners, behind, live.profiles)
