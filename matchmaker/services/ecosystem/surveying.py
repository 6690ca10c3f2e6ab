"""Taking a survey: read, reckon, write down, in three steps, so that nobody waits while it is reckoned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from matchmaker.core.actors import SYSTEM, Actor
from matchmaker.core.audience import Closeness
from matchmaker.core.ecosystem.counts import counts
from matchmaker.core.ecosystem.gaps import gaps
from matchmaker.core.ecosystem.groups import groups_of
from matchmaker.core.ecosystem.roles import roles_of
from matchmaker.core.ecosystem.scene import Scene
from matchmaker.core.ecosystem.survey import (
    Part,
    Progress,
    RegionFound,
    Steady,
    Survey,
    measured_of,
    regions_of,
    survey_of,
)
from matchmaker.core.ecosystem.worth import ties_part
from matchmaker.models import Job, NetworkRevision, PastFigures, RegionSurvey
from matchmaker.models import Survey as SurveyRow
from matchmaker.models.jobs import JobState
from matchmaker.permissions import require
from matchmaker.services import audit, jobs, network, places, quality
from matchmaker.services.ecosystem import blocks, groups
from matchmaker.services.ecosystem.contents import as_content
from matchmaker.services.ecosystem.keeping import thin_out
from matchmaker.services.ecosystem.reading import SEEN

PARTS: Mapping[str, Part] = {
    "counts": counts,
    "gaps": gaps,
    groups.PART: groups_of,
    "roles": roles_of,
    "ties": ties_part,
}
"""What is found out about every region besides its figures: name in `RegionSurvey.content` -> how."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A survey as it was reckoned, not yet written down."""

    survey: Survey
    regions: Mapping[str, RegionFound] = field(default_factory=dict)


def silent(_done: int, _total: int) -> None:
    """Tell nobody."""


def look(session: Session, *, today: date) -> Scene:
    """The network as it is committed now, as everybody may see it who reads the pages of regions."""
    live = network.snapshot(session, today=today, closeness=Closeness.VISITOR)
    return Scene(
        # All at once: read one by one over minutes, somebody would change meanwhile, and all begin anew.
        dict(live.profiles),
        live.matcher,
        places.get_regions(),
        today,
        groups.load_places(session),
        _kept_apart(session, live),
    )


def _kept_apart(session: Session, live: network.Snapshot) -> dict[str, frozenset[str]]:
    """Who is never brought together: by a block, or as they work together already and do not show it."""
    found = dict(blocks.load_blocks(session))
    for link in network.load_links(session, sorted(live.reserved)) if live.reserved else ():
        for one, other in ((link.a, link.b), (link.b, link.a)):
            found[one] = found.get(one, frozenset()) | {other}
    return found


def take_survey(scene: Scene, earlier: Survey, *, progress: Progress = silent) -> Taken:
    """Measure everybody, then region by region. It takes seconds to minutes; no session is needed."""
    progress = Steady(progress)
    scene = replace(scene, pulse=progress.again)
    whole = measured_of(scene, scene.network)
    survey = survey_of(scene, whole, earlier)
    return Taken(survey, dict(regions_of(scene, whole, PARTS, progress)))


def keep_survey(session: Session, taken: Taken, *, now: datetime) -> None:
    """Write a survey down in the place of the one before; all processes take it up with their next answer."""
    # Our turn first: of two surveys at once both would else write a row for the same region.
    session.execute(select(NetworkRevision.id).with_for_update())
    row = SurveyRow(taken_at=now, release=quality.installed(), content=as_content(taken.survey))
    session.add(row)
    # The new row before the old one goes: SQLite would give it the same number, and nobody would look.
    session.flush()
    session.execute(delete(SurveyRow).where(SurveyRow.id != row.id))
    session.execute(delete(RegionSurvey))
    session.execute(delete(PastFigures).where(PastFigures.day == now.date()))
    for code, found in taken.regions.items():
        content: dict[str, Any] = {"figures": dict(found.figures), **found.parts}
        session.add(RegionSurvey(region=code, taken_at=now, content=content))
        session.add(PastFigures(region=code, day=now.date(), figures=dict(found.figures)))
    session.flush()
    session.info.pop(SEEN, None)
    thin_out(session, today=now.date())
    audit.record(session, SYSTEM, "survey.take", "", now=now, stakeholders=len(taken.survey.ids))


def find_asked(session: Session, *, now: datetime) -> str | None:
    """The id of the job that surveys now or next, None when none waits."""
    going = Job.state.in_([JobState.QUEUED, JobState.RUNNING])
    query = select(Job.id).where(Job.kind == "survey.take", going, Job.due_at <= now)
    return session.scalars(query.order_by(Job.state.desc(), Job.due_at).limit(1)).one_or_none()


def ask_for_survey(session: Session, actor: Actor, *, now: datetime) -> Job:
    """Have the network surveyed soon; a survey that waits already is enough."""
    require(actor, "survey.ask")
    audit.record(session, actor, "survey.ask", "", now=now)
    return queue_survey(session, now=now)


def queue_survey(session: Session, *, now: datetime) -> Job:
    """The network has changed much: survey it soon; a survey that waits already is enough."""
    return jobs.enqueue_unless_waiting(session, "survey.take", now=now)
