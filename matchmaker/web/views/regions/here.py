"""Who is in a region: counts by kind, ties, what is open, and how fresh the profiles are."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from matchmaker.core.entities import Kind
from matchmaker.core.vocabulary import KIND_UNKNOWN, KINDS
from matchmaker.services.ecosystem import Standing
from matchmaker.web.words import _, ngettext


@dataclass(frozen=True, slots=True)
class Count:
    """One number with its words; `kind` has a shape, and `url` leads to those who were counted."""

    number: int
    text: str
    kind: str | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the whole: its number, its words, its percent."""

    number: int
    text: str
    percent: int


@dataclass(frozen=True, slots=True)
class HereView:
    """What the section shows."""

    counts: list[Count]
    freshness: list[Share]
    directory_url: str


def here_view(code: str, standing: Standing) -> HereView:
    """The section for a region."""
    region = code or None
    return HereView(
        counts=[*_kinds(region, standing), *_others(region, standing)],
        freshness=_freshness(standing),
        directory_url=url_for("stakeholders.directory", region=region),
    )


def _kinds(region: str | None, standing: Standing) -> list[Count]:
    kinds = standing.counts["kinds"]
    found = [
        Count(
            kinds.get(kind.value, 0),
            _(KINDS[kind].many),
            kind.value,
            url_for("stakeholders.directory", region=region, kind=kind.value),
        )
        for kind in Kind
    ]
    return [*found, Count(kinds[""], _(KIND_UNKNOWN.many), "unknown")] if kinds.get("") else found


def _others(region: str | None, standing: Standing) -> list[Count]:
    ties, counts = standing.ties, standing.counts
    said = [Count(ties, ngettext("tie between them", "ties between them", ties))]
    if standing.outward:
        said.append(Count(standing.outward, _("ties with others elsewhere")))
    directory = "stakeholders.directory"
    return [
        *said,
        Count(counts["needs"], _("needs open"), url=url_for(directory, region=region, has="needs")),
        Count(counts["offers"], _("offers open"), url=url_for(directory, region=region, has="offers")),
    ]


def _freshness(standing: Standing) -> list[Share]:
    words = {
        "fresh": _("confirmed in the last 12 months"),
        "old": _("confirmed longer ago"),
        "never": _("never confirmed"),
    }
    counts, people = standing.counts, max(1, len(standing.ids))
    return [Share(counts[key], text, round(100 * counts[key] / people)) for key, text in words.items()]
