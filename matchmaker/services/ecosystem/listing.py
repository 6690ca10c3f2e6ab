"""The network of a region as a table, page by page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from matchmaker.core.ecosystem.filters import NetworkFilter
from matchmaker.core.ecosystem.naming import english
from matchmaker.core.ecosystem.twin import PER_PAGE, TwinRow, rows_of
from matchmaker.core.regions import Region
from matchmaker.services.ecosystem.picturing import Namer, Sight, see
from matchmaker.services.ecosystem.reading import find_survey


@dataclass(frozen=True, slots=True)
class TwinPage:
    """One page of the table; `names` are those of the communities by number."""

    rows: list[TwinRow]
    names: Mapping[int, str]
    total: int
    page: int
    pages: int


def list_network(
    session: Session,
    region: Region,
    *,
    today: date,
    filters: NetworkFilter | None = None,
    page: int = 1,
    named: Namer = english,
) -> TwinPage:
    """A page of the table; one beyond the last is the last."""
    sight = see(session, region, filters or NetworkFilter(), today=today, named=named)
    return page_of(session, sight, page)


def page_of(session: Session, sight: Sight, page: int) -> TwinPage:
    """The same of a network that was looked at already."""
    return page_among(list_rows(session, sight), sight.names, page)


def list_rows(session: Session, sight: Sight) -> list[TwinRow]:
    """The whole table."""
    between = find_survey(session).column("betweenness")
    return rows_of(sight.profiles, sight.network, sight.everywhere, sight.groups, between)


def page_among(rows: list[TwinRow], names: Mapping[int, str], page: int) -> TwinPage:
    """A page of a table; one beyond the last is the last."""
    pages = max(1, -(-len(rows) // PER_PAGE))
    page = min(max(1, page), pages)
    shown = rows[(page - 1) * PER_PAGE : page * PER_PAGE]
    return TwinPage(shown, names, len(rows), page, pages)
