"""Taking a survey in a test, as the job does."""

from __future__ import annotations

from datetime import datetime

from matchmaker.core.ecosystem.survey import Survey
from matchmaker.db import Database
from matchmaker.services import ecosystem


def take(database: Database, now: datetime) -> Survey:
    """Survey the network, and read the survey back."""
    with database.reading() as reader:
        scene = ecosystem.look(reader, today=now.date())
        earlier = ecosystem.find_earlier(reader)
    taken = ecosystem.take_survey(scene, earlier)
    with database.transaction() as session:
        ecosystem.keep_survey(session, taken, now=now)
    with database.reading() as reader:
        return ecosystem.find_survey(reader)
