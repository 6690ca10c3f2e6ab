"""Evidence for a funder: what became of the introductions of a pilot or a region, and its network beside."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from matchmaker.core.actors import Actor
from matchmaker.core.ecosystem.measures import Figures
from matchmaker.core.entities import Profile
from matchmaker.core.introductions.evidence import REGION_DEPTH, Evidence, Fact, Moment, weigh
from matchmaker.core.introductions.states import State
from matchmaker.core.regions import Region
from matchmaker.models import Exposure, Introduction, IntroductionStep, Pilot, PilotMember, Stakeholder
from matchmaker.permissions import require
from matchmaker.services import ecosystem, network, pilots
from matchmaker.store.export import csv_bytes

A, B = aliased(Stakeholder), aliased(Stakeholder)

HEADERS = (
    "id", "origin", "kind_a", "kind_b", "region_a", "region_b", "state", "began_on", "asked_on",
    "answered_on", "answer", "days_to_answer", "introduced_on", "met_on", "meetings_kept", "meetings_missed",
    "partnership_on", "decline_reason", "close_reason",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to the last, both with it; None is open."""

    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class NetworkChange:
    """The figures of a region on two days of surveys; those of `then` are the older."""

    region: str
    then_on: date
    then: Figures
    now_on: date
    now: Figures


@dataclass(frozen=True, slots=True)
class Impact:
    """What the report shows; `people` are the profiles of all whom it names."""

    evidence: Evidence
    people: Mapping[str, Profile]
    changes: tuple[NetworkChange, ...]
    unsurveyed: tuple[str, ...]
    """Regions without two days of surveys in the period."""


@dataclass(frozen=True, slots=True)
class _Row:
    """One introduction with its two sides, as it was read."""

    introduction: Introduction
    fact: Fact


def get_pilot_impact(
    session: Session, actor: Actor, pilot_id: str, period: Period, *, now: datetime
) -> tuple[Pilot, Impact]:
    """The evidence of a pilot among those who joined it.

    Raises:
        NotFound; NotAllowed: the actor does not run it.
    """
    pilot = pilots.get_pilot(session, pilot_id)
    require(actor, "pilot.run", pilot)
    joined = select(PilotMember.stakeholder_id).where(PilotMember.pilot_id == pilot_id, pilots.is_member())
    live = network.snapshot(session, today=now.date())
    here = {one.id: one for one in live.people(session.scalars(joined).all())}
    regions = pilots.list_regions(session, pilot_id)
    return pilot, _impact(session, Introduction.pilot_id == pilot_id, here, regions, period)


def get_region_impact(
    session: Session, actor: Actor, region: Region, period: Period, *, now: datetime
) -> Impact:
    """The evidence of a region among those who may be suggested there.

    Raises:
        NotAllowed: the actor does not plan there.
    """
    require(actor, "region.plan", region)
    live = network.snapshot(session, today=now.date())
    here = {key: one for key, one in live.inside(region.code).items() if one.rankable}
    return _impact(session, _in_region(region.code), here, [region.code], period)


def export_pilot_introductions(session: Session, actor: Actor, pilot_id: str, period: Period) -> bytes:
    """The introductions of a pilot as CSV, one a row, without names or texts.

    Raises:
        NotFound, NotAllowed.
    """
    require(actor, "pilot.run", pilots.get_pilot(session, pilot_id))
    return _csv(session, Introduction.pilot_id == pilot_id, period)


def export_region_introductions(session: Session, actor: Actor, region: Region, period: Period) -> bytes:
    """The same of a region.

    Raises:
        NotAllowed.
    """
    require(actor, "region.plan", region)
    return _csv(session, _in_region(region.code), period)


def _in_region(code: str) -> ColumnElement[bool]:
    columns = (Introduction.region, A.region, B.region)
    return or_(*(column.startswith(code, autoescape=True) for column in columns))


def _impact(
    session: Session,
    which: ColumnElement[bool],
    people: Mapping[str, Profile],
    regions: Sequence[str],
    period: Period,
) -> Impact:
    facts = [one.fact for one in _read(session, which, period)]
    changes = {code: _change(session, code, period) for code in regions}
    return Impact(
        evidence=weigh(facts, people, _shown(session, people, period)),
        people=people,
        changes=tuple(one for one in changes.values() if one is not None),
        unsurveyed=tuple(code for code, one in changes.items() if one is None),
    )


def _began_in(period: Period) -> ColumnElement[bool]:
    wanted: list[ColumnElement[bool]] = [Introduction.id.is_not(None)]
    if period.since is not None:
        wanted.append(Introduction.created_at >= datetime.combine(period.since, time(), UTC))
    if period.until is not None:
        after = period.until + timedelta(days=1)
        wanted.append(Introduction.created_at < datetime.combine(after, time(), UTC))
    return and_(*wanted)


def _read(session: Session, which: ColumnElement[bool], period: Period) -> list[_Row]:
    """All introductions that began in a period, the oldest first, in two queries."""
    wanted = select(Introduction, A.kind, B.kind, A.region, B.region).join(A, A.id == Introduction.a_id)
    wanted = wanted.join(B, B.id == Introduction.b_id).where(which, _began_in(period))
    ids = wanted.with_only_columns(Introduction.id)
    made = IntroductionStep
    steps = select(made.introduction_id, made.at, made.step, made.before, made.after)
    moments: dict[str, list[Moment]] = {}
    for key, at, step, before, after in session.execute(
        steps.where(made.introduction_id.in_(ids)).order_by(made.id)
    ):
        moments.setdefault(key, []).append(Moment(at, step, before, after))
    found = session.execute(wanted.order_by(Introduction.created_at, Introduction.id))
    return [
        _Row(
            one,
            Fact(
                a=one.a_id,
                b=one.b_id,
                kinds=(kind_a.value if kind_a else "", kind_b.value if kind_b else ""),
                regions=(region_a, region_b),
                state=one.state,
                moments=tuple(moments.get(one.id, ())),
                decline=one.decline_reason,
            ),
        )
        for one, kind_a, kind_b, region_a, region_b in found
    ]


def _shown(session: Session, people: Collection[str], period: Period) -> dict[str, int]:
    """How often each was suggested in the period; empty where nothing was shown to anybody."""
    wanted: list[ColumnElement[bool]] = [Exposure.day.is_not(None)]
    if period.since is not None:
        wanted.append(Exposure.day >= period.since)
    if period.until is not None:
        wanted.append(Exposure.day <= period.until)
    query = select(Exposure.stakeholder_id, func.sum(Exposure.times)).where(*wanted)
    found = session.execute(query.group_by(Exposure.stakeholder_id))
    return {key: int(times) for key, times in found if key in people}


def _change(session: Session, code: str, period: Period) -> NetworkChange | None:
    """The first and the last survey of the period; None where there are no two."""
    past = ecosystem.list_past_figures(session, code, since=period.since)
    past = [one for one in past if period.until is None or one[0] <= period.until]
    if len(past) < 2:
        return None
    return NetworkChange(code, *past[0], *past[-1])


def _csv(session: Session, which: ColumnElement[bool], period: Period) -> bytes:
    return csv_bytes(HEADERS, (tuple(_cells(one)) for one in _read(session, which, period)))


def _cells(row: _Row) -> Iterator[str]:
    """One introduction in the order of HEADERS; of a place only its region of level 2 is told."""
    one, fact = row.introduction, row.fact
    days = fact.days_to_answer
    yield from (one.id, one.origin.value, *fact.kinds, *(code[:REGION_DEPTH] for code in fact.regions))
    yield from (one.state.value, _day(one.created_at), _day(fact.asked_at), _day(fact.answered_at))
    yield from (fact.answer.value if fact.answer else "", "" if days is None else f"{days:.1f}")
    yield from (_day(fact.first(State.INTRODUCED)), _day(fact.first(State.MET)))
    yield from (str(fact.met), str(fact.missed), _day(fact.first(State.PARTNERSHIP)))
    yield one.decline_reason.value if one.decline_reason else ""
    yield one.close_reason.value if one.close_reason else ""


def _day(moment: datetime | None) -> str:
    return moment.date().isoformat() if moment else ""
