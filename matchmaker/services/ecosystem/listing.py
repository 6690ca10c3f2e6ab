"""The network of a region as a table, page by page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from matchmaker.core.ecosystem.twin import PER_PAGE, TwinRow, rows_of
from matchmaker.services.ecosystem.picturing import Sight
from matchmaker.services.ecosystem.reading import find_survey


@dataclass(frozen=True, slots=True)
class TwinPage:
    """One page of the table; `names` are those of the communities by number."""

    rows: list[TwinRow]
    names: Mapping[int, str]
    total: int
    page: int
    pages: int


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
