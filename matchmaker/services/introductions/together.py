"""Asking one about several others in one mail, each with an answer of its own."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.introductions.states import Consent, Mover, Order, Side
from matchmaker.core.introductions.steps import Step, may_take
from matchmaker.core.notifications import MailKind
from matchmaker.errors import Conflict, Invalid
from matchmaker.models import Introduction, Stakeholder
from matchmaker.permissions import require
from matchmaker.services.introductions.desk import list_chosen
from matchmaker.services.introductions.hands import get_as_broker
from matchmaker.services.introductions.in_one import side_of, tell_in_one
from matchmaker.services.introductions.moving import LATE, move, position_of
from matchmaker.services.introductions.reading import Row
from matchmaker.services.introductions.starting import check_pair
from matchmaker.services.introductions.telling import check_reachable, tell

LEAST, MOST = 2, 5


@dataclass(frozen=True, slots=True)
class Gathering:
    """Several introductions of one: `shared` is asked about all of them in one mail."""

    shared: Stakeholder
    rows: Sequence[Row]

    def side_of(self, one: Introduction) -> Side:
        """Which side of an introduction the shared one is."""
        return side_of(one, self.shared.id)


def gather(session: Session, actor: Actor, ids: Collection[str]) -> Gathering:
    """Whether these can be asked together, and about whom; nothing is done.

    Raises:
        NotAllowed; Invalid: too few or too many, or they have nobody in common; Conflict: one of them does
            not wait for a broker any more, or the one in common has agreed to it already.
    """
    require(actor, "introduction.broker")
    rows = list_chosen(session, actor, set(ids))
    if not LEAST <= len(rows) <= MOST:
        raise Invalid(
            "Choose %(least)s to %(most)s introductions that have one of the two in common.",
            least=LEAST,
            most=MOST,
        )
    common = set.intersection(*({one.a.id, one.b.id} for one in rows))
    if not common:
        raise Invalid("These have nobody in common. Choose introductions of one and the same.")
    first = rows[0]
    found = Gathering(first.a if first.a.id in common else first.b, rows)
    for row in rows:
        position = position_of(row.introduction)
        if not may_take(position, Step.ASK, Mover.BROKER):
            raise Conflict(LATE)
        if position.consent(found.side_of(row.introduction)) is Consent.YES:
            raise Invalid(
                "%(name)s has asked for one of these. Send that one by itself.",
                name=found.shared.name,
            )
    return found


def ask_together(
    session: Session, actor: Actor, ids: Collection[str], *, shared_first: bool = False, now: datetime
) -> Gathering:
    """Ask all of them at once: the shared one in one mail, each of the others in its own.

    With `shared_first` each of the others is asked once the shared one has said yes to it. All are asked, or
    none.

    Raises:
        NotAllowed, Invalid, Conflict: as for `gather`; or somebody was faster, or has no address.
    """
    found = gather(session, actor, ids)
    with session.begin_nested():
        asked = [_ask(session, actor, found, row.introduction.id, shared_first, now) for row in found.rows]
    key = "together " + " ".join(f"{one.id}.{one.version}" for one in asked)
    tell_in_one(session, found.shared.id, asked, MailKind.ASKED, key=key, now=now)
    return found


def _ask(
    session: Session, actor: Actor, found: Gathering, id_: str, shared_first: bool, now: datetime
) -> Introduction:
    """One of them: as if approved by itself, but for the mail to the shared one."""
    one, hand = get_as_broker(session, actor, id_)
    check_reachable(session, *check_pair(session, actor, one.a_id, one.b_id))
    shared = found.side_of(one)
    values = {"broker_id": one.broker_id or actor.account_id}
    order = Order(shared.value) if shared_first else Order.BOTH
    move(session, hand, one, Step.ASK, now=now, order=order, values=values)
    if position_of(one).consent(shared.other) is Consent.ASKED:
        tell(session, one, [shared.other], MailKind.ASKED, now=now)
    return one
