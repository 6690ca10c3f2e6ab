"""The view of asking one about several others: who gets which mail."""

from __future__ import annotations

from dataclasses import dataclass

from matchmaker.core.introductions.states import Consent, Mover, Side
from matchmaker.services.introductions import Gathering
from matchmaker.services.introductions import Row as Found
from matchmaker.web.views.introductions.asked import Asked
from matchmaker.web.views.introductions.rows import Row, row_of
from matchmaker.web.words import _, ngettext


@dataclass(frozen=True, slots=True)
class TogetherView:
    """What the page shows; `others` says what each one across hears, in the order of `rows`."""

    title: str
    lead: str
    shared: str
    rows: list[Row]
    others: list[str]
    back: str
    back_url: str


def together_view(found: Gathering, asked: Asked) -> TogetherView:
    """The preview; `asked` is the desk to which it leads back."""
    name, count = found.shared.name, len(found.rows)
    return TogetherView(
        title=_("Ask %(name)s about these together?", name=name),
        lead=ngettext(
            "%(name)s gets one e-mail about %(num)d other, with an answer for each.",
            "%(name)s gets one e-mail about all %(num)d of them, with an answer for each.",
            count,
            name=name,
        ),
        shared=name,
        rows=[row_of(one, reader=Mover.BROKER) for one in found.rows],
        others=[_said_of_other(found, one) for one in found.rows],
        back=asked.back,
        back_url=asked.url(),
    )


def together_said(found: Gathering) -> str:
    """What was sent."""
    return ngettext(
        "Sent. %(name)s has been asked about %(num)d introduction in one e-mail.",
        "Sent. %(name)s has been asked about %(num)d introductions in one e-mail.",
        len(found.rows),
        name=found.shared.name,
    )


def _said_of_other(found: Gathering, row: Found) -> str:
    """What the one across hears, and when."""
    one, side = row.introduction, found.side_of(row.introduction).other
    name = (row.a if side is Side.A else row.b).name
    if (one.consent_a if side is Side.A else one.consent_b) is Consent.YES:
        return _("%(name)s has asked for it, and hears when there is an answer.", name=name)
    return _("%(name)s gets an e-mail of its own, about this one alone.", name=name)
