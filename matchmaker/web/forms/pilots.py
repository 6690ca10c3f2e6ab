"""The forms of a pilot: what it is about and its rules, and a list of whom to invite."""

from __future__ import annotations

from typing import Any

from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from matchmaker import context
from matchmaker.services.pilots import PilotPage, PilotValues
from matchmaker.web.forms.editing import EditForm
from matchmaker.web.forms.fields import CountField, DayField, MultiCheckboxField, choices_from
from matchmaker.web.forms.refusal import Form
from matchmaker.web.forms.stakeholders import languages_in_order
from matchmaker.web.words import _l

BROKERED, DIRECT = "brokered", "direct"
NUMBER_ASKED = InputRequired(_l("Write a whole number like 5."))
NUMERIC = {"inputmode": "numeric", "size": 4}


class PilotForm(EditForm):
    """A pilot."""

    name = StringField(
        _l("What is the pilot called?"), [InputRequired(_l("Say what the pilot is called.")), Length(max=120)]
    )
    about = TextAreaField(
        _l("What is it about?"), [Optional()], render_kw={"rows": 5},
        description=_l("Two or three sentences for everybody: who should meet, and what for."),
    )  # fmt: skip
    regions = TextAreaField(
        _l("Which regions does it cover?"), [Optional()], render_kw={"rows": 4},
        description=_l("NUTS codes or names, one a line. Its rules hold for everybody in these regions."),
    )  # fmt: skip
    rule = RadioField(
        _l("Who decides that two are asked?"), [InputRequired(_l("Choose one of the two."))],
        choices=choices_from([
            (BROKERED, _l("An organiser approves first, and then asks")),
            (DIRECT, _l("Either side asks the other directly")),
        ]),
        default=BROKERED,
    )  # fmt: skip
    weekly_requests = CountField(
        _l("Most requests of one member in seven days"), [NUMBER_ASKED], default=5, render_kw=NUMERIC
    )
    open_limit = CountField(
        _l("Most introductions under way for one member"), [NUMBER_ASKED], default=10, render_kw=NUMERIC
    )
    languages = MultiCheckboxField(_l("Languages of the pilot"), [Optional()])
    starts_on = DayField(_l("First day"), [Optional()])
    ends_on = DayField(_l("Last day"), [Optional()])

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.languages.choices = choices_from(languages_in_order(context.language()))

    def values(self) -> PilotValues:
        """What was typed."""
        return PilotValues(
            name=self.name.data or "",
            about=self.about.data or "",
            regions=tuple((self.regions.data or "").splitlines()),
            brokered=self.rule.data != DIRECT,
            weekly_requests=self.weekly_requests.data,
            open_limit=self.open_limit.data,
            languages=tuple(self.languages.data or ()),
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
        )

    def show(self, page: PilotPage) -> None:
        """Fill the form with what is known."""
        for item in self:
            if hasattr(page.pilot, item.name):
                item.data = getattr(page.pilot, item.name)
        self.regions.data = "\n".join(page.regions)
        self.rule.data = BROKERED if page.pilot.brokered else DIRECT


class InviteForm(Form):
    """A list of whom to invite."""

    names = TextAreaField(
        _l("Names, addresses or ids"), [InputRequired(_l("Write one name or id a line."))],
        render_kw={"rows": 6},
        description=_l("One a line, as a spreadsheet has them. A name must be exact."),
    )  # fmt: skip


class OrganiserForm(Form):
    """Who shall organise the pilot."""

    email = StringField(
        _l("Mail address of the account"), [InputRequired(_l("Write a mail address."))],
        render_kw={"type": "email", "autocomplete": "off"},
    )  # fmt: skip
