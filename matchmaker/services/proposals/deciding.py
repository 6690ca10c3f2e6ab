"""What becomes of a proposal: dropped, and taken up again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.ecosystem.proposals import STEPS, ProposalState
from matchmaker.errors import Conflict
from matchmaker.models import Proposal
from matchmaker.permissions import require
from matchmaker.services import audit
from matchmaker.services.proposals.reading import get_proposal, place_of


def drop(session: Session, actor: Actor, proposal_id: str, *, now: datetime) -> Proposal:
    """Put a proposal aside.

    Raises:
        NotFound, NotAllowed; Conflict: it does not wait any more.
    """
    return _move(session, actor, proposal_id, ProposalState.DROPPED, now)


def take(session: Session, actor: Actor, proposal_id: str, *, now: datetime) -> Proposal:
    """Note that an introduction came of a proposal.

    Raises:
        NotFound, NotAllowed; Conflict: it does not wait any more.
    """
    return _move(session, actor, proposal_id, ProposalState.TAKEN, now)


def take_up_again(session: Session, actor: Actor, proposal_id: str, *, now: datetime) -> Proposal:
    """Put a dropped proposal back on the desk.

    Raises:
        NotFound, NotAllowed; Conflict: it was not dropped, or another one of the same two waits.
    """
    return _move(session, actor, proposal_id, ProposalState.WAITING, now)


def _move(session: Session, actor: Actor, proposal_id: str, state: ProposalState, now: datetime) -> Proposal:
    proposal = get_proposal(session, actor, proposal_id)
    require(actor, "proposal.decide", place_of(session, proposal))
    before = [one for one, steps in STEPS.items() if state in steps]
    values = {"state": state, "decided_at": now, "decided_by": actor.account_id}
    # The database decides who was first: a state that was read may be gone already.
    here = (Proposal.id == proposal_id, Proposal.state.in_(before))
    try:
        with session.begin_nested():
            moved = session.scalars(
                update(Proposal).where(*here).values(**values).returning(Proposal.id)
            ).all()
    except IntegrityError as error:
        raise Conflict("Another proposal of the same two waits already.") from error
    if not moved:
        raise Conflict("Somebody else was faster. Look at the desk again.")
    session.refresh(proposal)
    audit.record(session, actor, f"proposal.{state.value}", proposal_id, now=now)
    return proposal
