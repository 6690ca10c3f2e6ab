"""The stakeholders of a region on its map, in words: who stands where, and what the picture leaves out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from matchmaker import context
from matchmaker.core.entities import Kind, Profile
from matchmaker.core.maps.frame import Frame
from matchmaker.core.maps.labels import Label
from matchmaker.core.regions import Region
from matchmaker.core.vocabulary import KIND_UNKNOWN, KINDS
from matchmaker.services import maps
from matchmaker.web.views.addresses import addresses
from matchmaker.web.views.facets import region_name
from matchmaker.web.views.ways import region_title
from matchmaker.web.words import _, ngettext

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
    """A part of the region, into which one can go by its name."""

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
    ground: maps.Ground
    people: list[Person]
    many: list[Many]
    parts: list[Part]
    rows: list[Person]
    urls: Mapping[str, str]
    names: Mapping[str, str]
    words: Mapping[Kind | None, str]
    size: float = SIZE


def crowd_view(
    region: Region, profiles: Sequence[Profile], counts: Mapping[str, int], address: Callable[[str], str]
) -> CrowdView | None:
    """The picture of some stakeholders of a region; None where none of them has a place on the map."""
    drawn = maps.draw_crowd(context.settings().folder, region, profiles, counts, region_name)
    if drawn is None:
        return None
    rows = _rows(profiles)
    many = [*_many(drawn, address)]
    return CrowdView(
        title=_("Who is where"),
        label=_("Map: the stakeholders of %(name)s, each at its town.", name=region_title(region)),
        caption=" ".join(_sentences(drawn, len(profiles), many)),
        frame=drawn.frame,
        ground=drawn.ground,
        people=_people(drawn, rows),
        many=many,
        parts=[Part(one.name, address(one.code), one.label) for one in drawn.parts],
        rows=[*rows.values()],
        urls={one.code: address(one.code) for one in drawn.parts},
        names={one.code: one.name for one in drawn.parts},
        words=_words(),
    )


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


def _people(drawn: maps.CrowdDrawing, rows: Mapping[str, Person]) -> list[Person]:
    standing = [one for crowd in drawn.crowds for one in crowd.standing]
    return [
        replace(rows[drawn.placed[one.number].id], x=round(one.x - SIZE / 2, 1), y=round(one.y - SIZE / 2, 1))
        for one in standing
    ]


def _many(drawn: maps.CrowdDrawing, address: Callable[[str], str]) -> Iterator[Many]:
    for crowd, code in zip(drawn.crowds, drawn.common, strict=True):
        if crowd.standing:
            continue
        said = ngettext(
            "%(num)d stakeholder in %(town)s and close by",
            "%(num)d stakeholders in %(town)s and close by",
            len(crowd.members),
            town=drawn.placed[crowd.members[0]].place or region_name(code),
        )
        yield Many(address(code), said, len(crowd.members), crowd.x, crowd.y, crowd.radius)


def _sentences(drawn: maps.CrowdDrawing, total: int, many: Sequence[Many]) -> Iterator[str]:
    yield _("Each shape is a stakeholder at its town; those of one town stand side by side.")
    if many:
        yield _("Where there are too many, their number stands for them.")
    if any(one.kind is None for one in drawn.placed):
        yield _("A ring stands for one whose kind is not known.")
    if unplaced := total - len(drawn.placed):
        yield ngettext(
            "%(num)d has no town that we know, and is in the table only.",
            "%(num)d have no town that we know, and are in the table only.",
            unplaced,
        )
