"""The view of two states of a profile side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo

from flask import url_for

from matchmaker import context, i18n
from matchmaker.core.differing import Piece
from matchmaker.services import history
from matchmaker.services.profiles import Comparison, Difference, Part
from matchmaker.web.views.facets import Facet, Option
from matchmaker.web.views.field_words import field_name, in_words
from matchmaker.web.words import _

LOCATION = ("place", "country", "region")
"""They are put back together."""


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """A field in both states, in pieces; `field` is "" where it cannot be put back on its own."""

    label: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    field: str


@dataclass(frozen=True, slots=True)
class PartView:
    """The profile, an offer or a need; `restorable` where it was there, and is."""

    id: str
    title: str
    said: str
    rows: list[DifferenceRow]
    subject: str
    restorable: bool


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """What the page shows."""

    name: str
    url: str
    before: str
    after: str
    parts: list[PartView]
    restore_url: str
    version: str
    choices: list[Facet]

    @property
    def restorable(self) -> bool:
        """Whether more than one part could be put back."""
        return sum(part.restorable for part in self.parts) > 1


def comparison_view(found: Comparison, zone: tzinfo) -> ComparisonView:
    """Two states; only today's can be changed into the other."""
    one, today = found.stakeholder, found.later is None
    restore_url = url_for("history.restore", id=one.id, number=found.earlier) if today else ""
    return ComparisonView(
        name=one.name,
        url=url_for("history.show", id=one.id),
        before=_state(found.earlier_at, zone) if found.earlier else _("Before the first change kept here"),
        after=_("Today") if today else _state(found.later_at, zone),
        parts=[_part(found, part, number, today) for number, part in enumerate(found.parts)],
        restore_url=restore_url,
        version=found.version,
        choices=_choices(found, zone),
    )


def _choices(found: Comparison, zone: tzinfo) -> list[Facet]:
    """The two states to choose; the second may be today's."""
    states = [(str(number), _state(at, zone)) for number, at in found.saves]
    first = [*states, ("0", _("Before the first change kept here"))]
    second = [("", _("Today")), *states]
    later = "" if found.later is None else str(found.later)
    pairs = (
        ("a", _("The earlier state"), first, str(found.earlier)),
        ("b", _("The later state"), second, later),
    )
    return [
        Facet(name, legend, "select", [Option(value, text, None, value == now) for value, text in known])
        for name, legend, known, now in pairs
    ]


def _state(at: datetime | None, zone: tzinfo) -> str:
    return _("After %(moment)s", moment=i18n.moment(at, context.language(), zone)) if at else ""


def _part(found: Comparison, part: Part, number: int, today: bool) -> PartView:
    profile, offer = part.subject == found.stakeholder.id, part.subject.startswith("o-")
    title = _("The profile") if profile else _("An offer") if offer else _("A need")
    restorable = today and part.was_there and part.is_there
    return PartView(
        id=f"part-{number}",
        title=title,
        said="" if profile else part.text,
        rows=[_row(one, offer, restorable) for one in part.differences],
        subject=part.subject,
        restorable=restorable,
    )


def _row(one: Difference, offer: bool, restorable: bool) -> DifferenceRow:
    words = [in_words(one.field, value, offer=offer) for value in (one.before, one.after)]
    before, after = history.side_by_side(*words)
    field = "place" if one.field in LOCATION else one.field
    return DifferenceRow(field_name(one.field), before, after, field if restorable else "")
