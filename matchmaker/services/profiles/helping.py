"""Who answered a need, or took an offer: an organisation of the network, by its name."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.audience import Closeness
from matchmaker.core.entities import StatementState
from matchmaker.core.words import N_
from matchmaker.errors import Conflict, Invalid
from matchmaker.models import Need, Offer, Stakeholder
from matchmaker.permissions import require
from matchmaker.services import audit, history
from matchmaker.services.profiles.closeness import imagined
from matchmaker.services.profiles.reading import list_partners
from matchmaker.services.profiles.statements import get_statement, note_change

FEW = 20
AGAIN = N_("Some answers need another look.")
NOBODY = N_("No organisation here is called so. Write the name as on its page, or leave this empty.")
SEVERAL = N_("Several organisations are called so. Write it into the text instead, or leave this empty.")
OURSELVES = N_("This is your own name. Leave this empty if you did it yourselves.")


def find_helper(session: Session, owner: Stakeholder, name: str) -> str | None:
    """The id of whoever is called so and is no secret; None where no name is given.

    Of several with one name it is a known partner.

    Raises:
        Invalid: nobody is called so, or several are.
    """
    wanted = " ".join(name.split())
    if not wanted:
        return None
    # SQLite makes only A to Z small: a name as it stands on its page is found in any case.
    called = or_(Stakeholder.name == wanted, func.lower(Stakeholder.name) == wanted.lower())
    query = select(Stakeholder.id).where(called, Stakeholder.hidden.is_(False))
    found = list(session.scalars(query.order_by(Stakeholder.id).limit(FEW)))
    if owner.id in found:
        found.remove(owner.id)
        if not found:
            raise Invalid(AGAIN, fields={"by": OURSELVES})
    partners = {one.id for one in list_partners(session, owner, imagined(owner.id, Closeness.OURSELVES))}
    known = [id_ for id_ in found if id_ in partners]
    if len(known or found) != 1:
        raise Invalid(AGAIN, fields={"by": SEVERAL if found else NOBODY})
    return (known or found)[0]


def name_helper(
    session: Session, actor: Actor, what: str, statement_id: str, by: str, *, now: datetime
) -> Offer | Need:
    """Say afterwards who answered what is met; an empty name takes it back.

    Raises:
        NotFound, NotAllowed; Invalid: nobody is called so; Conflict: it is not met any more.
    """
    owner, statement = get_statement(session, actor, what, statement_id)
    require(actor, "stakeholder.edit", owner)
    history.take_turn(session, statement, owner.id)
    if statement.state is not StatementState.MET:
        raise Conflict("It is not closed as found or taken any more. Look at the list again.")
    before, after = {"met_by_id": statement.met_by_id}, {"met_by_id": find_helper(session, owner, by)}
    if before != after:
        statement.together = None
    statement.met_by_id, statement.updated_at = after["met_by_id"], now
    note_change(session, actor, statement, before, after, history.FORM, now)
    audit.record(session, actor, f"{what}.met-by", statement.id, now=now)
    return statement
