"""When the things were done that the demo tells of its introductions, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from matchmaker.services.demo.calendar import share_of
from matchmaker.store.demo.stories import DemoStep, DemoStory

MORNING, SPREAD, APART = 8, timedelta(hours=5), timedelta(minutes=17)
"""From this hour on (UTC) things are done, the first within so long, those of one day so far apart."""

MEETINGS = (10, 13, 15)
"""The hours at which the first, the second, the third time that is offered begins (UTC)."""

SATURDAY, REMINDED = 5, 2
"""So many days before its day a first joint step is reminded of."""


@dataclass(slots=True)
class Story:
    """One introduction while it is told: as it is written, and the ids of what was made of it so far."""

    written: DemoStory
    introduction: str = ""
    proposal: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing of a story, and when it was done."""

    at: datetime
    story: Story
    step: DemoStep


def moments_of(stories: Iterable[DemoStory], today: date) -> list[Moment]:
    """All that was done in all stories, in the order of time."""
    found = [moment for one in stories for moment in _moments(Story(one), today)]
    return sorted(found, key=lambda one: one.at)


def meeting_times(days: Iterable[int], today: date) -> list[datetime]:
    """The moments of meetings on some days; nobody meets on a Saturday or a Sunday."""
    dates = (_working_day(today + timedelta(days=day), today) for day in days)
    return [datetime.combine(day, time(hour), UTC) for day, hour in zip(dates, MEETINGS, strict=False)]


def _moments(story: Story, today: date) -> Iterator[Moment]:
    one = story.written
    begin = time(MORNING)
    later = share_of(f"{one.a} {one.b}") * SPREAD
    for number, step in enumerate(one.steps):
        day = today + timedelta(days=step.day)
        # Minutes apart: of two things on one day the one that is written first was first.
        yield Moment(datetime.combine(day, begin, UTC) + later + number * APART, story, step)
        if step.due is not None and step.day < step.due - REMINDED < 0:
            reminder = DemoStep(day=step.due - REMINDED, do="remind", by="")
            at = datetime.combine(today + timedelta(days=reminder.day), begin, UTC)
            yield Moment(at, story, reminder)


def _working_day(day: date, today: date) -> date:
    """The day itself, or for a weekend the Friday before, if that is past, else the Monday after."""
    weekend = day.weekday() - SATURDAY
    if weekend < 0:
        return day
    return day - timedelta(days=weekend + 1) if day < today else day + timedelta(days=2 - weekend)
