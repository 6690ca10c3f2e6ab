"""The form for the own weights: one question for each comparison of the live network."""

from __future__ import annotations

from typing import cast

from wtforms import RadioField
from wtforms.validators import AnyOf, InputRequired

from matchmaker.core.preferences import Emphasis
from matchmaker.services.suggestions import Weights
from matchmaker.web.forms.fields import choices_from
from matchmaker.web.forms.refusal import Form
from matchmaker.web.words import _, _l

PREFIX = "weight_"
CHOICES = {
    Emphasis.OFF: _l("Off"),
    Emphasis.LESS: _l("Less (half)"),
    Emphasis.LEARNT: _l("As in the network"),
    Emphasis.MORE: _l("More (double)"),
}
ASKED_AGAIN = _l("Choose one of the answers shown.")


class WeightsForm(Form):
    """What the forms of all networks share; the questions depend on what is compared."""

    def chosen(self) -> dict[str, Emphasis]:
        """What was chosen, by the name of the signal."""
        asked = (item for item in self if item.name.startswith(PREFIX))
        return {item.name.removeprefix(PREFIX): Emphasis(item.data) for item in asked}


def weights_form(weights: Weights) -> WeightsForm:
    """The form with what is in force now."""
    questions = {
        PREFIX + signal.name: RadioField(
            _(signal.label),
            [InputRequired(ASKED_AGAIN), AnyOf([wish.value for wish in Emphasis], ASKED_AGAIN)],
            description=_(signal.meaning),
            choices=choices_from((wish.value, label) for wish, label in CHOICES.items()),
            default=weights.chosen[signal.name].value,
            validate_choice=False,
        )
        for signal in weights.signals
    }
    return cast(WeightsForm, type("NetworkWeightsForm", (WeightsForm,), questions)())
