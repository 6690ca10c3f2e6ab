"""Telling the people of two records by mail that they were made one, or are two again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from sqlalchemy.orm import Session

from matchmaker.core.duplicates.choosing import Pick
from matchmaker.core.notifications import MailKind
from matchmaker.models import Merge
from matchmaker.services import notifications
from matchmaker.services.notifications import Recipient


class News(StrEnum):
    """What a mail about two records tells."""

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
