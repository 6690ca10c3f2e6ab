"""Why two records may be the same, in words."""

from __future__ import annotations

from collections.abc import Iterable

from babel.numbers import format_decimal

from matchmaker import context
from matchmaker.core.duplicates.states import Likeness
from matchmaker.core.words import N_
from matchmaker.web.words import _

WORDS = {
    Likeness.REGISTER: N_("the same register number"),
    Likeness.NAME: N_("the same name"),
    Likeness.NEAR_NAME: N_("nearly the same name"),
    Likeness.LIKE_NAME: N_("a similar name"),
    Likeness.WEBSITE: N_("the same web site"),
    Likeness.MAIL: N_("mail addresses of the same organisation"),
    Likeness.TOWN: N_("in the same town"),
    Likeness.COUNTRY: N_("in the same country"),
    Likeness.ABROAD: N_("but in different countries"),
    Likeness.OTHER_REGISTER: N_("but different register numbers"),
}
LIKELY, QUITE = 75, 55


def likeness_said(score: int) -> str:
    """How likely it is that the two are one, in words."""
    if score >= LIKELY:
        return _("Very likely the same")
    return _("Probably the same") if score >= QUITE else _("Perhaps the same")


def reasons_said(reasons: Iterable[tuple[str, float]]) -> str:
    """All that was found, as one line: “the same web site, nearly the same name, 2 km apart”."""
    said = ", ".join(_reason(Likeness(name), km) for name, km in reasons)
    return said[:1].upper() + said[1:]


def _reason(likeness: Likeness, km: float) -> str:
    far = format_decimal(round(km, 1 if km < 10 else 0), locale=context.language())
    if likeness is Likeness.FAR:
        return _("but %(km)s km apart", km=far)
    if likeness is Likeness.NEAR and km < 0.1:
        return _("at the same place")
    if likeness is Likeness.NEAR or (likeness is Likeness.TOWN and km >= 0.1):
        return _("%(km)s km apart", km=far)
    return _(WORDS[likeness])
