"""Questions to the owners of two records whether they may be made one: found, read, closed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.duplicates.choosing import CHOSEN, Choice, Pick, columns_of
from matchmaker.core.duplicates.states import RequestState
from matchmaker.core.entities import Part, Role
from matchmaker.core.words import N_
from matchmaker.errors import NotFound
from matchmaker.models import Account, DuplicatePair, MergeRequest, RoleGrant, Stakeholder
from matchmaker.permissions import may
from matchmaker.services.duplicates.cells import to_json
from matchmaker.services.duplicates.reading import fields_of
from matchmaker.services.notifications import Recipient

LASTS = timedelta(days=30)
"""So long the owners may answer."""

REFUSED_FOR = timedelta(days=30)
"""So long after a no the same is not asked again."""

SIDES = ("a", "b")
NO_REQUEST = N_("There is no such question, or it is not yours to answer.")


def get_request(session: Session, actor: Actor, request_id: str) -> MergeRequest:
    """A question, whatever became of it, for the owners of the two.

    Raises:
        NotFound: there is none, or it is not theirs.
    """
    found = session.get(MergeRequest, request_id)
    if found is None or not may(actor, "duplicate.answer", found):
        raise NotFound(NO_REQUEST)
    return found


def find_request(session: Session, pair: DuplicatePair, *, now: datetime) -> MergeRequest | None:
    """The question about a pair that waits for its answers, or was refused not long ago."""
    refused = (MergeRequest.state == RequestState.REFUSED) & (MergeRequest.closed_at > now - REFUSED_FOR)
    waits = (MergeRequest.state == RequestState.OPEN) & (MergeRequest.expires_at > now)
    query = select(MergeRequest).where(MergeRequest.pair_id == pair.id, or_(refused, waits))
    # The pair may lead to others by now.
    query = query.where(MergeRequest.a_id == pair.a_id, MergeRequest.b_id == pair.b_id)
    return session.scalars(query.order_by(MergeRequest.asked_at.desc(), MergeRequest.id).limit(1)).first()


def list_requests(session: Session, actor: Actor, *, now: datetime) -> list[tuple[MergeRequest, str, str]]:
    """The questions that wait for a yes of the actor, with the names of the two; the oldest first."""
    mine = sorted(actor.owned)
    if not mine:
        return []
    query = select(MergeRequest).join(DuplicatePair, DuplicatePair.id == MergeRequest.pair_id)
    query = query.where(MergeRequest.state == RequestState.OPEN, MergeRequest.expires_at > now)
    query = query.where(MergeRequest.a_id == DuplicatePair.a_id, MergeRequest.b_id == DuplicatePair.b_id)
    query = query.where(or_(MergeRequest.a_id.in_(mine), MergeRequest.b_id.in_(mine)))
    rows = [one for one in session.scalars(query.order_by(MergeRequest.asked_at)) if _waits_for(one, mine)]
    if not rows:
        return []
    ids = {id_ for one in rows for id_ in (one.a_id, one.b_id)}
    named = session.execute(select(Stakeholder.id, Stakeholder.name).where(Stakeholder.id.in_(ids)))
    names = {id_: name for id_, name in named}  # noqa: C416 - rows are no pairs for mypy
    return [(one, names.get(one.a_id, ""), names.get(one.b_id, "")) for one in rows]


def is_open(request: MergeRequest, pair: DuplicatePair | None, now: datetime) -> bool:
    """Whether a question still waits, and is about the pair as it is."""
    same = pair is not None and (pair.a_id, pair.b_id) == (request.a_id, request.b_id)
    return same and request.state is RequestState.OPEN and request.expires_at > now


def close_open(session: Session, pair_id: str, *, now: datetime) -> None:
    """Close the question about a pair about which was decided otherwise."""
    mine = MergeRequest.pair_id == pair_id, MergeRequest.state == RequestState.OPEN
    closed = update(MergeRequest).where(*mine).values(state=RequestState.WITHDRAWN, closed_at=now)
    session.execute(closed, execution_options={"synchronize_session": "fetch"})


def id_of(request: MergeRequest, side: str) -> str:
    """The record of a side."""
    return request.a_id if side == "a" else request.b_id


def sides_of(request: MergeRequest, owned: Collection[str]) -> list[str]:
    """The sides for which somebody who owns these records answers."""
    return [side for side in SIDES if id_of(request, side) in owned]


def agreed(request: MergeRequest, side: str) -> bool:
    """Whether an owner of a side has said yes."""
    return (request.agreed_a_by if side == "a" else request.agreed_b_by) is not None


def choice_of(request: MergeRequest) -> Choice:
    """What would be done."""
    picks = {name: Pick(pick) for name, pick in request.choice["picks"].items()}
    return Choice(keep=request.keep_id, picks=picks, own=request.choice["own"])


def shown_of(a: Stakeholder, b: Stakeholder) -> str:
    """A word for what the question shows of two records: another one when that has changed."""
    columns = [column for name in CHOSEN for column in columns_of(name)]
    said = [to_json({name: fields_of(one)[name] for name in (*columns, "audiences")}) for one in (a, b)]
    return hashlib.blake2b(json.dumps(said, sort_keys=True).encode(), digest_size=12).hexdigest()


def owners_of(session: Session, stakeholder_id: str) -> list[Recipient]:
    """Who owns a record and can sign in."""
    query = select(Account).join(RoleGrant, RoleGrant.account_id == Account.id)
    query = query.where(RoleGrant.role == Role.MEMBER, RoleGrant.place == stakeholder_id)
    query = query.where(RoleGrant.part == Part.OWNER, Account.disabled_at.is_(None))
    found = session.scalars(query.order_by(RoleGrant.id))
    return [Recipient(one.email, one.name, one.language or "en", one.id, stakeholder_id) for one in found]


def _waits_for(request: MergeRequest, owned: Collection[str]) -> bool:
    return any(not agreed(request, side) for side in sides_of(request, owned))
