"""A partnership noted where somebody met an offer or a need: the one side asks, the other confirms.

Until then there is no tie: nobody gains a partner in the network by their own word alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from matchmaker.core.actors import SYSTEM, Actor
from matchmaker.core.entities import Role, StatementState, Together
from matchmaker.core.words import N_
from matchmaker.errors import Conflict, Invalid, NotFound
from matchmaker.models import Block, Need, Offer, Stakeholder, Tie
from matchmaker.permissions import require
from matchmaker.services import audit, history
from matchmaker.services.profiles.reading import is_claimed
from matchmaker.services.profiles.statements import TABLES, get_statement

SOURCE = "statement"
NOBODY = N_("Nobody looks after %(name)s here, so nobody could confirm it. It is not noted.")
NO_NAME = N_("Say who it was. Then they can confirm it.")
OVER = N_("This question is answered already, or was taken back.")
REFUSED = N_("They do not want it to be noted as a partnership.")


@dataclass(frozen=True, slots=True)
class TogetherAsked:
    """A question that waits for one's own people: whose offer or need it was, and for which of ours."""

    what: str
    statement: Offer | Need
    asker: str
    own: str


def ask_together(
    session: Session, actor: Actor, what: str, statement_id: str, *, now: datetime
) -> Offer | Need:
    """Ask who met an offer or a need to confirm a partnership; asking twice changes nothing.

    Raises:
        NotFound, NotAllowed; Invalid: nobody is named, or nobody there could confirm it; Conflict: they said
            no to it.
    """
    owner, statement = get_statement(session, actor, what, statement_id)
    require(actor, "stakeholder.edit", owner)
    history.take_turn(session, statement, owner.id)
    helper = session.get(Stakeholder, statement.met_by_id) if statement.met_by_id else None
    if statement.state is not StatementState.MET or helper is None:
        raise Invalid("Some answers need another look.", fields={"partners": NO_NAME})
    if not is_claimed(session, helper.id):
        raise Invalid("Some answers need another look.", fields={"partners": NOBODY}, name=helper.name)
    if statement.together is Together.NO:
        raise Conflict(REFUSED)
    if statement.together is None:
        statement.together = Together.ASKED
        audit.record(session, actor, "tie.ask", statement.id, now=now, a=owner.id, b=helper.id)
    return statement


def list_together(session: Session, actor: Actor) -> list[TogetherAsked]:
    """The questions that wait for the actor's organisations; from whom they do not want nothing is asked."""
    mine = sorted(actor.places(Role.MEMBER))
    if not mine:
        return []
    found: list[tuple[str, Offer | Need, str]] = []
    for what, table in TABLES.items():
        query = _asked(table, mine).order_by(table.updated_at, table.id)
        found += [(what, one, name) for one, name in session.execute(query)]
    if not found:
        return []
    ids = {one.met_by_id for _what, one, _name in found}
    named = session.execute(select(Stakeholder.id, Stakeholder.name).where(Stakeholder.id.in_(ids)))
    names: dict[str | None, str] = {row[0]: row[1] for row in named}
    return [TogetherAsked(what, one, name, names[one.met_by_id]) for what, one, name in found]


def answer_together(
    session: Session, actor: Actor, what: str, statement_id: str, *, yes: bool, now: datetime
) -> None:
    """Confirm the partnership, or say no; of two of one's people at once the first counts.

    Raises:
        NotFound: there is no such question; NotAllowed; Conflict: it was answered, or taken back.
    """
    statement: Offer | Need | None = (
        session.get(Offer, statement_id) if what == "offer" else session.get(Need, statement_id)
    )
    helper = session.get(Stakeholder, statement.met_by_id or "") if statement else None
    if statement is None or helper is None:
        raise NotFound("There is no such question. It may have been taken back.")
    require(actor, "tie.confirm", helper)
    history.take_turn(session, statement, statement.stakeholder_id)
    met = statement.state is StatementState.MET and statement.met_by_id == helper.id
    if statement.together is not Together.ASKED or not met:
        raise Conflict(OVER)
    statement.together = Together.YES if yes else Together.NO
    if yes:
        tie = write_tie(session, statement.stakeholder_id, helper.id, source=SOURCE, now=now)
        audit.record(session, actor, "tie.make", tie.id, now=now, statement=statement.id)
    else:
        audit.record(session, actor, "tie.refuse", statement.id, now=now, a=statement.stakeholder_id)


def write_tie(session: Session, one: str, other: str, *, source: str, now: datetime) -> Tie:
    """Write the tie that both confirmed, or confirm the one that is there. It has no label."""
    history.touch(session, [one, other])
    a, b = sorted((one, other))
    wanted = (Tie.a_id == a, Tie.b_id == b, Tie.label == "")
    tie = session.scalars(select(Tie).where(*wanted)).one_or_none()
    if tie is None:
        tie = Tie(a_id=a, b_id=b, since=now.year, source=source, created_at=now)
        session.add(tie)
        session.flush()
        for end, across in ((a, b), (b, a)):
            history.record(
                session, SYSTEM, stakeholder_id=end, subject=tie.id,
                before={}, after={"tie": across}, source=source, now=now,
            )  # fmt: skip
    tie.confirmed_a = tie.confirmed_b = True
    session.flush()
    return tie


def _asked(table: type[Offer] | type[Need], mine: list[str]) -> Select[Any, str]:
    query: Select[Any, str] = select(table, Stakeholder.name)
    query = query.join(Stakeholder, Stakeholder.id == table.stakeholder_id)
    query = query.where(table.met_by_id.in_(mine), table.together == Together.ASKED)
    query = query.where(table.state == StatementState.MET, Stakeholder.hidden.is_(False))
    unwanted = select(Block.stakeholder_id).where(
        or_(
            (Block.stakeholder_id == table.met_by_id) & (Block.other_id == table.stakeholder_id),
            (Block.other_id == table.met_by_id) & (Block.stakeholder_id == table.stakeholder_id),
        )
    )
    return query.where(~unwanted.exists())
