"""The words of evidence: answers and distances, and rates that say of how many."""

from __future__ import annotations

from collections.abc import Mapping

from matchmaker import context, i18n
from matchmaker.core.introductions.evidence import Distance, Rate, Way
from matchmaker.core.words import N_
from matchmaker.web.words import _, ngettext

DISTANCES: Mapping[Distance, str] = {
    Distance.REGION: N_("In the same region"),
    Distance.COUNTRY: N_("In two regions of one country"),
    Distance.ABROAD: N_("In two countries"),
    Distance.UNKNOWN: N_("Place of one not known"),
}


def rate_words(rate: Rate) -> str:
    """A share with its cases, or why there is none."""
    cases = _("%(part)s of %(whole)s", part=grouped(rate.part), whole=grouped(rate.whole))
    if rate.value is None:
        return _("%(cases)s: too few for a share", cases=cases) if rate.whole else _("None yet")
    return _("%(percent)s%% (%(cases)s)", percent=grouped(100 * rate.value), cases=cases)


def lead_of(way: Way) -> list[str]:
    """The report in a few sentences."""
    if not way.begun:
        return [_("No introduction began in this time.")]
    return [
        ngettext("%(num)d introduction was begun.", "%(num)d introductions were begun.", way.begun),
        ngettext("In %(num)d of them both said yes.", "In %(num)d of them both said yes.", way.accepted),
        ngettext("%(num)d pair has met.", "%(num)d pairs have met.", way.met),
        ngettext(
            "%(num)d partnership was confirmed by both.",
            "%(num)d partnerships were confirmed by both.",
            way.partners,
        ),
    ]


def answers_of(waiting: int, withdrawn: int) -> list[str]:
    """What is no part of the rate of acceptance, said beside it."""
    said = []
    if waiting:
        said.append(
            ngettext("%(num)d still waits for an answer.", "%(num)d still wait for an answer.", waiting)
        )
    if withdrawn:
        said.append(
            ngettext(
                "%(num)d was taken back before both had answered.",
                "%(num)d were taken back before both had answered.",
                withdrawn,
            )
        )
    return said


def days_words(cases: int, value: float | None) -> str:
    """The median of the days to an answer, with its cases, or why there is none."""
    if value is None:
        few = ngettext("%(num)d answer: too few for a median", "%(num)d answers: too few for a median", cases)
        return few if cases else _("None yet")
    days = grouped(value) if value.is_integer() else i18n.tenths(value, context.language())
    return ngettext("%(days)s days (%(num)d answer)", "%(days)s days (%(num)d answers)", cases, days=days)


def grouped(value: float) -> str:
    """A whole number as the reader writes it."""
    return i18n.number(value, context.language())
