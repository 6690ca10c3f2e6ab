"""The pilot of the demo: its rules, and who is in it."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from matchmaker.models import Pilot, PilotMember, PilotRegion
from matchmaker.services.demo.calendar import Calendar, at, share_of
from matchmaker.services.demo.making import id_of
from matchmaker.store.demo import Demo, DemoStakeholder

PILOT = "Repair across four cities"
ABOUT = (
    "Workshops that mend what others throw away, the cities that want fewer things thrown away, and those "
    "who train, lend and pay for both. We bring together who could begin something within a year: a shared "
    "course, a common purchase, a repair voucher.\n\n"
    "Four cities take part: Glasgow, Stuttgart, Lille and Warsaw."
)
# West Central Scotland, Stuttgart, Nord-Pas de Calais, Warsaw with its surroundings.
REGIONS = ("UKM8", "DE11", "FRE1", "PL91")
THEME = "theme-repair-reuse"
BEGAN = timedelta(days=200)
LASTS = timedelta(days=730)
JOINED, REFUSED = 0.75, 0.05
"""So large parts of those who were invited have joined, or refused; the others have not answered."""


def add_pilot(session: Session, demo: Demo, calendar: Calendar) -> Pilot:
    """Make the pilot with its members: those who repair, some of whom have not answered yet."""
    began = at(calendar.today - BEGAN)
    pilot = Pilot(
        id=id_of("p", PILOT),
        name=PILOT,
        about=ABOUT,
        brokered=True,
        weekly_requests=5,
        open_limit=10,
        languages=["en", "de", "fr", "pl"],
        starts_on=began.date(),
        ends_on=(began + LASTS).date(),
        created_at=began,
    )
    session.add(pilot)
    session.flush()
    session.add_all(PilotRegion(pilot_id=pilot.id, region=region) for region in REGIONS)
    session.add_all(_member(pilot, one, calendar) for one in demo.stakeholders if THEME in one.themes)
    session.flush()
    return pilot


def _member(pilot: Pilot, one: DemoStakeholder, calendar: Calendar) -> PilotMember:
    """An invitation on the first day it may have come, and what followed within weeks."""
    invited = max(pilot.created_at, at(calendar.joined[one.key])) + timedelta(days=1)
    answered: datetime = min(
        invited + timedelta(days=round(30 * share_of(f"answer {one.key}"))), at(calendar.today)
    )
    share = share_of(f"pilot {one.key}")
    return PilotMember(
        pilot_id=pilot.id,
        stakeholder_id=id_of("s", one.key),
        invited_at=invited,
        joined_at=answered if share < JOINED else None,
        left_at=answered if share > 1 - REFUSED else None,
    )
