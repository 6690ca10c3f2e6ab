"""A question to the owners of two records, as one of them reads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.duplicates.choosing import CHOSEN, columns_of, merged, says
from matchmaker.core.words import N_
from matchmaker.errors import NotFound
from matchmaker.models import Account, DuplicatePair, MergeRequest, Stakeholder
from matchmaker.services import profiles
from matchmaker.services.duplicates.cells import Row
from matchmaker.services.duplicates.reading import fields_of
from matchmaker.services.duplicates.requests import (
    agreed,
    choice_of,
    get_request,
    id_of,
    is_open,
    shown_of,
    sides_of,
)

GONE = N_("One of the two profiles is not there any more, so there is nothing to answer.")


@dataclass(frozen=True, slots=True)
class Told:
    """One field in which the two differ: what each says, and what the one would say.

    `hidden` where what the other says is not for the reader: then `other` is empty, and `then` may be.
    """

    name: str
    mine: Row
    other: Row
    then: Row
    hidden: bool
    then_hidden: bool


@dataclass(frozen=True, slots=True)
class Question:
    """What an owner reads before they answer; `own` and `other` are the names of the two.

    `waits`: the reader's own yes is waited for; `agreed`: the other side has said yes.
    """

    request: MergeRequest
    asker: str
    own_id: str
    own: str
    other_id: str
    other: str
    kept: str
    fields: tuple[Told, ...]
    seen: str
    waits: bool
    agreed: bool
    open: bool


def get_question(session: Session, actor: Actor, request_id: str, *, now: datetime) -> Question:
    """A question for an owner of one of the two, or of both.

    Raises:
        NotFound: there is none, it is not theirs, or one of the two is gone.
    """
    request = get_request(session, actor, request_id)
    both = [session.get(Stakeholder, id_of(request, side)) for side in ("a", "b")]
    if both[0] is None or both[1] is None:
        raise NotFound(GONE)
    a, b = both[0], both[1]
    sides = sides_of(request, actor.owned) or ["a"]
    own, other = (a, b) if sides[0] == "a" else (b, a)
    kept, gone = (a, b) if request.keep_id == a.id else (b, a)
    asker = session.get(Account, request.asked_by) if request.asked_by else None
    pair = session.get(DuplicatePair, request.pair_id)
    return Question(
        request=request,
        asker=asker.name if asker else "",
        own_id=own.id,
        own=own.name,
        other_id=other.id,
        other=other.name,
        kept=kept.name,
        fields=_told(
            session, actor, own, other, merged(fields_of(kept), fields_of(gone), choice_of(request))
        ),
        seen=shown_of(a, b),
        waits=not all(agreed(request, side) for side in sides),
        agreed=any(agreed(request, side) for side in ("a", "b") if side not in sides),
        open=is_open(request, pair, now),
    )


def _told(
    session: Session, actor: Actor, own: Stakeholder, other: Stakeholder, values: dict[str, Any]
) -> tuple[Told, ...]:
    """The fields in which the two differ, without what the other shows to its own people alone."""
    (seen,) = profiles.see(session, actor, [other])
    mine, theirs = fields_of(own), fields_of(other)
    found = []
    for name in CHOSEN:
        if says(mine, name) == says(theirs, name):
            continue
        columns = columns_of(name)
        hidden = any(column in seen.withheld for column in columns)
        # In a list of both one could read what the other says.
        then_hidden = hidden and says(values, name) != says(mine, name)
        found.append(
            Told(
                name=name,
                mine=mine,
                other={} if hidden else theirs,
                then={} if then_hidden else values,
                hidden=hidden,
                then_hidden=then_hidden,
            )
        )
    return tuple(found)
