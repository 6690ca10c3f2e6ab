"""The view of "How are we linked?": the ways between two, told as chains of shapes and sentences."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from matchmaker import context
from matchmaker.core.entities import Kind, Link, Profile
from matchmaker.core.regions import Region
from matchmaker.core.vocabulary import label
from matchmaker.services import ecosystem
from matchmaker.services.ecosystem import Way
from matchmaker.web.views.directory import place_of
from matchmaker.web.views.facets import Args
from matchmaker.web.views.panel import kind_word
from matchmaker.web.views.ways import address_code
from matchmaker.web.words import _, ngettext


@dataclass(frozen=True, slots=True)
class Named:
    """One stakeholder that a name may mean."""

    id: str
    name: str
    kind: Kind | None
    meta: str
    url: str


@dataclass(frozen=True, slots=True)
class End:
    """One of the two: what was typed, who it is, and who else it may be."""

    words: str
    found: Named | None
    hits: list[Named]


@dataclass(frozen=True, slots=True)
class Step:
    """One tie of a way, in a sentence."""

    ids: tuple[str, str]
    text: str


@dataclass(frozen=True, slots=True)
class Told:
    """One way: the ids on it, their kinds, and its sentences."""

    ids: list[str]
    people: list[Named]
    steps: list[Step]
    title: str


@dataclass(frozen=True, slots=True)
class LinkedView:
    """What the page shows; `said` is the answer in a sentence, empty before both are known."""

    start: End
    end: End
    ways: list[Told]
    said: str


def linked_view(region: Region, args: Args) -> LinkedView:
    """The page that an address asks for: ids in `from` and `to`, or names in `from_name` and `to_name`."""
    start, end = _end(region, args, "from"), _end(region, args, "to")
    ways: list[Way] = []
    said = ""
    if start.found and end.found:
        ways = ecosystem.find_ways(
            context.session(), start.found.id, end.found.id, today=context.now().date()
        )
        said = _said(start.found, end.found, ways)
    told = [_told(way, region, number, len(ways)) for number, way in enumerate(ways, 1)]
    return LinkedView(start, end, told, said)


def named_of(profile: Profile, region: Region) -> Named:
    """A stakeholder as lists of hits show it."""
    url = url_for("networks.of", code=address_code(region), id=profile.id)
    return Named(profile.id, profile.name, profile.kind, f"{kind_word(profile)}. {place_of(profile)}.", url)


def _end(region: Region, args: Args, name: str) -> End:
    today = context.now().date()
    words = args.get(f"{name}_name", "").strip()[:200]
    found = None
    # A choice among those of the same name comes beside the empty field of an id.
    for wanted in (*(text.strip()[:200] for text in args.getlist(name)), words):
        if wanted and found is None:
            found = ecosystem.find_named(context.session(), wanted, today=today)
    if found is not None:
        return End(found.name, named_of(found, region), [])
    hits = ecosystem.list_named(context.session(), region.code, words, today=today)
    return End(words, None, [named_of(one, region) for one in hits])


def _said(start: Named, end: Named, ways: list[Way]) -> str:
    if start.id == end.id:
        return _("These are the same. Name two different ones.")
    if not ways:
        return _("No chain of ties leads from %(a)s to %(b)s yet.", a=start.name, b=end.name)
    between = len(ways[0].people) - 2
    if between == 0:
        return _("%(a)s and %(b)s work together.", a=start.name, b=end.name)
    return ngettext(
        "%(a)s and %(b)s are linked through %(num)d other.",
        "%(a)s and %(b)s are linked through %(num)d others.",
        between,
        a=start.name,
        b=end.name,
    )


def _told(way: Way, region: Region, number: int, of: int) -> Told:
    pairs = zip(way.people, way.people[1:], way.ties, strict=False)
    return Told(
        ids=[one.id for one in way.people],
        people=[named_of(one, region) for one in way.people],
        steps=[Step((a.id, b.id), sentence(a, b, tie)) for a, b, tie in pairs],
        title=_("Way %(number)s", number=number) if of > 1 else "",
    )


def sentence(a: Profile, b: Profile, link: Link) -> str:
    """Who with whom, what kind of tie, since when."""
    kind = _(label(link.kind, "tie-kind")) if link.kind else ""
    if kind and link.since:
        return _("%(a)s and %(b)s: %(tie)s, since %(year)s.", a=a.name, b=b.name, tie=kind, year=link.since)
    if kind:
        return _("%(a)s and %(b)s: %(tie)s.", a=a.name, b=b.name, tie=kind)
    if link.since:
        return _("%(a)s and %(b)s work together since %(year)s.", a=a.name, b=b.name, year=link.since)
    return _("%(a)s and %(b)s work together.", a=a.name, b=b.name)
