"""How an introduction begins: one of the two asks for it, or a broker brings two together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.ecosystem.proposals import ProposalState
from matchmaker.core.entities import Role, StatementState
from matchmaker.core.introductions.clocks import next_bell
from matchmaker.core.introductions.states import LIVE, Mover, Order, Origin, State
from matchmaker.core.introductions.steps import Step
from matchmaker.core.regions import top_code
from matchmaker.errors import Conflict, Invalid, NotAllowed, NotFound, UnderWay
from matchmaker.models import Block, BrokerNote, Introduction, Need, Stakeholder, Tie
from matchmaker.permissions import require
from matchmaker.services import audit, pilots, profiles, proposals
from matchmaker.services.introductions.after import follow
from matchmaker.services.introductions.hands import Hand, IntroductionPlace
from matchmaker.services.introductions.limits import check_limits
from matchmaker.services.introductions.moving import move
from matchmaker.services.introductions.telling import check_reachable
from matchmaker.services.introductions.texts import cleaned
from matchmaker.services.introductions.worth import worth_of


@dataclass(frozen=True, slots=True)
class _Pair:
    a: Stakeholder
    b: Stakeholder
    rule: pilots.Rule


def ask_for(
    session: Session,
    actor: Actor,
    *,
    for_id: str,
    with_id: str,
    message: str = "",
    need_id: str | None = None,
    now: datetime,
) -> Introduction:
    """Ask for an introduction as a member of `for_id`: a broker is asked first where the pilot wants that.

    Raises:
        NotAllowed, NotFound; Invalid: one of the two cannot be introduced, or has no address; Conflict: they
            are partners, or an introduction of the two is under way, or the other said no lately; TooMany:
            the pilot's limits.
    """
    pair = _pair(session, actor, for_id, with_id, now)
    require(actor, "introduction.ask", pair.a)
    check_reachable(session, pair.b)
    check_limits(session, pair.a, pair.b, pair.rule, now=now)
    _check_need(session, need_id, for_id)
    made = _add(
        session,
        actor,
        Introduction(
            a_id=for_id,
            b_id=with_id,
            origin=Origin.NEED if need_id else Origin.SUGGESTION,
            need_id=need_id,
            region=pair.a.region,
            pilot_id=pair.rule.pilot_id,
            message=cleaned(message, "message"),
            worth=worth_of(session, for_id, with_id, today=now.date()),
        ),
        now,
    )
    step = Step.PROPOSE if pair.rule.brokered else Step.ASK
    follow(session, made, move(session, Hand(Mover.A, actor), made, step, now=now), now=now)
    return made


def begin(
    session: Session,
    actor: Actor,
    *,
    a: str,
    b: str,
    reason: str = "",
    first_step: str = "",
    order: Order = Order.BOTH,
    proposal_id: str | None = None,
    region: str = "",
    need_id: str | None = None,
    note: str = "",
    hold: bool = False,
    now: datetime,
) -> Introduction:
    """Bring two together as a broker, and ask them at once; with `hold` it waits on the desk instead.

    Raises:
        NotAllowed, NotFound; Invalid; Conflict: as for `ask_for`, or the proposal does not wait any more.
    """
    pair = _pair(session, actor, a, b, now)
    _check_place(actor, pair, region)
    check_reachable(session, pair.a, pair.b)
    _check_need(session, need_id, a, b)
    made = _add(
        session,
        actor,
        Introduction(
            a_id=a,
            b_id=b,
            origin=Origin.PROPOSAL if proposal_id else Origin.NEED if need_id else Origin.HAND,
            proposal_id=proposal_id,
            need_id=need_id,
            region=region,
            pilot_id=pair.rule.pilot_id,
            broker_id=actor.account_id,
            reason=cleaned(reason, "reason"),
            first_step=cleaned(first_step, "first_step"),
            worth=worth_of(session, a, b, today=now.date()),
        ),
        now,
    )
    if proposal_id:
        _take_proposal(session, actor, proposal_id, made, now)
    if text := cleaned(note, "note"):
        session.add(BrokerNote(introduction_id=made.id, account_id=actor.account_id, text=text, at=now))
    _go(session, Hand(Mover.BROKER, actor), made, None if hold else order, now)
    return made


def _go(session: Session, hand: Hand, made: Introduction, order: Order | None, now: datetime) -> None:
    """Ask them in this order; without one it waits on the desk."""
    if order is None:
        move(session, hand, made, Step.PROPOSE, now=now)
        move(session, hand, made, Step.HOLD, now=now)
    else:
        follow(session, made, move(session, hand, made, Step.ASK, order=order, now=now), now=now)


def check_pair(session: Session, actor: Actor, a: str, b: str) -> tuple[Stakeholder, Stakeholder]:
    """The two, if they may be introduced to each other.

    Raises:
        NotFound; Invalid: one of them opted out or is hidden, or does not want the other; Conflict: partners.
    """
    if a == b:
        raise Invalid("Nobody is introduced to themselves. Choose two.")
    one, other = (profiles.get_stakeholder(session, actor, id_) for id_ in (a, b))
    for party in (one, other):
        if party.hidden or party.opted_out:
            raise Invalid("%(name)s does not want to be introduced.", name=party.name)
    if is_blocked(session, a, b):
        # Who blocked whom is nobody's business.
        raise Invalid("%(name)s cannot be introduced to %(other)s.", name=one.name, other=other.name)
    low, high = sorted((a, b))
    if session.scalars(select(Tie.id).where(Tie.a_id == low, Tie.b_id == high).limit(1)).first():
        raise Conflict("%(name)s and %(other)s are partners already.", name=one.name, other=other.name)
    return one, other


def check_between(actor: Actor, *sides: str) -> None:
    """Refuse whoever is of one of the two: they ask for it within the limits, and do not broker it.

    Raises:
        NotAllowed.
    """
    if actor.places(Role.MEMBER) & set(sides):
        raise NotAllowed("You belong to one of the two. Ask for the introduction from its suggestions.")


def is_blocked(session: Session, a: str, b: str) -> bool:
    """Whether one of the two does not want the other."""
    pairs = [(a, b), (b, a)]
    blocked = or_(*((Block.stakeholder_id == x) & (Block.other_id == y) for x, y in pairs))
    return session.scalars(select(Block).where(blocked).limit(1)).first() is not None


def pair_of(a: str, b: str) -> str:
    """The two as one word, the same whichever way round."""
    return " ".join(sorted((a, b)))


def _pair(session: Session, actor: Actor, a: str, b: str, now: datetime) -> _Pair:
    one, other = check_pair(session, actor, a, b)
    return _Pair(one, other, pilots.rule_for(session, one, other, today=now.date()))


def _add(session: Session, actor: Actor, made: Introduction, now: datetime) -> Introduction:
    made.pair, made.created_by = pair_of(made.a_id, made.b_id), actor.account_id
    made.created_at = made.state_since = now
    bell = next_bell(State.DRAFTED, now, 0)
    made.rings_at = bell[0] if bell else None
    try:
        with session.begin_nested():
            session.add(made)
    except IntegrityError as error:
        there = select(Introduction.id).where(Introduction.pair == made.pair, Introduction.state.in_(LIVE))
        raise UnderWay(session.scalar(there) or "") from error
    audit.record(session, actor, "introduction.begin", made.id, now=now, a=made.a_id, b=made.b_id)
    return made


def _check_place(actor: Actor, pair: _Pair, region: str) -> None:
    """A region that is only named gives no right; it has to be the place of one of the two."""
    check_between(actor, pair.a.id, pair.b.id)
    regions = tuple(one.region or top_code(one.country) for one in (pair.a, pair.b))
    require(actor, "introduction.broker", IntroductionPlace(regions, pair.rule.pilot_id))
    if not any(code.startswith(region) for code in regions):
        raise Invalid("None of the two is in this region.")


def _check_need(session: Session, need_id: str | None, *owners: str) -> None:
    need = session.get(Need, need_id) if need_id else None
    ours = need is not None and need.stakeholder_id in owners and need.state is StatementState.OPEN
    if need_id and not ours:
        raise NotFound("There is no such offer or need. It may have been withdrawn.")


def _take_proposal(
    session: Session, actor: Actor, proposal_id: str, made: Introduction, now: datetime
) -> None:
    proposal = proposals.get_proposal(session, actor, proposal_id)
    if {proposal.a_id, proposal.b_id} != {made.a_id, made.b_id}:
        raise Invalid("This proposal is about two others. Begin at the desk again.")
    if proposal.state is not ProposalState.WAITING:
        raise Conflict("Somebody else was faster. Look at the desk again.")
    proposals.take(session, actor, proposal_id, now=now)
