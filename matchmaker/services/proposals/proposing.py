"""Sending a tie worth making to the broker’s desk."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.ecosystem.proposals import ProposalState
from matchmaker.core.regions import Region, top_code
from matchmaker.errors import Conflict, Invalid, NotFound
from matchmaker.models import Proposal, Stakeholder, Tie
from matchmaker.permissions import require
from matchmaker.services import audit, ecosystem, network
from matchmaker.services.proposals.looking import look_at

LONGEST_NOTE = 2_000


def propose(
    session: Session, actor: Actor, *, region: Region, a: str, b: str, note: str = "", now: datetime
) -> Proposal:
    """Propose that two meet, for the good of a region's network; if that waits already, it is given back.

    Raises:
        NotAllowed; NotFound: one of the two is not there, or hidden. Invalid: the two are one, or one of them
            opted out, or none is in the region. Conflict: they are partners already.
    """
    require(actor, "region.plan", region)
    a, b = sorted((a, b))
    _check(session, region, a, b, note)
    waiting = (Proposal.a_id == a, Proposal.b_id == b, Proposal.state == ProposalState.WAITING)
    if (known := session.scalars(select(Proposal).where(*waiting)).one_or_none()) is not None:
        return known
    made = Proposal(
        a_id=a,
        b_id=b,
        region=region.code,
        account_id=actor.account_id,
        note=note.strip(),
        effect=_expected(session, region, a, b, now),
        created_at=now,
    )
    try:
        with session.begin_nested():
            session.add(made)
    except IntegrityError as error:
        # Somebody else was faster: theirs waits now. Or one of the two went away at this very moment.
        known = session.scalars(select(Proposal).where(*waiting)).one_or_none()
        if known is None:
            raise Conflict("One of the two has just been removed. Look at the list again.") from error
        return known
    audit.record(session, actor, "proposal.make", made.id, now=now, a=a, b=b, region=region.code)
    return made


def _check(session: Session, region: Region, a: str, b: str, note: str) -> None:
    if a == b:
        raise Invalid("A tie needs two. Choose somebody else.")
    if len(note) > LONGEST_NOTE:
        raise Invalid("The note is too long. Say it in at most %(most)s characters.", most=LONGEST_NOTE)
    both = list(session.scalars(select(Stakeholder).where(Stakeholder.id.in_([a, b]))))
    if len(both) < 2 or any(one.hidden for one in both):
        raise NotFound("There is no such profile. It may have been removed, or the link is wrong.")
    for one in both:
        if one.opted_out:
            raise Invalid("%(name)s does not want to be suggested to anybody.", name=one.name)
    if b in ecosystem.load_blocks(session).get(a, ()):
        # Who blocked whom is nobody's business.
        name, other = (one.name for one in both)
        raise Invalid("%(name)s cannot be introduced to %(other)s.", name=name, other=other)
    if not any((one.region or top_code(one.country)).startswith(region.code) for one in both):
        raise Invalid("None of the two is in this region.")
    if session.scalar(select(Tie.id).where(Tie.a_id == a, Tie.b_id == b).limit(1)) is not None:
        raise Conflict("The two are partners already.")


def _expected(session: Session, region: Region, a: str, b: str, now: datetime) -> dict[str, object]:
    """What is expected of the tie today; nothing where the network does not know one of them yet."""
    live = network.snapshot(session, today=now.date())
    if a not in live.profiles or b not in live.profiles:
        return {}
    return asdict(look_at(live, region.code, [(a, b)])[a, b].effect)
