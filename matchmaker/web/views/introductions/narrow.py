"""By what the broker’s desk may be narrowed, and in which order what waits may stand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from matchmaker.services.introductions import STAGES, Pipeline, Whose
from matchmaker.web.views.facets import Facet, Option, region_name
from matchmaker.web.views.introductions.asked import LONGEST, Asked
from matchmaker.web.words import _


class OrderLink(NamedTuple):
    """One order that may be chosen."""

    url: str
    text: str
    current: bool


def stage_words() -> dict[str, str]:
    """The stages of the pipeline in words."""
    return {
        "proposed": _("proposed"),
        "asked": _("asked"),
        "one_yes": _("one side said yes"),
        "both_yes": _("both said yes"),
        "meeting": _("meeting agreed"),
        "step": _("first step under way"),
    }


def facets_of(pipeline: Pipeline, asked: Asked) -> list[Facet]:
    """The choices of the form; a choice between one and nothing is none."""
    wanted, words = asked.wanted, stage_words()
    regions = sorted(((code, region_name(code)) for code in pipeline.regions), key=lambda one: one[1])
    whose = [(Whose.MINE.value, _("Mine")), (Whose.NOBODYS.value, _("Nobody’s yet"))]
    found = [
        _facet("whose", _("On whose desk"), _("Everybody’s"), whose, wanted.whose.value),
        _facet("region", _("Region"), _("All regions"), regions, wanted.region),
        _facet("pilot", _("Pilot"), _("With and without"), pipeline.pilots, wanted.pilot),
        _facet("stage", _("Where it stands"), _("Anywhere"), [(s, words[s]) for s in STAGES], wanted.stage),
    ]
    return [one for one in found if len(one.options) > 1]


def orders_of(asked: Asked) -> list[OrderLink]:
    """In which order what waits may stand."""
    return [
        OrderLink(asked.url(order=None), _("Most useful first"), not asked.longest_first),
        OrderLink(asked.url(order=LONGEST), _("Waiting longest first"), asked.longest_first),
    ]


def _facet(name: str, legend: str, all_: str, choices: Iterable[tuple[str, str]], chosen: str) -> Facet:
    options = [Option("", all_, checked=not chosen)]
    options += [Option(value, text, checked=value == chosen) for value, text in choices]
    return Facet(name, legend, "select", options)
