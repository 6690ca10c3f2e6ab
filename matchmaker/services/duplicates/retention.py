"""How long the journal of a merge is kept, and forgetting it sooner where somebody is erased."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from matchmaker.models import Merge

UNDOABLE_FOR = timedelta(days=90)
"""So long a merge can be undone. Its journal holds whole rows, so it is kept no longer than that."""

EMPTY: dict[str, Any] = {"journal": [], "touches": [], "undoable": False}


def tidy_merges(session: Session, *, now: datetime) -> int:
    """Empty the journals of merges that were made long ago or undone; answers how many."""
    old = or_(Merge.made_at < now - UNDOABLE_FOR, Merge.undone_at.is_not(None))
    query = update(Merge).where(Merge.undoable.is_(True), old).values(EMPTY).returning(Merge.id)
    return len(session.scalars(query, execution_options={"synchronize_session": "fetch"}).all())


def forget_records(session: Session, ids: Collection[str], *, words: Collection[str] = ()) -> int:
    """Empty every journal that holds a row of one of these records or accounts, or one of these words.

    For erasure: afterwards these merges cannot be undone. `words` are names and addresses of a person, which
    rows of others may hold too. Answers how many journals were emptied.
    """
    wanted = [*ids, *filter(None, words)]
    found = [
        made
        for made in session.scalars(select(Merge).where(Merge.undoable.is_(True)))
        if any(_holds(made.journal, word) for word in wanted) or made.gone_id in ids or made.kept_id in ids
    ]
    for made in found:
        for name, value in EMPTY.items():
            setattr(made, name, value)
        if made.gone_id in ids or any(word in made.gone_name for word in words if word):
            made.gone_name = made.gone_id
    session.flush()
    return len(found)


def _holds(value: object, word: str) -> bool:
    if isinstance(value, dict):
        return any(_holds(one, word) for one in value.values())
    if isinstance(value, list):
        return any(_holds(one, word) for one in value)
    return isinstance(value, str) and word in value
