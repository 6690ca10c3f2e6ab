"""How a profile fits the reader's own: the banner on its page."""

from __future__ import annotations

from matchmaker import context
from matchmaker.core.entities import Role
from matchmaker.errors import NotAllowed, NotFound
from matchmaker.services import suggestions
from matchmaker.web.views.match import Card, card_view


def fit_of(other_id: str, seen_by: str) -> Card | None:
    """The card of a stakeholder as seen from one of the reader's own profiles, or from the one in the address.

    None for visitors, for the own profile, for present partners, and where nothing speaks for it.
    """
    mine = sorted(context.actor().places(Role.MEMBER))
    own = seen_by or (mine[0] if mine else "")
    if not own or own == other_id or other_id in mine:
        return None
    try:
        seen = suggestions.get_one(context.session(), context.actor(), own, other_id, now=context.now())
    except (NotFound, NotAllowed):
        return None
    if seen.partners or not seen.item.reasons:
        return None
    return card_view(seen.item, seen.profile, seen.people, may_judge=False)
