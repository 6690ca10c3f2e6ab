"""Two records of one organisation with all that can hang on them, and pictures of all tables."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.core.actors import SYSTEM
from matchmaker.core.duplicates.choosing import Choice, Pick
from matchmaker.db import Base
from matchmaker.models import DuplicatePair, Merge, Stakeholder
from matchmaker.services import duplicates
from matchmaker.services.duplicates.cells import to_json
from tests.factories import NOW, make_stakeholder

FREE = frozenset(
    {"changes", "audit_entries", "merges", "network_revision", "touched", "jobs", "mails", "mail_links"}
)
"""History, the log, the outbox and what the program counts by: they tell of merges and of their undoing."""

COUNTING = frozenset({"version"})


def make_twins(session: Session, **values: Any) -> tuple[Stakeholder, Stakeholder]:
    """Two records of a workshop; the second one came from a list."""
    kept = make_stakeholder(session, name="Werkstatt Neckar", themes=["theme-repair-reuse"], **values)
    gone = make_stakeholder(
        session,
        name="Werkstatt Neckar gGmbH",
        about="",
        website="https://werkstatt.example",
        languages=["fr"],
        **{name: value for name, value in values.items() if name == "region"},
    )
    return kept, gone


def make_pair(session: Session, one: Stakeholder, other: Stakeholder, **values: Any) -> DuplicatePair:
    """A pair that waits for a decision."""
    a, b = sorted((one.id, other.id))
    defaults = {"score": 60, "reasons": [["name", 0.0]], "fingerprint": "as it was", "created_at": NOW}
    pair = DuplicatePair(a_id=a, b_id=b, **(defaults | values))
    session.add(pair)
    session.flush()
    return pair


def merge(session: Session, kept: Stakeholder, gone: Stakeholder, **picks: Pick) -> Merge:
    """Merge two records of which nobody has made a pair yet."""
    pair = make_pair(session, kept, gone)
    return duplicates.merge(session, SYSTEM, pair.id, Choice(keep=kept.id, picks=picks), now=NOW)


def picture(session: Session, *, without: frozenset[str] = FREE) -> dict[str, list[str]]:
    """All rows of all tables, in an order of their own."""
    session.flush()
    found = {}
    for table in Base.metadata.sorted_tables:
        if table.name in without:
            continue
        rows = session.execute(select(table)).mappings()
        found[table.name] = sorted(
            repr(sorted((name, value) for name, value in to_json(dict(row)).items() if name not in COUNTING))
            for row in rows
        )
    return found
