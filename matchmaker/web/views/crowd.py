"""The stakeholders of a region on its map, each at its town; those of a large town are counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from matchmaker.core.ecosystem.scene import place_of
from matchmaker.core.entities import Kind, Profile
from matchmaker.core.maps.bubbles import Spot, short_names
from matchmaker.core.maps.clip import Rectangle
from matchmaker.core.maps.crowd import Crowd, common_code, crowds_of
from matchmaker.core.maps.frame import Frame, frame_around
from matchmaker.core.maps.labels import Label, Wanted, place_labels
from matchmaker.core.maps.outlines import is_on_map
from matchmaker.core.maps.projection import Floats, Point, project_all
from matchmaker.core.vocabulary import KIND_UNKNOWN, KINDS
from matchmaker.web.views.addresses import addresses
from matchmaker.web.views.ground import Ground, ground_of
from matchmaker.web.words import _, ngettext

WIDTH, HEIGHTS = 820.0, (460.0, 680.0)
MARGIN, LEAST_KM = 60.0, 40.0
SIZE = 11.0


@dataclass(frozen=True, slots=True)
class Person:
    """One stakeholder; x and y are the upper left corner of its shape, in units of the drawing."""

    url: str
    name: str
    kind: Kind | None
    said: str
    place: str
    x: float = 0.0
    y: float = 0.0


@dataclass(frozen=True, slots=True)
class Many:
    """So many stakeholders at one place."""

    url: str
    said: str
    count: int
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the region, into which one can go."""

    code: str
    name: str
    url: str
    label: Label | None


@dataclass(frozen=True, slots=True)
class CrowdView:
    """The picture and its table: everybody is a row.

    `urls` and `names` of parts are by code, `words` by kind.
    """

    title: str
    label: str
    caption: str
    frame: Frame
    ground: Ground
    people: list[Person]
    many: list[Many]
    parts: list[Part]
    rows: list[Person]
    urls: Mapping[str, str]
    names: Mapping[str, str]
    words: Mapping[Kind | None, str]
    size: float = SIZE


def crowd_view(
    profiles: Sequence[Profile],
    spots: Sequence[Spot],
    shapes: tuple[dict[str, tuple[Floats, ...]], str],
    *,
    name: str,
    address: Callable[[str], str],
) -> CrowdView | None:
    """Draw stakeholders over the parts of their region; None where none of them has a place on the map."""
    placed, places = _placed(profiles)
    if not placed:
        return None
    corners = [Point(*edge(ring)) for own in shapes[0].values() for ring in own for edge in (_low, _high)]
    frame = frame_around(
        [*(Point(x, y) for x, y in places.tolist()), *corners, *(spot.place for spot in spots)],
        WIDTH, HEIGHTS, margin=16.0 if corners else MARGIN, least_km=LEAST_KM,
    )  # fmt: skip
    crowds = crowds_of(frame.all_at(places), frame.width, frame.height)
    rows = _rows(profiles)
    people = [
        replace(rows[placed[s.number].id], x=round(s.x - SIZE / 2, 1), y=round(s.y - SIZE / 2, 1))
        for crowd in crowds
        for s in crowd.standing
    ]
    many = [_many(crowd, placed, address) for crowd in crowds if not crowd.standing]
    return CrowdView(
        title=_("Who is where"),
        label=_("Map: the stakeholders of %(name)s, each at its town.", name=name),
        caption=" ".join(_sentences(len(profiles) - len(placed), many, any(not one.kind for one in placed))),
        frame=frame,
        ground=ground_of(frame, *shapes),
        people=people,
        many=many,
        parts=_parts(spots, frame, crowds, address),
        rows=[*rows.values()],
        urls={spot.code: address(spot.code) for spot in spots},
        names={spot.code: spot.name for spot in spots},
        words=_words(),
    )


def _placed(profiles: Sequence[Profile]) -> tuple[list[Profile], Floats]:
    known = [p for p in profiles if p.lat is not None and p.lon is not None]
    lats = np.array([p.lat for p in known], float)
    lons = np.array([p.lon for p in known], float)
    places = project_all(lats, lons)
    inside = [is_on_map(Point(x, y)) for x, y in places.tolist()]
    return [p for p, seen in zip(known, inside, strict=True) if seen], places[np.array(inside, bool)]


def _low(ring: Floats) -> tuple[float, float]:
    return float(ring[:, 0].min()), float(ring[:, 1].min())


def _high(ring: Floats) -> tuple[float, float]:
    return float(ring[:, 0].max()), float(ring[:, 1].max())


def _rows(profiles: Sequence[Profile]) -> dict[str, Person]:
    """Everybody by id, not yet placed in the drawing."""
    address, nowhere, words = addresses("stakeholders.show", "id"), _("Place not known"), _words()
    return {
        one.id: Person(
            url=address(one.id),
            name=one.name,
            kind=one.kind,
            said=", ".join(filter(None, (one.name, words[one.kind], one.place))),
            place=one.place or nowhere,
        )
        for one in profiles
    }


def _words() -> dict[Kind | None, str]:
    """What each kind is called."""
    return {None: _(KIND_UNKNOWN.one), **{kind: _(KINDS[kind].one) for kind in Kind}}


def _many(crowd: Crowd, placed: Sequence[Profile], address: Callable[[str], str]) -> Many:
    members = [placed[number] for number in crowd.members]
    town = members[0].place or _("one place")
    said = ngettext(
        "%(num)d stakeholder in %(town)s and close by",
        "%(num)d stakeholders in %(town)s and close by",
        len(members),
        town=town,
    )
    return Many(
        address(common_code([place_of(one) for one in members])),
        said,
        len(members),
        crowd.x,
        crowd.y,
        crowd.radius,
    )


def _parts(
    spots: Sequence[Spot], frame: Frame, crowds: Sequence[Crowd], address: Callable[[str], str]
) -> list[Part]:
    taken = [Rectangle(c.x - c.radius, c.y - c.radius, c.x + c.radius, c.y + c.radius) for c in crowds]
    order = sorted(spots, key=lambda spot: (-spot.count, spot.code))
    names = short_names([spot.name for spot in order])
    wanted = [Wanted(name, *frame.at(spot.place), 0.0) for name, spot in zip(names, order, strict=True)]
    labels = place_labels(wanted, frame.rectangle, taken)
    return [
        Part(spot.code, spot.name, address(spot.code), label)
        for spot, label in zip(order, labels, strict=True)
    ]


def _sentences(unplaced: int, many: Sequence[Many], unsorted: bool) -> list[str]:
    found = [_("Each shape is a stakeholder at its town; those of one town stand side by side.")]
    if many:
        found.append(_("Where there are too many, their number stands for them."))
    if unsorted:
        found.append(_("A ring stands for one whose kind is not known."))
    if unplaced:
        found.append(
            ngettext(
                "%(num)d has no town that we know, and is in the table only.",
                "%(num)d have no town that we know, and are in the table only.",
                unplaced,
            )
        )
    return found
