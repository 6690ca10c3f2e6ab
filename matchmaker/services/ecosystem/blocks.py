"""Who does not want to be brought together with whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.models import Block


def load_blocks(session: Session) -> Mapping[str, frozenset[str]]:
    """For everybody who blocked somebody, or was blocked: those with whom they are never brought together."""
    found = defaultdict[str, set[str]](set)
    for one, other in session.execute(select(Block.stakeholder_id, Block.other_id)):
        found[one].add(other)
        found[other].add(one)
    return {key: frozenset(others) for key, others in found.items()}
