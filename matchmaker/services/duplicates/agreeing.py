"""Two records that people look after are made one when an owner of each has said yes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from matchmaker.core.actors import SYSTEM, Actor
from matchmaker.core.duplicates.choosing import Choice, merged
from matchmaker.core.duplicates.states import RequestState
from matchmaker.core.words import N_
from matchmaker.errors import Conflict, Invalid, NotAllowed
from matchmaker.models import Account, DuplicatePair, MergeRequest, Stakeholder
from matchmaker.permissions import require
from matchmaker.services import accounts, audit
from matchmaker.services.duplicates.journal import Journal
from matchmaker.services.duplicates.merging import (
    CHANGED,
    NO_NAME,
    carry_out,
    get_now,
    take_turn,
    with_own_words,
)
from matchmaker.services.duplicates.moving import Moving
from matchmaker.services.duplicates.reading import PairPlace, fields_of, get_pair, seen_of
from matchmaker.services.duplicates.requests import (
    LASTS,
    SIDES,
    agreed,
    choice_of,
    close_open,
    find_request,
    get_request,
    is_open,
    owners_of,
    shown_of,
    sides_of,
)
from matchmaker.services.duplicates.telling import tell_asked, tell_refused
from matchmaker.services.people.seats import as_of_now

OVER = N_(
    "This question is over: it was answered, its time has passed, or one of the two has gone elsewhere."
)
WAITS = N_("The owners of both have been asked already. Wait for their answers.")
REFUSED = N_("An owner said no not long ago. Ask again a month later.")
NO_OWNER = N_("%(name)s has no owner who could say yes. An administrator decides about these two.")
IS_HIDDEN = N_("%(name)s is hidden. An administrator decides about these two.")


def ask(
    session: Session, actor: Actor, pair_id: str, choice: Choice, *, seen: str = "", now: datetime
) -> MergeRequest:
    """Ask the owners of both whether the two may be made one, as was chosen; `seen` as for a merge.

    Raises:
        NotFound, NotAllowed; Invalid: the name is empty, or words of one's own are too long.
        Conflict: somebody has decided already, the records are not as they were shown, they were asked
            already, or nobody could say yes.
    """
    pair = get_pair(session, actor, pair_id)
    take_turn(session, pair, choice.keep)
    a, b = (get_now(session, id_) for id_ in (pair.a_id, pair.b_id))
    require(actor, "duplicate.decide", PairPlace((a.region, b.region)))
    if seen and seen != seen_of(a, b):
        raise Conflict(CHANGED)
    _check(session, pair, a, b, now)
    choice = with_own_words(choice)
    if not _values(a, b, choice)["name"]:
        raise Invalid("Some answers need another look.", fields={"name": NO_NAME})
    # One whose time is over may stand there still.
    close_open(session, pair.id, now=now)
    request = MergeRequest(
        pair_id=pair.id, a_id=a.id, b_id=b.id, keep_id=choice.keep, asked_by=actor.account_id, asked_at=now,
        expires_at=now + LASTS, choice={"picks": {**choice.picks}, "own": {**choice.own}},
    )  # fmt: skip
    session.add(request)
    session.flush()
    tell_asked(session, request, SIDES, shown_of(a, b), now=now)
    audit.record(session, actor, "duplicate.ask", pair.id, now=now, a=a.id, b=b.id, request=request.id)
    return request


def answer(
    session: Session, actor: Actor, request_id: str, *, yes: bool, seen: str = "", now: datetime
) -> MergeRequest:
    """Say yes or no for the records that the actor owns; the second yes merges, a no ends it.

    A yes counts for what was shown. Where the other side said its yes to something that has changed since,
    it is asked anew.

    Raises:
        NotFound; NotAllowed: the actor owns neither (any more). Conflict: it is over, or the records are not
            as they were shown.
    """
    request = get_request(session, actor, request_id)
    pair = session.get(DuplicatePair, request.pair_id)
    if pair is None or not is_open(request, pair, now):
        raise Conflict(OVER)
    revision = take_turn(session, pair, request.keep_id, late=OVER)
    # Two who answer at once: the second waits above, and finds what the first said.
    session.refresh(request, with_for_update=True)
    if not is_open(request, pair, now):
        raise Conflict(OVER)
    sides = sides_of(request, as_of_now(session, actor).owned)
    if not sides:
        raise NotAllowed("Only an owner of one of the two may answer.")
    if not yes:
        return _refuse(session, actor, request, now)
    a, b = (get_now(session, id_) for id_ in (request.a_id, request.b_id))
    shown = shown_of(a, b)
    if seen != shown:
        raise Conflict(CHANGED)
    _agree(session, actor, request, sides, shown, now)
    if all(agreed(request, side) for side in SIDES):
        _merge(session, request, pair, revision, (a, b), now)
    return request


def _check(session: Session, pair: DuplicatePair, a: Stakeholder, b: Stakeholder, now: datetime) -> None:
    """Whether the owners may be asked."""
    if (earlier := find_request(session, pair, now=now)) is not None:
        raise Conflict(WAITS if earlier.state is RequestState.OPEN else REFUSED)
    for one in (a, b):
        if one.hidden:
            raise Conflict(IS_HIDDEN, name=one.name)
        if not owners_of(session, one.id):
            raise Conflict(NO_OWNER, name=one.name)


def _agree(
    session: Session, actor: Actor, request: MergeRequest, sides: list[str], shown: str, now: datetime
) -> None:
    for side in SIDES:
        if side in sides:
            _note(request, side, actor.account_id, shown)
        elif agreed(request, side) and getattr(request, f"seen_{side}") != shown:
            _note(request, side, None, "")
            tell_asked(session, request, (side,), shown, now=now)
    about = {"request": request.id, "sides": "".join(sides)}
    audit.record(session, actor, "duplicate.agree", request.pair_id, now=now, **about)


def _note(request: MergeRequest, side: str, account_id: str | None, shown: str) -> None:
    setattr(request, f"agreed_{side}_by", account_id)
    setattr(request, f"seen_{side}", shown)


def _refuse(session: Session, actor: Actor, request: MergeRequest, now: datetime) -> MergeRequest:
    request.state, request.refused_by, request.closed_at = RequestState.REFUSED, actor.account_id, now
    tell_refused(session, request, now=now)
    audit.record(session, actor, "duplicate.refuse", request.pair_id, now=now, request=request.id)
    return request


def _merge(
    session: Session, request: MergeRequest, pair: DuplicatePair, revision: int,
    both: tuple[Stakeholder, Stakeholder], now: datetime,
) -> None:  # fmt: skip
    """Do it under the name of who asked: they chose, and history tells whom to ask about it."""
    asker = session.get(Account, request.asked_by) if request.asked_by else None
    by = accounts.actor_of(session, asker) if asker else SYSTEM
    request.state, request.closed_at = RequestState.AGREED, now
    kept, gone = both if request.keep_id == both[0].id else both[::-1]
    values = _values(*both, choice_of(request))
    moving = Moving(session, Journal(session), by, fields_of(kept), fields_of(gone), values, now)
    carry_out(moving, pair, revision)


def _values(a: Stakeholder, b: Stakeholder, choice: Choice) -> dict[str, object]:
    kept, gone = (a, b) if choice.keep == a.id else (b, a)
    return merged(fields_of(kept), fields_of(gone), choice)
