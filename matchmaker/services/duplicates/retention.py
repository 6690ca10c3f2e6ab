"""How long the journal of a merge is kept, and forgetting it sooner where somebody is erased."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from matchmaker.core.forgetting import without
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
    found = [
        made
        for made in session.scalars(select(Merge).where(Merge.undoable.is_(True)))
        if _names(made.journal, ids, words) or made.gone_id in ids or made.kept_id in ids
    ]
    for made in found:
        for name, value in EMPTY.items():
            setattr(made, name, value)
        if made.gone_id in ids or _names(made.gone_name, (), words):
            made.gone_name = made.gone_id
    session.flush()
    return len(found)


def _names(value: object, ids: Collection[str], words: Collection[str]) -> bool:
    """Whether an id stands in a value of a journal, or a word as erasure looks for names and addresses."""
    if isinstance(value, dict):
        return any(_names(one, ids, words) for one in value.values())
    if isinstance(value, list):
        return any(_names(one, ids, words) for one in value)
    if not isinstance(value, str):
        return False
    return any(one in value for one in ids) or without(value, names=words, addresses=words) != value
