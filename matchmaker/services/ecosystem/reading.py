"""Reading the newest survey; its content is read once per process and survey."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

import structlog
from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from matchmaker.core.ecosystem.measures import Figures
from matchmaker.core.ecosystem.survey import Survey
from matchmaker.db import Database, database_of
from matchmaker.models import PastFigures, RegionSurvey
from matchmaker.models import Survey as SurveyRow
from matchmaker.services import quality
from matchmaker.services.ecosystem.contents import from_content

Past = Sequence[tuple[date, Figures]]
"""The figures of one region day by day, the oldest first."""

SEEN = "region surveys"
"""Under this name a session remembers the surveys of regions that it read."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class RegionReport:
    """The newest survey of one region; `parts` is plain JSON by the name of the part."""

    taken_at: datetime
    figures: Figures
    parts: Mapping[str, Any] = field(default_factory=dict)


def find_survey(session: Session) -> Survey:
    """The newest survey of everybody; an empty one where none was taken yet."""
    query = select(SurveyRow.id, SurveyRow.taken_at).where(SurveyRow.release == quality.installed())
    newest = session.execute(query.order_by(SurveyRow.id.desc()).limit(1)).one_or_none()
    if newest is None:
        return _NONE
    key = (int(newest[0]), newest[1])
    database = database_of(session)
    with _lock:
        known = _known.get(database)
    if known is not None and known[0] == key:
        return known[1]
    found = from_content(session.get_one(SurveyRow, key[0]).content)
    with _lock:
        _known[database] = (key, found)
    return found


def find_earlier(session: Session) -> Survey:
    """The newest survey of whichever release, for the next one to go on from; what cannot be read is none."""
    newest = select(SurveyRow.content).order_by(SurveyRow.id.desc()).limit(1)
    content = session.scalars(newest).one_or_none()
    try:
        return _NONE if content is None else from_content(content)
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        log.warning("the earlier survey cannot be read", error=repr(error))
        return _NONE


def find_region_survey(session: Session, code: str) -> RegionReport | None:
    """What was found out about a region; None where nobody was there, or no survey was taken yet."""
    # Several parts of a page ask for the same; the content of a large region takes a while to read.
    known: dict[str, RegionReport | None] = session.info.setdefault(SEEN, {})
    if code not in known:
        known[code] = _read(session, code)
    return known[code]


def _read(session: Session, code: str) -> RegionReport | None:
    query = select(RegionSurvey).where(RegionSurvey.region == code, is_of_this_release())
    row = session.scalars(query).one_or_none()
    if row is None:
        return None
    parts = {name: part for name, part in row.content.items() if name != "figures"}
    return RegionReport(row.taken_at, row.content["figures"], parts)


def is_of_this_release() -> ColumnElement[bool]:
    """Whether the newest survey was not taken by another release, whose parts may be made otherwise."""
    return ~exists().where(SurveyRow.release != quality.installed())


def list_surveyed(session: Session) -> list[str]:
    """The codes of all regions that the newest survey found somebody in; "" is everybody."""
    return list(session.scalars(select(RegionSurvey.region).order_by(RegionSurvey.region)))


def list_past_figures(
    session: Session, code: str, *, since: date | None = None
) -> list[tuple[date, Figures]]:
    """The figures of a region as they were, the oldest first."""
    query = select(PastFigures.day, PastFigures.figures).where(PastFigures.region == code)
    if since is not None:
        query = query.where(PastFigures.day >= since)
    return [(day, figures) for day, figures in session.execute(query.order_by(PastFigures.day))]


# Always the same, so that readers may tell by it whether anything is new.
_NONE = Survey()
_known: WeakKeyDictionary[Database, tuple[tuple[int, datetime], Survey]] = WeakKeyDictionary()
_lock = Lock()
