"""The figures of a network in words: their names, their numbers, and what became of them."""

from __future__ import annotations

from matchmaker import context, i18n
from matchmaker.core.ecosystem.measures import Figures
from matchmaker.core.entities import Kind
from matchmaker.core.vocabulary import KIND_UNKNOWN, KINDS
from matchmaker.core.words import N_
from matchmaker.services import ecosystem
from matchmaker.web.views.measure_words import WORDS
from matchmaker.web.words import _, ngettext

BETWEEN = "ties_"
"""How the names of figures begin that count the ties between two kinds."""

LARGE = 10
"""From so many percent on decimals say nothing."""

COUNTS = {
    "stakeholders": N_("Stakeholders"),
    "ties": N_("Ties between them"),
    "isolated": N_("Without any tie in the region"),
    "components": N_("Groups that no tie joins"),
    "largest": N_("In the largest of these groups"),
    "communities": N_("Communities"),
}
MEANINGS = {
    "ties": N_("Partnerships between two stakeholders of the region."),
    "isolated": N_("They have no tie to anybody in the region."),
    "components": N_("No tie leads from one group to another. Who is alone counts as a group."),
    "largest": N_("So many can reach each other, directly or through others."),
    "communities": N_("Groups with many ties inside and few to others."),
}
"""What is counted, in one sentence each; what a measure means hangs on its value: see `measure_words`."""

EXPLAINED = (
    "ties", "isolated", "components", "largest", "mean_degree", "mean_path", "density", "clustering",
    "communities", "modularity", "core", "constraint", "betweenness_share", "assortativity_kind",
    "assortativity_region", "ei_kind",
)  # fmt: skip
"""The figures that a fiche explains, in the order in which they stand there."""


def figure_label(name: str) -> str:
    """The name of a figure in words; one that we have no words for stands as it is."""
    if name.startswith(BETWEEN):
        one, other = kinds_of(name)
        return _("%(one)s and %(other)s", one=kind_words(one), other=kind_words(other))
    if name in WORDS:
        return str(WORDS[name].title)
    return _(COUNTS[name]) if name in COUNTS else name


def figure_meaning(name: str, figures: Figures) -> str:
    """What a figure means here in one sentence; nothing where there are too few ties to tell."""
    if name in MEANINGS:
        return _(MEANINGS[name])
    band = ecosystem.find_band(name, figures)
    return WORDS[name].at(band)[0] if band else ""


def kinds_of(name: str) -> tuple[str, str]:
    """The two kinds whose ties a figure counts."""
    one, _bar, other = name.removeprefix(BETWEEN).partition("_")
    return one, other


def kind_words(kind: str) -> str:
    """Many of one kind, in words."""
    return _(KINDS[Kind(kind)].many if kind in set(Kind) else KIND_UNKNOWN.many)


def figure_text(name: str, value: float | None) -> str:
    """A figure as it is written; a dash where it says nothing."""
    if value is None:
        return "–"
    if name in WORDS:
        return measure_text(value, WORDS[name].form)
    is_count = name in COUNTS or name.startswith(BETWEEN)
    return (i18n.number if is_count else i18n.decimal)(value, context.language())


def measure_text(value: float, form: str) -> str:
    """The value of a measure as the reader's language writes it, in one of the forms of `measure_words`."""
    language = context.language()
    if form == "percent":
        percent = 100 * value
        whole = percent >= LARGE or not value
        return _("%(number)s%%", number=(i18n.number if whole else i18n.decimal)(percent, language))
    return i18n.number(value, language) if form == "number" else i18n.decimal(value, language)


def difference_text(name: str, value: float | None) -> str:
    """By how much a figure has changed, with its sign."""
    if value is None:
        return "–"
    sign = "+" if value > 0 else "\N{MINUS SIGN}" if value < 0 else "±"
    return sign + figure_text(name, abs(value))


def change_text(before: float, after: float, day: str) -> str:
    """What became of a count since a day, as a sentence."""
    by = round(after - before)
    if by > 0:
        return ngettext("%(num)d more than on %(day)s.", "%(num)d more than on %(day)s.", by, day=day)
    if by < 0:
        return ngettext("%(num)d fewer than on %(day)s.", "%(num)d fewer than on %(day)s.", -by, day=day)
    return _("As many as on %(day)s.", day=day)


def pairs_in(*figures: Figures) -> list[str]:
    """The names of the figures between kinds that were measured, the largest of the last first."""
    names = {name for one in figures for name in one if name.startswith(BETWEEN)}
    return sorted(names, key=lambda name: (-(figures[-1].get(name) or 0.0), name))
