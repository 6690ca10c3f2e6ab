"""Asking the engine: it answers from the live network, so a change shows in the next request."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.answers import Order
from matchmaker.core.entities import Kind, Level, Profile, Statement, Verdict
from matchmaker.core.matcher import Answer, Query, Suggestion
from matchmaker.core.preferences import Emphasis, factors
from matchmaker.core.reasons import told_to_both
from matchmaker.core.sides import Sides
from matchmaker.errors import Conflict, NotFound
from matchmaker.models import Alias, Block, Stakeholder, SuggestionVerdict
from matchmaker.permissions import may, require
from matchmaker.services import network, profiles
from matchmaker.services.suggestions.preferences import find_wishes

TOP = 10
NOBODY = Profile(id="", name="")
NO_SIDES = Sides()
NO_WISHES: Mapping[str, Emphasis] = {}


@dataclass(frozen=True, slots=True)
class Filters:
    """How a reader narrows a list; empty means all."""

    kinds: frozenset[Kind] = frozenset()
    levels: frozenset[Level] = frozenset()
    region: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class SuggestionPage:
    """What a page of suggestions shows."""

    profile: Profile
    need: Statement | None
    answer: Answer
    people: Mapping[str, Profile]
    verdicts: dict[str, Verdict]
    may_judge: bool
    pool_size: int
    order: Order = Order.MATCH
    wishes: Mapping[str, Emphasis] = field(default_factory=dict)
    """The own weights in force."""


@dataclass(frozen=True, slots=True)
class Example:
    """One suggestion with the two whom it is about."""

    profile: Profile
    item: Suggestion
    people: Mapping[str, Profile]
    partners: bool = False
    """Whether the two work together already."""

    sides: Sides = NO_SIDES
    """The reasons of both sides, for the step before a request."""


def suggest(
    session: Session,
    actor: Actor,
    stakeholder_id: str,
    *,
    need_id: str = "",
    filters: Filters | None = None,
    order: Order = Order.MATCH,
    top: int = TOP,
    skip: int = 0,
    now: datetime,
) -> SuggestionPage:
    """Partners for a stakeholder, or for one of its open needs.

    Raises:
        NotFound: no such stakeholder, or the need is not one of its open ones.
        NotAllowed: the actor may not see its suggestions.
    """
    stakeholder = profiles.get_stakeholder(session, actor, stakeholder_id)
    require(actor, "suggestions.read", stakeholder)
    live = network.snapshot(session, today=now.date())
    profile = live.profiles.get(stakeholder_id)
    if profile is None:
        raise NotFound("There is no such profile. It may have been removed, or the link is wrong.")
    need = _need_of(profile, need_id)
    verdicts = _verdicts(session, stakeholder_id)
    # Saved ones stay in the list: saving is a bookmark, not a farewell.
    left_out = frozenset(id_ for id_, verdict in verdicts.items() if verdict is not Verdict.SAVED)
    left_out |= _blocked(session, stakeholder_id) | _partners(session, live, stakeholder_id)
    wishes = find_wishes(session, stakeholder_id)
    query = _query(profile, need, "", left_out, filters, order, wishes)
    return SuggestionPage(
        profile=profile,
        need=need,
        answer=live.matcher.answer(query, top=top, skip=skip),
        people=live.profiles,
        verdicts=verdicts,
        may_judge=may(actor, "suggestions.judge", stakeholder),
        pool_size=len(live.profiles),
        order=order,
        wishes=wishes,
    )


def ask(
    session: Session,
    text: str,
    *,
    filters: Filters | None = None,
    order: Order = Order.MATCH,
    top: int = TOP,
    skip: int = 0,
    now: datetime,
) -> SuggestionPage:
    """Who could help with a text that anybody types."""
    live = network.snapshot(session, today=now.date())
    query = _query(NOBODY, None, text, frozenset(), filters, order)
    answer = live.matcher.answer(query, top=top, skip=skip)
    return SuggestionPage(NOBODY, None, answer, live.profiles, {}, False, len(live.profiles), order)


def get_one(
    session: Session, actor: Actor, stakeholder_id: str, other_id: str, *, need_id: str = "", now: datetime
) -> Example:
    """The suggestion of one certain stakeholder to another.

    Raises:
        NotFound, NotAllowed.
    """
    stakeholder = profiles.get_stakeholder(session, actor, stakeholder_id)
    require(actor, "suggestions.read", stakeholder)
    live = network.snapshot(session, today=now.date())
    profile = live.profiles.get(stakeholder_id)
    if profile is None:
        raise NotFound("There is no such profile. It may have been removed, or the link is wrong.")
    wishes = find_wishes(session, stakeholder_id)
    query = _query(profile, _need_of(profile, need_id), "", frozenset(), None, wishes=wishes)
    item = live.matcher.one(query, other_id)
    if item is None:
        raise NotFound("There is no such profile. It may have been removed, or the link is wrong.")
    partners = other_id in _partners(session, live, stakeholder_id)
    # Who brokers reads the page, too; with whom one works they are told as far as one shows it.
    partners &= may(actor, "stakeholder.edit", stakeholder) or live.shows_tie(stakeholder_id, other_id)
    return Example(profile, item, live.profiles, partners, told_to_both(item.account))


def resolve(session: Session, wanted: str) -> str:
    """The id behind what somebody types in a shell: ours, else a source's id, else the exact name.

    Raises:
        NotFound: nothing fits.
        Conflict: several fit; the message lists them.
    """
    if session.get(Stakeholder, wanted) is not None:
        return wanted
    by_source = select(Alias.stakeholder_id).where(Alias.source_id == wanted).distinct()
    by_name = select(Stakeholder.id).where(Stakeholder.name == wanted)
    # The first way that finds anything decides; mixing both would make a plain id ambiguous by a name.
    for query in (by_source, by_name):
        found = sorted(session.scalars(query))
        if len(found) == 1:
            return found[0]
        if found:
            raise Conflict(
                "%(wanted)s fits several: %(found)s. Give one of these ids.",
                wanted=wanted,
                found=", ".join(found),
            )
    raise NotFound(
        "Nothing is known of %(wanted)s. Give an id, a source's id or the exact name.", wanted=wanted
    )


def list_source_ids(session: Session, ids: Collection[str]) -> dict[str, str]:
    """The id in its source of each of these that has one; of several the first remembered."""
    query = select(Alias.stakeholder_id, Alias.source_id).where(Alias.stakeholder_id.in_(ids))
    return {row.stakeholder_id: row.source_id for row in session.execute(query.order_by(Alias.id.desc()))}


def _query(
    profile: Profile,
    need: Statement | None,
    text: str,
    exclude: frozenset[str],
    filters: Filters | None,
    order: Order = Order.MATCH,
    wishes: Mapping[str, Emphasis] = NO_WISHES,
) -> Query:
    narrowed = filters or Filters()
    return Query(
        profile=profile,
        need=need,
        text=text,
        exclude=exclude,
        kinds=narrowed.kinds or None,
        region=narrowed.region,
        levels=narrowed.levels or None,
        language=narrowed.language,
        weights=factors(wishes),
        order=order,
    )


def _need_of(profile: Profile, need_id: str) -> Statement | None:
    if not need_id:
        return None
    for need in profile.needs:
        if need.id == need_id:
            return need
    raise NotFound("This need is not open any more. Choose another one.")


def _partners(session: Session, live: network.Snapshot, stakeholder_id: str) -> frozenset[str]:
    """With whom one works: it is not suggested to itself anew, also where that is not shown to others."""
    known = live.matcher.pool_.network.neighbours(stakeholder_id)
    if not live.reserved:
        return frozenset(known)
    links = network.load_links(session, [stakeholder_id])
    return frozenset(known) | {key for link in links for key in (link.a, link.b)} - {stakeholder_id}


def _blocked(session: Session, stakeholder_id: str) -> frozenset[str]:
    """Who does not want this one, or is not wanted by it."""
    ours = select(Block.other_id).where(Block.stakeholder_id == stakeholder_id)
    theirs = select(Block.stakeholder_id).where(Block.other_id == stakeholder_id)
    return frozenset(session.scalars(ours.union(theirs)))


def _verdicts(session: Session, stakeholder_id: str) -> dict[str, Verdict]:
    columns = select(SuggestionVerdict.other_id, SuggestionVerdict.verdict)
    rows = session.execute(columns.where(SuggestionVerdict.stakeholder_id == stakeholder_id))
    return {row.other_id: row.verdict for row in rows}
