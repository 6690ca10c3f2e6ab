"""The forms for an offer and for a need."""

from __future__ import annotations

from wtforms import BooleanField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional

from matchmaker.core.entities import Audience, Reach
from matchmaker.core.vocabulary import (
    NEED_COOPERATIONS,
    NEED_REACHES,
    OFFER_COOPERATIONS,
    OFFER_REACHES,
    SCHEMES,
)
from matchmaker.models import Need, Offer
from matchmaker.services import profiles
from matchmaker.services.profiles import StatementValues
from matchmaker.web.forms.audiences import who_sees
from matchmaker.web.forms.editing import EvidencedForm
from matchmaker.web.forms.fields import DayField, MultiCheckboxField, choices_of
from matchmaker.web.forms.refusal import Form
from matchmaker.web.words import _l


class StatementForm(EvidencedForm):
    """What offers and needs share."""

    text = TextAreaField(
        _l("In one sentence"), [InputRequired(_l("Say it in one sentence."))], render_kw={"rows": 3}
    )
    cooperation = MultiCheckboxField(_l("Kind"), [Optional()])
    reach = RadioField(_l("Reach"), [Optional()], default=Reach.EUROPEAN.value)
    themes = MultiCheckboxField(_l("Themes"), [Optional()], choices=choices_of(SCHEMES["theme"]))
    valid_until = DayField(_l("Until when?"), [Optional()])
    audience = who_sees()

    def values(self, present: Offer | Need | None = None) -> StatementValues:
        """What was typed; who may see it stays as it is in `present` where that was not sent."""
        unsaid = present is not None and not self.audience.raw_data
        return StatementValues(
            text=self.text.data or "",
            cooperation=tuple(self.cooperation.data or ()),
            themes=tuple(self.themes.data or ()),
            reach=Reach(self.reach.data or Reach.EUROPEAN.value),
            valid_until=self.valid_until.data,
            audience=present.audience if present and unsaid else Audience(self.audience.data),
        )

    def show(self, statement: Offer | Need) -> None:
        """Fill the form with what is known."""
        for item in self:
            if hasattr(statement, item.name):
                item.data = getattr(statement, item.name)
        self.reach.data = statement.reach.value
        self.audience.data = statement.audience.value

    def show_copy(self, statement: Offer | Need) -> None:
        """Fill the form for a new one with what is known of another, but for its last day."""
        self.show(statement)
        self.valid_until.data = None


class NeedForm(StatementForm):
    """A need."""

    text = TextAreaField(
        _l("In one sentence, what do you look for?"),
        [InputRequired(_l("Say in one sentence what you look for."))],
        description=_l("For example: “Somebody who trains our drivers in first aid, in Polish.”"),
        render_kw={"rows": 3},
    )  # fmt: skip
    cooperation = MultiCheckboxField(
        _l("What kind of help is it?"), [Optional()],
        description=_l("Choose all that fit."), choices=choices_of(NEED_COOPERATIONS),
    )  # fmt: skip
    reach = RadioField(
        _l("From how far may it come?"), [Optional()],
        choices=choices_of(NEED_REACHES), default=Reach.EUROPEAN.value,
    )  # fmt: skip
    valid_until = DayField(
        _l("Until when do you need it?"), [Optional()],
        description=_l(
            "For example, 31 3 2027. We close the need after that day. "
            "Without a day we ask you after half a year whether it still holds."
        ),
    )  # fmt: skip


class OfferForm(StatementForm):
    """An offer."""

    text = TextAreaField(
        _l("In one sentence, what do you offer?"), [InputRequired(_l("Say in one sentence what you offer."))],
        description=_l("For example: “A hall for 16 learners, free from Monday to Wednesday.”"),
        render_kw={"rows": 3},
    )  # fmt: skip
    cooperation = MultiCheckboxField(
        _l("What kind of help is it?"), [Optional()],
        description=_l("Choose all that fit."), choices=choices_of(OFFER_COOPERATIONS),
    )  # fmt: skip
    reach = RadioField(
        _l("How far does it go?"), [Optional()],
        choices=choices_of(OFFER_REACHES), default=Reach.EUROPEAN.value,
    )  # fmt: skip
    valid_until = DayField(
        _l("Until when does it hold?"), [Optional()],
        description=_l(
            "For example, 31 3 2027. We close the offer after that day. "
            "Without a day we ask you after half a year whether it still holds."
        ),
    )  # fmt: skip


FORMS: dict[str, type[StatementForm]] = {"offer": OfferForm, "need": NeedForm}


def filled(what: str, statement: Offer | Need) -> StatementForm:
    """The form with what is known, whatever else was sent, and the note of what somebody sees in it."""
    form = FORMS[what](formdata=None)
    form.show(statement)
    form.note(profiles.version_of_record(statement))
    return form


class MetForm(Form):
    """Who answered a need, or took an offer."""

    by = StringField(
        _l("Who was it?"), [Optional()],
        description=_l("The name of an organisation here. Leave it empty if you do not want to say."),
    )  # fmt: skip
    partners = BooleanField(
        _l("You work together: note it as a partnership"),
        description=_l("They are asked to confirm it. Until they do, nobody sees it."),
    )
