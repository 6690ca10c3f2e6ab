"""The entry for the calendar: one meeting as an iCalendar file (RFC 5545)."""

from __future__ import annotations

from datetime import timedelta

from icalendar import Calendar, Event

from matchmaker.models import Introduction
from matchmaker.services.notifications import Addresses

AGREED, CALLED_OFF = "PUBLISH", "CANCEL"
"""What an entry does in a calendar: it appears, or goes away again."""

MIME = "text/calendar"
USUAL = 30


def entry_of(one: Introduction, title: str, addresses: Addresses, method: str = AGREED) -> bytes:
    """The meeting in UTC, so that every calendar shows it on its own clock.

    The same introduction keeps its UID: a later entry takes the place of an earlier one.
    """
    if one.meeting_at is None:
        raise ValueError("no meeting is agreed")
    calendar = Calendar()
    calendar.add("prodid", f"-//{addresses.site_name}//introductions//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    event = Event()
    event.add("uid", f"{one.id}@{addresses.domain}")
    event.add("sequence", one.version)
    event.add("dtstamp", one.state_since)
    event.add("dtstart", one.meeting_at)
    event.add("dtend", one.meeting_at + timedelta(minutes=one.meeting_minutes or USUAL))
    event.add("summary", title)
    event.add("status", "CANCELLED" if method == CALLED_OFF else "CONFIRMED")
    if one.meeting_where:
        event.add("location", one.meeting_where)
    event.add("url", addresses.page(f"/introductions/{one.id}"))
    calendar.add_component(event)
    return bytes(calendar.to_ical())
