"""Reading the communities of a region's network as they were surveyed."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.core.ecosystem.groups import Groups, from_part
from matchmaker.core.ecosystem.layout import Point
from matchmaker.core.ecosystem.scene import EVERYBODY
from matchmaker.models import RegionSurvey
from matchmaker.services.ecosystem.reading import find_region_survey, find_survey

PART = "groups"
"""The name of this part in a region's survey."""


def find_groups(session: Session, code: str) -> Groups:
    """The communities of a region, with their themes and everybody's point; none before the first survey."""
    if code == EVERYBODY:
        survey = find_survey(session)
        return Groups(survey.community, survey.themes, survey.place)
    report = find_region_survey(session, code)
    return from_part(report.parts.get(PART, {})) if report else Groups()


def load_places(session: Session) -> dict[str, dict[str, Point]]:
    """Where everybody stood in the picture of each region, by its code."""
    rows = session.execute(select(RegionSurvey.region, RegionSurvey.content))
    return {code: dict(from_part(content.get(PART, {})).place) for code, content in rows}
