"""A partnership noted where somebody met an offer or a need: the one side asks, the other confirms.

Until then there is no tie: nobody gains a partner in the network by their own word alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, literal, or_, select, union_all
from sqlalchemy.orm import Session, aliased

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
    statement_id: str
    text: str
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
    asked = union_all(*(_asked(what, table, mine) for what, table in TABLES.items()))
    found = session.execute(asked.order_by("updated_at", "statement_id"))
    return [TogetherAsked(*row[:5]) for row in found]


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


def _asked(
    what: str, table: type[Offer] | type[Need], mine: list[str]
) -> Select[str, str, str, str, str, datetime]:
    """The columns of a `TogetherAsked`, and when it was asked."""
    asker, own = aliased(Stakeholder), aliased(Stakeholder)
    query = select(
        literal(what).label("what"), table.id.label("statement_id"), table.text, asker.name.label("asker"),
        own.name.label("own"), table.updated_at.label("updated_at"),
    )  # fmt: skip
    query = query.join(asker, asker.id == table.stakeholder_id).join(own, own.id == table.met_by_id)
    query = query.where(table.met_by_id.in_(mine), table.together == Together.ASKED)
    query = query.where(table.state == StatementState.MET, asker.hidden.is_(False))
    unwanted = select(Block.stakeholder_id).where(
        or_(
            (Block.stakeholder_id == table.met_by_id) & (Block.other_id == table.stakeholder_id),
            (Block.other_id == table.met_by_id) & (Block.stakeholder_id == table.stakeholder_id),
        )
    )
    return query.where(~unwanted.exists())
