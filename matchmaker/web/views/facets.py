"""Filters as facets: what may be chosen, what is chosen, and how many each choice would leave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from werkzeug.datastructures import MultiDict

from matchmaker import context, i18n
from matchmaker.core.entities import Kind, Level
from matchmaker.core.vocabulary import KIND_UNKNOWN, KINDS, label
from matchmaker.services import places
from matchmaker.services.suggestions import Filters
from matchmaker.web.words import _

Args = MultiDict[str, str]

MOST_THEMES = 12

TAKEN = frozenset({"endpoint", "code", "form", "id", "other_id"})
"""Words that `url_for` and the paths of our addresses have for themselves, as those with a bar in front."""

# NUTS spells two countries otherwise than ISO 3166-1.
ISO_OF_NUTS = {"EL": "GR", "UK": "GB"}


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a facet."""

    value: str
    text: str
    count: int | None = None
    checked: bool = False
    kind: str | None = None
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Facet:
    """One group of choices."""

    name: str
    legend: str
    control: str
    options: list[Option] = field(default_factory=list)


def read_filters(args: Args) -> Filters:
    """What the address says; words that mean nothing are passed over."""
    return Filters(
        kinds=frozenset(Kind(word) for word in args.getlist("kind") if word in set(Kind)),
        levels=frozenset(Level(word) for word in args.getlist("level") if word in set(Level)),
        region=args.get("region", "").upper()[:5],
        language=args.get("language", "")[:3],
    )


def kinds_facet(chosen: Iterable[Kind], counts: Mapping[Kind | None, int]) -> Facet:
    """Who; a kind that nobody here has is shown too, so that the list never jumps."""
    picked = set(chosen)
    options = [
        Option(kind.value, _(KINDS[kind].one), counts.get(kind, 0), kind in picked, kind.value)
        for kind in Kind
    ]
    if unknown := counts.get(None, 0):
        options.append(Option("", _(KIND_UNKNOWN.one), unknown))
    return Facet("kind", _("Who"), "checks", [option for option in options if option.value])


def themes_facet(chosen: Sequence[str], counts: Mapping[str, int]) -> Facet:
    """The themes that most have, and those chosen."""
    most = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    keys = [key for key, _count in most if key.startswith("theme-")][:MOST_THEMES]
    keys += [key for key in chosen if key not in keys]
    options = [Option(key, _(label(key)), counts.get(key, 0), key in chosen) for key in keys]
    return Facet("theme", _("Themes"), "checks", options)


def levels_facet(chosen: Iterable[Level], counts: Mapping[Level, int]) -> Facet:
    """How sure."""
    words = {Level.STRONG: _("Strong"), Level.GOOD: _("Good"), Level.LOOK: _("Worth a look")}
    picked = set(chosen)
    options = [Option(level.value, words[level], counts.get(level, 0), level in picked) for level in Level]
    return Facet("level", _("How sure"), "checks", options)


def language_facet(chosen: str, counts: Mapping[str, int]) -> Facet:
    """A language that they speak."""
    names = [(i18n.language_name(code, context.language()), code, count) for code, count in counts.items()]
    options = [Option("", _("Any"), None, not chosen)]
    options += [Option(code, name, count, code == chosen) for name, code, count in sorted(names)]
    return Facet("language", _("Language they work in"), "select", options)


def place_facet(chosen: str, own_region: str, own_country: str) -> Facet:
    """How far: the own region, the own country, anywhere."""
    options = []
    if region := places.get_regions().get(own_region[:4]):
        options.append(
            Option(region.code, _("In your region: %(name)s", name=region.name), None, chosen == region.code)
        )
    if own_country:
        country = i18n.country_name(own_country, context.language())
        options.append(
            Option(own_country, _("In your country: %(name)s", name=country), None, chosen == own_country)
        )
    options.append(Option("", _("Anywhere"), None, not chosen))
    return Facet("region", _("How far"), "radios", options)


def region_name(code: str) -> str:
    """The name of a region, or of a country where NUTS or ISO says so."""
    if len(code) == 2:
        return i18n.country_name(ISO_OF_NUTS.get(code, code), context.language())
    region = places.get_regions().get(code)
    return region.name if region else code


def kept(args: Args, *without: str) -> dict[str, Any]:
    """The values of the address but some, to build the next one."""
    names = (name for name in args if name not in TAKEN and not name.startswith("_"))
    return {name: args.getlist(name) for name in names if name not in without and args.get(name)}
