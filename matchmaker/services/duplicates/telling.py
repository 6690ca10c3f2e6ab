"""Telling the people of two records by mail that they were made one, or are two again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from sqlalchemy.orm import Session

from matchmaker.core.duplicates.choosing import Pick
from matchmaker.core.notifications import MailKind
from matchmaker.models import Merge, MergeRequest
from matchmaker.services import notifications
from matchmaker.services.duplicates.requests import SIDES, id_of, owners_of
from matchmaker.services.notifications import Recipient


class News(StrEnum):
    """What a mail about two records tells."""

    ASKED = "asked"
    """May the two be made one? To the owners of both."""
    REFUSED = "refused"
    """An owner said no. To who asked, and to the other owners."""
    MERGED = "merged"
    UNDONE = "undone"


class Part(StrEnum):
    """Whose people the reader is of: the record that stays, or the one that went up into it."""

    KEPT = "kept"
    GONE = "gone"


def people_of(session: Session, stakeholder_id: str) -> list[Recipient]:
    """The members of a record; an address without anybody behind it is told nothing of merges."""
    found = notifications.recipients_of(session, stakeholder_id)
    return [one for one in found if one.account_id is not None]


def tell_asked(
    session: Session, request: MergeRequest, sides: Iterable[str], shown: str, *, now: datetime
) -> None:
    """Ask the owners of these sides; anew where what they would see, told by `shown`, has changed."""
    for side in sides:
        params = {"news": News.ASKED.value, "request": request.id, "side": side, "until": _until(request)}
        for to in owners_of(session, id_of(request, side)):
            notifications.notify(
                session, kind=MailKind.MERGED, key=f"asked {request.id} {side} {shown}", to=to, params=params,
                now=now,
            )  # fmt: skip


def tell_refused(session: Session, request: MergeRequest, *, now: datetime) -> None:
    """Write to who asked and to the other owners that the two stay two."""
    asker = notifications.recipients_for(session, filter(None, [request.asked_by]))
    owners = [one for side in SIDES for one in owners_of(session, id_of(request, side))]
    params = {"news": News.REFUSED.value, "request": request.id}
    for to in (*asker, *owners):
        if to.account_id != request.refused_by:
            notifications.notify(
                session, kind=MailKind.MERGED, key=f"refused {request.id}", to=to, params=params, now=now
            )


def tell_merged(
    session: Session,
    made: Merge,
    readers: Mapping[Part, list[Recipient]],
    chosen: Mapping[str, Pick],
    *,
    now: datetime,
) -> None:
    """Write to those who belonged to either record before, but to who merged it themselves."""
    for part in Part:
        for one in readers[part]:
            # From now on all of them belong to the one record.
            to = replace(one, stakeholder_id=made.kept_id)
            if one.account_id != made.account_id:
                _write(session, News.MERGED, made, part, to, now, chosen)


def tell_undone(session: Session, made: Merge, *, now: datetime) -> None:
    """Write to those who belong to either record now."""
    for part, id_ in ((Part.KEPT, made.kept_id), (Part.GONE, made.gone_id)):
        for to in people_of(session, id_):
            if to.account_id != made.undone_by:
                _write(session, News.UNDONE, made, part, to, now)


def _until(request: MergeRequest) -> str:
    return request.expires_at.isoformat()


def _write(
    session: Session,
    news: News,
    made: Merge,
    part: Part,
    to: Recipient,
    now: datetime,
    chosen: Mapping[str, Pick] = MappingProxyType({}),
) -> None:
    picks = {name: pick.value for name, pick in chosen.items()}
    params = {"news": news.value, "merge": made.id, "part": part.value, "chosen": picks}
    notifications.notify(
        session, kind=MailKind.MERGED, key=f"{news} {made.id}", to=to, params=params, now=now
    )
