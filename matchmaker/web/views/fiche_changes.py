"""The view of what has changed since the fiche before."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from matchmaker.core.ecosystem.fiche import Differences
from matchmaker.core.ecosystem.proposals import ProposalState
from matchmaker.services.fiches import Read
from matchmaker.web.layout import day
from matchmaker.web.views.fiche_words import Named, Names
from matchmaker.web.views.figures import (
    BETWEEN,
    EXPLAINED,
    difference_text,
    figure_label,
    figure_text,
)
from matchmaker.web.words import _, ngettext

MOST_NAMED = 40


@dataclass(frozen=True, slots=True)
class Changed:
    """One figure before and now."""

    label: str
    before: str
    now: str
    by: str


@dataclass(frozen=True, slots=True)
class ChangesView:
    """What is different."""

    title: str
    url: str
    figures: list[Changed]
    said: list[str]
    people: list[tuple[str, list[Named]]]
    ties: list[tuple[str, list[tuple[Named, Named]]]]


def changes_view(read: Read, names: Names) -> ChangesView | None:
    """The changes, None in the first fiche of a region."""
    found, earlier, content = read.differences, read.earlier, read.content
    if found is None or earlier is None:
        return None
    people = [
        (_("New here"), found.new),
        (_("No longer alone"), found.no_longer_alone),
        (_("Alone since then"), found.newly_alone),
    ]
    ties = [
        (_("Ties worth making that came about"), content.came),
        (_("Ties made"), content.made),
    ]
    return ChangesView(
        title=_("Since fiche %(number)d of %(day)s", number=earlier.number, day=day(earlier.made_at)),
        url="" if names.on_paper else url_for("fiches.show", id=earlier.id),
        figures=_figures(found),
        said=_said(read),
        people=[(title, names.of_all(keys[:MOST_NAMED])) for title, keys in people if keys],
        ties=[(title, pairs) for title, keys in ties if (pairs := names.of_pairs(keys))],
    )  # fmt: skip


def _figures(found: Differences) -> list[Changed]:
    """The figures that are written otherwise than before; ties between kinds come last."""
    named = sorted(found.figures, key=lambda one: one[0].startswith(BETWEEN))
    return [
        Changed(figure_label(name), then_text, now_text, difference_text(name, now - then))
        for name, then, now in named
        if name in EXPLAINED or name == "stakeholders" or name.startswith(BETWEEN)
        if (then_text := figure_text(name, then)) != (now_text := figure_text(name, now))
    ]


def _said(read: Read) -> list[str]:
    found, content = read.differences, read.content
    assert found is not None
    said = []
    if new := len(found.new):
        said.append(ngettext("%(num)d stakeholder is new.", "%(num)d stakeholders are new.", new))
    if gone := found.gone:
        said.append(ngettext("%(num)d has left.", "%(num)d have left.", gone))
    if made := content.made_count:
        said.append(ngettext("%(num)d tie was made.", "%(num)d ties were made.", made))
    if sent := sum(content.proposals.values()):
        taken = content.proposals.get(ProposalState.TAKEN.value, 0)
        said.append(
            ngettext(
                "%(num)d tie worth making was sent to a broker; %(taken)d was taken up.",
                "%(num)d ties worth making were sent to a broker; %(taken)d of them were taken up.",
                sent,
                taken=taken,
            )
        )
    return said or [_("Nobody has come or left, and no tie was made.")]
