"""The picture and the table of a network as somebody asked for them; the last ones stay in the process."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlalchemy.orm import Session

from matchmaker.core.ecosystem.filters import NetworkFilter
from matchmaker.core.ecosystem.picture import Pair
from matchmaker.core.ecosystem.twin import TwinRow
from matchmaker.core.regions import Region
from matchmaker.services.ecosystem.listing import list_rows
from matchmaker.services.ecosystem.picturing import Namer, Picture, Sight, picture_of, see
from matchmaker.services.ecosystem.shelf import Shelf

MOST_KEPT = 12
"""So many stay in memory; one of 10,000 stakeholders takes some ten megabytes, and a second to draw."""

Key = tuple[str, NetworkFilter, str, tuple[Pair, ...]]


@dataclass(frozen=True)
class Seen:
    """A network that was looked at, and its table; drawn when the picture is first asked for."""

    sight: Sight
    rows: list[TwinRow]
    proposed: tuple[Pair, ...] = ()

    @cached_property
    def picture(self) -> Picture:
        """The drawings."""
        return picture_of(self.sight, self.proposed)


def get_seen(
    session: Session,
    region: Region,
    filters: NetworkFilter,
    *,
    today: date,
    named: Namer,
    language: str,
    proposed: tuple[Pair, ...] = (),
) -> Seen:
    """The network of a region, narrowed; `named` says how communities are called in the `language`.

    `proposed` ties are numbered from 1.
    """

    def make() -> Seen:
        sight = see(session, region, filters, today=today, named=named)
        return Seen(sight, list_rows(session, sight), proposed)

    return _seen.get(session, (region.code, filters, language, proposed), make, today=today)


_seen: Shelf[Key, Seen] = Shelf(most=MOST_KEPT)
