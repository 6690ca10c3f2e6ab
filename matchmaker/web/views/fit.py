"""How a profile fits the reader's own: the banner on its page."""

from __future__ import annotations

from collections.abc import Mapping

from matchmaker import context
from matchmaker.core.entities import Role
from matchmaker.errors import NotAllowed, NotFound
from matchmaker.services import suggestions
from matchmaker.web.views.match import Card, card_view, under_way

# Asking for each costs two queries; who looks after more than these comes from a page of suggestions anyway.
MOST_OWN = 3


def fit_of(other_id: str, seen_by: str) -> Card | None:
    """The card of a stakeholder as seen from where the reader comes from, else from what is theirs.

    `seen_by` is the stakeholder whose suggestions led here; it counts only if the reader may see those.
    None for visitors, for the own profile, for present partners, and where nothing speaks for it.
    """
    mine = sorted(context.actor().places(Role.MEMBER))
    if other_id in mine or not context.actor().signed_in:
        return None
    known = under_way()
    if seen_by and (card := _seen(other_id, seen_by, known)):
        return card
    found = [card for own in mine[:MOST_OWN] if own != seen_by and (card := _seen(other_id, own, known))]
    return max(found, key=lambda card: card.score, default=None)


def _seen(other_id: str, own: str, known: Mapping[tuple[str, str], str]) -> Card | None:
    if own == other_id:
        return None
    try:
        seen = suggestions.get_one(context.session(), context.actor(), own, other_id, now=context.now())
    except (NotFound, NotAllowed):
        return None
    if seen.partners or not seen.item.reasons:
        return None
    return card_view(seen.item, seen.profile, seen.people, under_way=known)
