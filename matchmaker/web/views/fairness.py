"""The sentences that say how attention is shared out here, and how evenly it really was."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor

from matchmaker import context, i18n
from matchmaker.core.fairness.attention import CAP, LEAST_REAL, MOST_LOSS, Attention
from matchmaker.core.fairness.bridging import FIRST, SHARE
from matchmaker.services.network import PERIOD_DAYS, Disclosure
from matchmaker.services.suggestions import Spread
from matchmaker.web.words import _, ngettext


@dataclass(frozen=True, slots=True)
class FairnessView:
    """What the part about fairness says: the rules with today's numbers, each in its paragraph or item."""

    # What sharing out means here and what it came to; or why attention is not shared out.
    sharing: tuple[str, ...]
    # Rules that hold only where attention is shared out.
    rules: tuple[str, ...]
    really: str


def fairness_view(known: Disclosure, spread: Spread | None) -> FairnessView:
    """How attention is shared out now."""
    attention = known.matcher.attention
    if attention is None or known.shared_at is None:
        return FairnessView((_not_shared(known),), (), _really(spread))
    day = i18n.day(known.shared_at.date(), context.language())
    return FairnessView(
        (_floor(attention, day), _reached(attention), _cost(attention)), _rules(), _really(spread)
    )


def _not_shared(known: Disclosure) -> str:
    language = context.language()
    return _(
        "Attention is shared out once a day in networks of %(fewest)s to %(most)s profiles. Here it is not"
        " shared out at present: the score alone decides who is suggested.",
        fewest=i18n.number(known.fewest_shared, language),
        most=i18n.number(known.most_shared, language),
    )


def _floor(attention: Attention, day: str) -> str:
    if not attention.floor:
        return _(
            "Once a day attention is shared out, last on %(day)s. No least number of lists could be"
            " promised to everybody: it would have cost too much.",
            day=day,
        )
    return _(
        "Once a day attention is shared out, last on %(day)s: if everybody here who has a partner looked at"
        " their list once, each profile is to be shown at least %(floor)s%% as often as the average one, as"
        " far as enough of them have something in common with it.",
        day=day,
        floor=_percent(attention.floor),
    )


def _reached(attention: Attention) -> str:
    return _(
        "Reckoned over these lists, before other circles of partners are brought in, %(coverage)s%% of all"
        " profiles are shown to somebody and %(enough)s%% at least half as often as the average one; the Gini"
        " coefficient is %(gini)s (0: all alike, near 1: always the same few).",
        coverage=_percent(attention.coverage),
        enough=_percent(attention.floor_share),
        gini=i18n.decimal(attention.gini, context.language()),
    )


def _cost(attention: Attention) -> str:
    return _(
        "By the same reckoning this costs %(loss)s%% of the expected worth of all lists; the promise is the"
        " highest one that costs at most %(most)s%%. The worth of a place is the chance that the two become"
        " partners, as their scores tell it, weighed by the place in the list and by how often and how"
        " lately the reader found partners. Places are given away where they are worth least.",
        loss=i18n.number(ceil(100 * max(0.0, attention.loss)), context.language()),
        most=_percent(MOST_LOSS),
    )


def _rules() -> tuple[str, ...]:
    language = context.language()
    return (
        _(
            "Nobody is to be shown more than %(cap)s times as often as the average one, so that those whom"
            " everybody wants are not overrun.",
            cap=i18n.number(CAP, language),
        ),
        _(
            "Whoever was really suggested less than %(share)s%% as often as the average one in the last"
            " %(days)s days is moved further up.",
            share=_percent(LEAST_REAL),
            days=i18n.number(PERIOD_DAYS, language),
        ),
        _(
            "At least %(bridging)s of the first %(first)s belong to another circle of partners than your"
            " own, where so many have something in common with you.",
            bridging=i18n.number(round(SHARE * FIRST), language),
            first=i18n.number(FIRST, language),
        ),
        _("The list of a newcomer, of whom no partner is known yet, is not touched by this."),
        _("If you set weights of your own, they come first: your list is not touched by this either."),
        _("Nor is a list for one need or for a typed text: it is about who can help, whoever that is."),
    )


def _really(spread: Spread | None) -> str:
    """How evenly all were suggested lately."""
    if spread is None:
        return _(
            "Nothing was suggested to anybody here in the last %(days)s days, as far as is written down.",
            days=i18n.number(PERIOD_DAYS, context.language()),
        )
    language = context.language()
    return _(
        "In the last %(days)s days, over %(profiles)s: on average %(average)s suggestions of each to"
        " readers who are signed in, at least %(least)s; %(enough)s%% of the profiles were suggested at"
        " least half as often as the average one, and the Gini coefficient is %(gini)s.",
        days=i18n.number(spread.days, language),
        profiles=ngettext("%(num)d profile", "%(num)d profiles", spread.stakeholders),
        average=i18n.decimal(spread.average, language),
        least=i18n.number(spread.least, language),
        enough=_percent(spread.floor_share),
        gini=i18n.decimal(spread.gini, language),
    )


def _percent(share: float) -> str:
    """A share of 1 as percent, rounded down: nothing is said to be more even than it is."""
    return i18n.number(floor(100 * share + 1e-9), context.language())
