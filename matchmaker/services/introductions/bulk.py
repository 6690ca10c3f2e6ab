"""One act on many introductions at once: what it would do, and doing it to each as if by itself."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.introductions.states import ENDS, Mover
from matchmaker.core.introductions.steps import Step, may_take
from matchmaker.errors import Invalid, MatchmakerError
from matchmaker.models import Account, Introduction
from matchmaker.permissions import require
from matchmaker.services.introductions.answering import close
from matchmaker.services.introductions.brokering import assign, hold
from matchmaker.services.introductions.desk import list_chosen
from matchmaker.services.introductions.hands import get_as_broker
from matchmaker.services.introductions.moving import position_of
from matchmaker.services.introductions.reading import Row, list_colleagues

MOST = 100


@dataclass(frozen=True, slots=True)
class Preview:
    """What an act would do: to these, not to those; `colleagues` are who may take all of them over."""

    rows: Sequence[Row]
    left: Sequence[Row]
    colleagues: Sequence[Account]


def preview(session: Session, actor: Actor, ids: Collection[str], act: str) -> Preview:
    """To which of these an act can be done now. Those of others' desks are passed over.

    Raises:
        NotAllowed; Invalid: nothing is chosen, or too much, or there is no such act.
    """
    require(actor, "introduction.broker")
    _check(ids, act)
    found = list_chosen(session, actor, ids)
    rows = [one for one in found if _may(one.introduction, act)]
    return Preview(
        rows=rows,
        left=[one for one in found if one not in rows],
        colleagues=list_colleagues(session, rows[0].introduction) if rows else (),
    )


def do_to_all(
    session: Session, actor: Actor, ids: Collection[str], act: str, *, now: datetime, **values: Any
) -> int:
    """Do it to each that it can be done to; one that somebody else has moved meanwhile stays as it is.

    Raises:
        NotAllowed, Invalid: as for `preview`; Invalid: what goes with the act cannot be taken.
    """
    require(actor, "introduction.broker")
    _check(ids, act)
    done = 0
    # In one order: two brokers whose choices overlap do not wait for each other.
    for id_ in sorted(set(ids)):
        try:
            with session.begin_nested():
                ACTS[act](session, actor, id_, now=now, **values)
        except Invalid:
            # What was sent is wrong for all of them, not moved meanwhile.
            raise
        except MatchmakerError:
            continue
        done += 1
    return done


def _check(ids: Collection[str], act: str) -> None:
    if act not in ACTS:
        raise Invalid("Choose one of the answers shown.")
    if not ids:
        raise Invalid("Choose at least one introduction first.")
    if len(ids) > MOST:
        raise Invalid("Choose at most %(most)s introductions at once.", most=MOST)


def _may(one: Introduction, act: str) -> bool:
    step = STEPS[act]
    return one.state not in ENDS and (step is None or may_take(position_of(one), step, Mover.BROKER))


def _close(session: Session, actor: Actor, id_: str, *, now: datetime, **values: Any) -> Introduction:
    _one, hand = get_as_broker(session, actor, id_)
    return close(session, hand, id_, now=now, **values)


ACTS: Mapping[str, Callable[..., Introduction]] = {"hold": hold, "assign": assign, "close": _close}
STEPS: Mapping[str, Step | None] = {"hold": Step.HOLD, "assign": None, "close": Step.CLOSE}
"""The step that each act takes; passing on takes none."""
