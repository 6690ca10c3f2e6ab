"""The figures of a network in words: their names, their numbers, and what became of them."""

from __future__ import annotations

from matchmaker import context, i18n
from matchmaker.core.ecosystem.measures import Figures
from matchmaker.core.entities import Kind
from matchmaker.core.vocabulary import KIND_UNKNOWN, KINDS
from matchmaker.core.words import N_
from matchmaker.web.words import _, ngettext

BETWEEN = "ties_"
"""How the names of figures begin that count the ties between two kinds."""

COUNTS = {
    "stakeholders": N_("Stakeholders"),
    "ties": N_("Ties between them"),
    "isolated": N_("Without any tie in the region"),
    "components": N_("Groups that no tie joins"),
    "largest": N_("In the largest of these groups"),
    "communities": N_("Communities"),
    "core": N_("Partners of each in the core"),
}
SHARES = {
    "density": N_("Density"),
    "mean_degree": N_("Partners of one on average"),
    "mean_path": N_("Steps from one to another on average"),
    "clustering": N_("How often partners of one are partners too"),
    "constraint": N_("Burt’s constraint on average"),
    "modularity": N_("Modularity of the communities"),
    "assortativity_kind": N_("Assortativity by kind"),
    "assortativity_region": N_("Assortativity by region"),
    "ei_kind": N_("E-I index between kinds"),
    "betweenness_share": N_("How much hangs on a few brokers"),
}
MEANINGS = {
    "ties": N_("Partnerships between two stakeholders of the region."),
    "isolated": N_("They have no tie to anybody in the region."),
    "components": N_("No tie leads from one group to another. Who is alone counts as a group."),
    "largest": N_("So many can reach each other, directly or through others."),
    "mean_degree": N_("So many partners one has in the region."),
    "mean_path": N_("So many ties lie between two who can reach each other."),
    "density": N_("The share of all possible ties that is there."),
    "clustering": N_("1 means that all partners of one know each other, 0 that none do."),
    "communities": N_("Groups with many ties inside and few to others."),
    "modularity": N_("How clearly the communities stand apart: 0 not at all, near 1 very much."),
    "core": N_("In the densest part of the network everybody has at least so many partners there."),
    "constraint": N_("How much the partners of one know only each other. High means few new ideas."),
    "betweenness_share": N_("The higher it is, the more the network hangs on a few who join the others."),
    "assortativity_kind": N_("Above 0 partners are of the same kind more often than by chance."),
    "assortativity_region": N_("Above 0 partners are of the same region more often than by chance."),
    "ei_kind": N_("1 means that all ties join different kinds, −1 that none does."),
}
"""One sentence for each figure that a fiche explains, in the order in which they stand there."""


def figure_label(name: str) -> str:
    """The name of a figure in words; one that we have no words for stands as it is."""
    if name.startswith(BETWEEN):
        one, other = kinds_of(name)
        return _("%(one)s and %(other)s", one=kind_words(one), other=kind_words(other))
    words = COUNTS.get(name) or SHARES.get(name)
    return _(words) if words else name


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
    is_count = name in COUNTS or name.startswith(BETWEEN)
    return (i18n.number if is_count else i18n.decimal)(value, context.language())


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
