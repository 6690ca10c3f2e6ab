"""Pairs of records that look alike, in a world of pages."""

from __future__ import annotations

from matchmaker.core.actors import SYSTEM
from matchmaker.core.duplicates.choosing import Choice
from matchmaker.core.duplicates.states import PairState
from matchmaker.services import duplicates
from tests.factories import NOW
from tests.services.duplicates.twins import make_pair, make_twins
from tests.web.world import World


def alike(world: World, state: PairState = PairState.OPEN, region: str = "DE111") -> str:
    """The id of a new pair of two new records in a region."""
    with world.database.transaction() as session:
        return make_pair(session, *make_twins(session, region=region), state=state).id


def merged_pair(world: World, region: str = "DE111") -> str:
    """The id of a merge of two new records in a region."""
    with world.database.transaction() as session:
        kept, gone = make_twins(session, region=region)
        pair = make_pair(session, kept, gone)
        return duplicates.merge(session, SYSTEM, pair.id, Choice(keep=kept.id), now=NOW).id
