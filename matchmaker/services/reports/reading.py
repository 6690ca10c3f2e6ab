"""Reading reports: what waits for whom, and what stands there now beside what stood there then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.orm import Session, aliased

from matchmaker.core.actors import Actor
from matchmaker.core.entities import Role
from matchmaker.core.reports import About, Decision, ReportState, decisions_for
from matchmaker.core.words import N_
from matchmaker.errors import NotFound
from matchmaker.models import Introduction, IntroductionMessage, Need, Offer, Report, Stakeholder
from matchmaker.permissions import may, require

PAGE = 20
GONE = N_("There is no such report. It may be over, or it went with what it was about.")

A, B = aliased(Stakeholder), aliased(Stakeholder)


@dataclass(frozen=True, slots=True)
class ReportPlace:
    """Where a report belongs, as the permissions look at it."""

    regions: tuple[str, ...]
    pilot_id: str | None = None
    message: bool = False
    parties: frozenset[str] = frozenset()
    writer: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The reports about one profile, the oldest first; `stakeholder` is None for messages of brokers."""

    stakeholder: Stakeholder | None
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class Queue:
    """One page of groups: the one that waits longest first; `after` is where the next page begins."""

    groups: tuple[Group, ...]
    counts: Mapping[ReportState, int]
    after: str


@dataclass(frozen=True, slots=True)
class Told:
    """One report with whose it is, what stands there now (None: nothing), and what else waits about it.

    `decisions` are those that the actor may take.
    """

    report: Report
    stakeholder: Stakeholder | None
    stands: Mapping[str, str] | None
    others: tuple[Report, ...]
    decisions: tuple[Decision, ...]


def list_queue(
    session: Session, actor: Actor, *, state: ReportState = ReportState.OPEN, after: str = ""
) -> Queue:
    """The reports that the actor decides, profile by profile.

    Raises:
        NotAllowed.
    """
    require(actor, "report.decide")
    whose, first = func.coalesce(Report.stakeholder_id, ""), func.min(Report.made_at)
    query = _joined(select(whose, first)).where(_mine(actor), Report.state == state).group_by(whose)
    # The shelf is named by its stakeholder: "-" is that of brokers.
    if after:
        key = "" if after == "-" else after
        began = session.scalar(
            _joined(select(first)).where(_mine(actor), Report.state == state, whose == key)
        )
        if began is not None:
            query = query.having(or_(first > began, and_(first == began, whose > key)))
    found = [row[0] for row in session.execute(query.order_by(first, whose).limit(PAGE + 1))]
    shown = found[:PAGE]
    return Queue(
        groups=_groups(session, actor, state, shown),
        counts=count_states(session, actor),
        after=(shown[-1] or "-") if len(found) > PAGE else "",
    )


def count_states(session: Session, actor: Actor) -> dict[ReportState, int]:
    """How many reports of each state the actor decides."""
    query = _joined(select(Report.state, func.count())).where(_mine(actor)).group_by(Report.state)
    return {row[0]: row[1] for row in session.execute(query)}


def count_open(session: Session, actor: Actor) -> int:
    """How many reports wait for the actor."""
    return count_states(session, actor).get(ReportState.OPEN, 0) if may(actor, "report.decide") else 0


def count_about(session: Session, actor: Actor, ids: Iterable[str]) -> Mapping[str, int]:
    """How many reports about each of these stakeholders wait for the actor; not who made them."""
    if not may(actor, "report.decide"):
        return {}
    query = _joined(select(Report.stakeholder_id, func.count())).where(_mine(actor))
    query = query.where(Report.state == ReportState.OPEN, Report.stakeholder_id.in_(list(ids)))
    return {row[0]: row[1] for row in session.execute(query.group_by(Report.stakeholder_id))}


def get_report(session: Session, actor: Actor, report_id: str) -> Told:
    """One report for who decides it.

    Raises:
        NotFound: there is none; NotAllowed: it is not of a place of the actor's, or it concerns their own.
    """
    report = session.get(Report, report_id)
    if report is None:
        raise NotFound(GONE)
    require(actor, "report.decide", place_of(session, report))
    stakeholder = session.get(Stakeholder, report.stakeholder_id) if report.stakeholder_id else None
    others = select(Report).where(same_thing(report), Report.id != report.id)
    others = others.where(Report.state == ReportState.OPEN).order_by(Report.made_at, Report.id)
    hides = stakeholder is not None and may(actor, "stakeholder.hide", stakeholder)
    decisions = tuple(one for one in decisions_for(report.about) if hides or one is not Decision.HIDE)
    return Told(report, stakeholder, _stands(session, report), tuple(session.scalars(others)), decisions)


def place_of(session: Session, report: Report) -> ReportPlace:
    """Where a report belongs."""
    if report.introduction_id is None:
        found = session.get_one(Stakeholder, report.stakeholder_id)
        return ReportPlace((found.region,), parties=frozenset({found.id}))
    one = session.get_one(Introduction, report.introduction_id)
    sides = [session.get_one(Stakeholder, id_) for id_ in (one.a_id, one.b_id)]
    message = session.get(IntroductionMessage, report.about_id or "")
    return ReportPlace(
        (one.region, *(side.region for side in sides)),
        one.pilot_id,
        message=True,
        parties=frozenset(side.id for side in sides),
        # Only a broker's own words are nobody's side.
        writer=message.account_id if message and report.stakeholder_id is None else None,
    )


def same_thing(report: Report) -> ColumnElement[bool]:
    """The reports about what a report is about."""
    return and_(
        Report.about == report.about,
        Report.about_id.is_not_distinct_from(report.about_id),
        Report.stakeholder_id.is_not_distinct_from(report.stakeholder_id),
    )


def _stands(session: Session, report: Report) -> dict[str, str] | None:
    """What stands there now of what was kept; None where it is gone."""
    tables: dict[About, Any] = {
        About.OFFER: Offer, About.NEED: Need, About.MESSAGE: IntroductionMessage,
    }  # fmt: skip
    if report.about is About.PROFILE:
        found: Any = session.get(Stakeholder, report.stakeholder_id or "")
    else:
        found = session.get(tables[report.about], report.about_id or "")
    if found is None or getattr(found, "taken_at", None) is not None:
        return None
    return {name: str(getattr(found, name, "") or "") for name in report.stood}


def _groups(session: Session, actor: Actor, state: ReportState, shown: Iterable[str]) -> tuple[Group, ...]:
    wanted = list(shown)
    query = _joined(select(Report)).where(_mine(actor), Report.state == state)
    query = query.where(func.coalesce(Report.stakeholder_id, "").in_(wanted))
    rows: defaultdict[str, list[Report]] = defaultdict(list)
    for report in session.scalars(query.order_by(Report.made_at, Report.id)):
        rows[report.stakeholder_id or ""].append(report)
    known = session.scalars(select(Stakeholder).where(Stakeholder.id.in_(wanted)))
    by_id = {one.id: one for one in known}
    return tuple(Group(by_id.get(key), tuple(rows[key])) for key in wanted)


def _joined(query: Any) -> Any:
    """With whose it is, and for a message the introduction and its two."""
    query = query.select_from(Report).outerjoin(Stakeholder, Stakeholder.id == Report.stakeholder_id)
    query = query.outerjoin(Introduction, Introduction.id == Report.introduction_id)
    query = query.outerjoin(IntroductionMessage, IntroductionMessage.id == Report.about_id)
    return query.outerjoin(A, A.id == Introduction.a_id).outerjoin(B, B.id == Introduction.b_id)


def _mine(actor: Actor) -> ColumnElement[bool]:
    """What the actor decides, in the words of the database: as `permissions.judges_report` has it."""
    if actor.system:
        return Report.id.is_not(None)
    own, me = sorted(actor.places(Role.MEMBER)), actor.account_id
    foreign = and_(
        func.coalesce(Report.stakeholder_id, "").not_in(own),
        func.coalesce(Introduction.a_id, "").not_in(own),
        func.coalesce(Introduction.b_id, "").not_in(own),
        # What a broker wrote is nobody's side, and not for that broker to judge.
        or_(Report.stakeholder_id.is_not(None), IntroductionMessage.account_id.is_distinct_from(me)),
    )
    if actor.administrator:
        return foreign
    codes = sorted(actor.places(Role.OFFICIAL))
    profile = and_(Report.introduction_id.is_(None), _around(Stakeholder.region, codes))
    columns = Introduction.region, A.region, B.region
    message = or_(_organised(actor), *(_around(column, codes) for column in columns))
    return and_(foreign, or_(profile, and_(Report.introduction_id.is_not(None), message)))


def _around(column: Any, codes: list[str]) -> ColumnElement[bool]:
    return or_(false(), *(column.startswith(code, autoescape=True) for code in codes))


def _organised(actor: Actor) -> ColumnElement[bool]:
    pilots = sorted(actor.places(Role.ORGANISER))
    of_none = Introduction.pilot_id.is_(None) if pilots else false()
    return or_(of_none, Introduction.pilot_id.in_(pilots))
