"""Two records become one: in one transaction, written down so that it can be undone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.duplicates.choosing import Choice, Pick, decided, filled, merged
from matchmaker.core.duplicates.states import PairState
from matchmaker.core.words import N_
from matchmaker.errors import Conflict, Invalid, NotAllowed
from matchmaker.models import DuplicatePair, Introduction, Merge, Stakeholder, Tie
from matchmaker.models.ids import new_id
from matchmaker.permissions import require
from matchmaker.services import audit, ecosystem, history
from matchmaker.services.duplicates.following import follow_all
from matchmaker.services.duplicates.journal import Journal, table_of
from matchmaker.services.duplicates.moving import Moving
from matchmaker.services.duplicates.reading import PairPlace, closed_to, fields_of, get_pair, seen_of
from matchmaker.services.duplicates.requests import close_open
from matchmaker.services.duplicates.telling import Part, people_of, tell_merged
from matchmaker.services.profiles.checks import LONGEST, TOO_LONG, clean

MERGED = "merged"
"""The field under which the histories of both records tell of a merge."""

LATE = N_("Somebody else has decided about these two just now. Look at the list again.")
CHANGED = N_("One of the two has changed since you opened this page. Look at both again, then decide.")
MUST_STAY = N_("People look after %(name)s, so this record stays. Let the other one go up into it.")
BOTH_CLAIMED = N_("People look after both records. Ask their owners; an administrator may merge them.")
NO_NAME = N_("Say what the organisation is called.")


def merge(
    session: Session, actor: Actor, pair_id: str, choice: Choice, *, seen: str = "", now: datetime
) -> Merge:
    """Let one of a pair go up into the other; `seen` is what the page showed of them, "" for the shell.

    Everything that belonged to the record that goes belongs to the other. Its people keep their access. A
    consent is never widened: see `consenting`. Nothing is shown to anybody who could not see it before: of
    two audiences of one field the narrower holds, and whoever opted out of the ranking stays out.

    Who may edit both decides about everything. Who may edit one alone, such as an official where people look
    after the other, only fills: the record that they may not edit stays, every field says what it says there,
    and only what is empty there comes from the other. What was picked does not count then. Offers and needs
    that come with it are for its people alone until they open them, and partnerships wait for their yes.

    Raises:
        NotFound; NotAllowed: the actor may edit neither, or the one that goes is not theirs to edit.
        Conflict: somebody has decided already, or the records are not as they were shown.
        Invalid: the name is empty, or words of one's own are too long.
    """
    pair = get_pair(session, actor, pair_id)
    revision = take_turn(session, pair, choice.keep)
    a, b = (get_now(session, id_) for id_ in (pair.a_id, pair.b_id))
    require(actor, "duplicate.decide", PairPlace((a.region, b.region)))
    fills = _only_fills(actor, a, b, choice.keep)
    if seen and seen != seen_of(a, b):
        raise Conflict(CHANGED)
    kept, gone = (a, b) if choice.keep == a.id else (b, a)
    if fills:
        values = filled(fields_of(kept), fields_of(gone), ties=_has_ties(session, gone.id))
    else:
        values = merged(fields_of(kept), fields_of(gone), with_own_words(choice))
    if not values["name"]:
        raise Invalid("Some answers need another look.", fields={"name": NO_NAME})
    close_open(session, pair.id, now=now)
    moving = Moving(session, Journal(session), actor, fields_of(kept), fields_of(gone), values, now, fills)
    return carry_out(moving, pair, revision)


def carry_out(moving: Moving, pair: DuplicatePair, revision: int) -> Merge:
    """Do what was decided: both records are locked, and whoever may decide it has."""
    session, kept, gone = moving.session, moving.kept, moving.gone
    # Before they all belong to one record.
    readers = {Part.KEPT: people_of(session, kept["id"]), Part.GONE: people_of(session, gone["id"])}
    _write(moving, pair)
    made = _keep(moving, pair, revision)
    _tell(moving, made)
    tell_merged(session, made, readers, decided(kept, gone, moving.values), now=moving.now)
    return made


def _has_ties(session: Session, stakeholder_id: str) -> bool:
    named = or_(Tie.a_id == stakeholder_id, Tie.b_id == stakeholder_id)
    return session.scalar(select(Tie.id).where(named).limit(1)) is not None


def with_own_words(choice: Choice) -> Choice:
    """The choice with the words of one's own as they are stored.

    Raises:
        Invalid: words that were picked are too long.
    """
    own = {name: clean(text) for name, text in choice.own.items()}
    picked = [name for name in own if choice.picks.get(name) is Pick.OWN]
    long = [name for name in picked if len(own[name]) > LONGEST[name]]
    if long:
        raise Invalid("Some answers need another look.", fields=dict.fromkeys(long, TOO_LONG))
    return replace(choice, own=own)


def _only_fills(actor: Actor, a: Stakeholder, b: Stakeholder, keep: str) -> bool:
    """Whether the actor may only fill the record that stays."""
    foreign = closed_to(actor, a, b)
    if len(foreign) > 1:
        raise NotAllowed(BOTH_CLAIMED)
    if foreign and foreign[0].id != keep:
        raise NotAllowed(MUST_STAY, name=foreign[0].name)
    return bool(foreign)


def take_turn(session: Session, pair: DuplicatePair, keep: str, *, late: str = LATE) -> int:
    """Let nobody else move either record; of two who decide at once the second finds it decided.

    Introductions first, then the revision, then the records: as those who take a step lock them.

    Raises:
        Conflict: it is decided, or the record that should stay is none of the two; `late` says it.
    """
    ids = [pair.a_id, pair.b_id]
    theirs = select(Introduction.id).where(or_(Introduction.a_id.in_(ids), Introduction.b_id.in_(ids)))
    session.scalars(theirs.order_by(Introduction.id).with_for_update()).all()
    revision = history.touch(session, [])
    fresh = session.get(DuplicatePair, pair.id, populate_existing=True, with_for_update=True)
    if fresh is None or fresh.state is not PairState.OPEN or keep not in (fresh.a_id, fresh.b_id):
        raise Conflict(late)
    return revision


def get_now(session: Session, stakeholder_id: str) -> Stakeholder:
    """One of the two as it is now, locked.

    Raises:
        Conflict: it is gone.
    """
    found = session.get(Stakeholder, stakeholder_id, populate_existing=True, with_for_update=True)
    if found is None:
        raise Conflict(LATE)
    return found


def _write(moving: Moving, pair: DuplicatePair) -> None:
    journal, people = moving.journal, table_of(Stakeholder)
    moving.session.flush()
    follow_all(moving)
    pairs = table_of(DuplicatePair)
    for row in journal.rows(pairs, pairs.c.id == pair.id):
        decided = {"decided_by": moving.actor.account_id, "decided_at": moving.now}
        journal.update(pairs, row, {"state": PairState.MERGED} | decided)
    journal.update(people, moving.kept, {**moving.values, "updated_at": moving.now})
    journal.delete(people, moving.gone)


def _keep(moving: Moving, pair: DuplicatePair, revision: int) -> Merge:
    made = Merge(
        id=new_id("x"),
        revision=revision,
        pair_id=pair.id,
        kept_id=moving.kept["id"],
        gone_id=moving.gone["id"],
        gone_name=moving.gone["name"],
        followed=dict(moving.journal.followed),
        journal=moving.journal.entries,
        touches=sorted(moving.journal.touches),
        account_id=moving.actor.account_id,
        made_at=moving.now,
    )
    try:
        with moving.session.begin_nested():
            moving.session.add(made)
    except IntegrityError as error:
        raise Conflict(LATE) from error
    return made


def _tell(moving: Moving, made: Merge) -> None:
    """History, audit, and the readers of the network."""
    session, now = moving.session, moving.now
    session.expire_all()
    kept, gone = moving.both
    changed: Mapping[str, Any] = {**moving.values, MERGED: gone}
    notes: tuple[tuple[str, Mapping[str, Any], Mapping[str, Any]], ...] = (
        (kept, moving.kept, changed),
        (gone, {}, {MERGED: kept}),
    )
    for id_, before, after in notes:
        history.record(
            session, moving.actor, stakeholder_id=id_, subject=id_, before=before, after=after,
            source=made.id, now=now,
        )  # fmt: skip
    history.touch(session, {kept, gone, *moving.others})
    ecosystem.queue_survey(session, now=now)
    audit.record(
        session,
        moving.actor,
        "duplicate.merge",
        kept,
        now=now,
        gone=gone,
        merge=made.id,
        followed=made.followed,
    )
