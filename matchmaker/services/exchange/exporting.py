"""Records as the import reads them: only what the reader may see, a chunk at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeVar

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.audience import Closeness
from matchmaker.core.entities import Role, StatementState
from matchmaker.core.imports.draft import Value, Values, export_cells, export_headers
from matchmaker.core.seen import Seen, seen_as, statements_as
from matchmaker.models import Need, Offer, Stakeholder
from matchmaker.permissions import may, require
from matchmaker.services.exchange.records import values_of
from matchmaker.services.profiles.closeness import reader_of
from matchmaker.store.export import csv_pieces, xlsx_bytes

CHUNK = 500
S = TypeVar("S", Offer, Need)


def export_csv(session: Session, actor: Actor, *, region: str = "", today: date) -> Iterator[bytes]:
    """The records of a region, or of all of the actor's, as CSV that begins to flow at once.

    Raises:
        NotAllowed: the actor runs no place.
    """
    require(actor, "export.read")
    return csv_pieces(export_headers(), _rows(session, actor, region, today))


def export_xlsx(session: Session, actor: Actor, *, region: str = "", today: date) -> bytes:
    """The same as a workbook.

    Raises:
        NotAllowed: the actor runs no place.
    """
    require(actor, "export.read")
    return xlsx_bytes(export_headers(), _rows(session, actor, region, today))


def _rows(session: Session, actor: Actor, region: str, today: date) -> Iterator[Sequence[str]]:
    last, near = "", reader_of(session, actor)
    while found := _chunk(session, actor, region, last):
        ids = [one.id for one in found]
        offers = _statements(session, Offer, ids, today)
        needs = _statements(session, Need, ids, today)
        for one in found:
            seen = seen_as(one, near(one))
            # Who is asked for by region is found by the region that the reader may see.
            if may(actor, "stakeholder.read", one) and seen.region.startswith(region):
                yield _cells(near(one), seen, offers.get(one.id, []), needs.get(one.id, []))
        last = found[-1].id
        for one in found:
            session.expunge(one)


def _chunk(session: Session, actor: Actor, region: str, after: str) -> list[Stakeholder]:
    query = select(Stakeholder).where(Stakeholder.id > after).order_by(Stakeholder.id).limit(CHUNK)
    if region:
        query = query.where(Stakeholder.region.startswith(region, autoescape=True))
    if not (actor.administrator or actor.places(Role.ORGANISER)):
        # Officials get the records of their regions.
        regions = sorted(actor.places(Role.OFFICIAL))
        query = query.where(or_(*(Stakeholder.region.startswith(code, autoescape=True) for code in regions)))
    return list(session.scalars(query))


def _statements(session: Session, table: type[S], ids: Sequence[str], today: date) -> dict[str, list[S]]:
    found: dict[str, list[S]] = defaultdict(list)
    query = select(table).where(
        table.stakeholder_id.in_(ids),
        table.state == StatementState.OPEN,
        or_(table.valid_until.is_(None), table.valid_until >= today),
    )
    for one in session.scalars(query.order_by(table.created_at, table.id)):
        found[one.stakeholder_id].append(one)
    return found


def _cells(
    closeness: Closeness, seen: Seen, offers: Sequence[Offer], needs: Sequence[Need]
) -> tuple[str, ...]:
    offers, needs = statements_as(offers, closeness), statements_as(needs, closeness)
    values: Values = values_of(seen, [offer.text for offer in offers], [need.text for need in needs])
    kinds: dict[str, Value] = {"offer_kinds": _kinds(offers), "need_kinds": _kinds(needs)}
    return export_cells(seen.id, values | kinds)


def _kinds(statements: Sequence[Offer | Need]) -> list[str]:
    return list(dict.fromkeys(key for one in statements for key in one.cooperation))
