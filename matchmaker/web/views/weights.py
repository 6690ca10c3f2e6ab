"""The view of the own weights: on their page, and in a sentence above the list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for

from matchmaker import context, i18n
from matchmaker.core.answers import Question
from matchmaker.core.preferences import Emphasis
from matchmaker.core.signals import SIGNALS
from matchmaker.services.suggestions import Weights
from matchmaker.web.forms.suggestions import PREFIX
from matchmaker.web.words import _

LABELS = {signal.name: signal.label for signal in SIGNALS}


@dataclass(frozen=True, slots=True)
class WeightsView:
    """What the page shows beside the form."""

    name: str
    list_url: str
    reset_url: str
    # The name of a field -> what the comparison weighs in the network, in a sentence.
    learnt: Mapping[str, str]
    changed: bool


def weights_view(weights: Weights) -> WeightsView:
    """The page for one stakeholder."""
    id_, language = weights.stakeholder.id, context.language()
    return WeightsView(
        name=weights.stakeholder.name,
        list_url=url_for("suggestions.show", id=id_),
        reset_url=url_for("preferences.reset", id=id_),
        learnt={
            PREFIX + signal.name: _(
                "Weight in this network: %(profile)s for the whole profile, %(need)s for one need.",
                profile=i18n.decimal(weights.learnt[Question.PROFILE][signal.name], language),
                need=i18n.decimal(weights.learnt[Question.NEED][signal.name], language),
            )
            for signal in weights.signals
        },
        changed=any(wish is not Emphasis.LEARNT for wish in weights.chosen.values()),
    )


def in_force(wishes: Mapping[str, Emphasis]) -> str:
    """Which own weights a list follows, in a sentence."""
    if not wishes:
        return _("What counts is weighed as in the whole network.")
    words = {Emphasis.OFF: _("off"), Emphasis.LESS: _("less"), Emphasis.MORE: _("more")}
    said = [f"{_(LABELS[name])}: {words[wish]}" for name, wish in wishes.items() if name in LABELS]
    return _("Your own weights are in force (%(weights)s).", weights="; ".join(said))
