"""The forms about records that nobody claimed: a wrong address, one wanted again after all."""

from __future__ import annotations

from wtforms import EmailField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from matchmaker.web.forms.refusal import Form
from matchmaker.web.words import _l


class LetInForm(Form):
    """Which removed record lists may bring in again, and why."""

    name = StringField(_l("The name of the organisation"), [Optional(), Length(max=300)])
    place = StringField(
        _l("Its town, region or country"), [Optional(), Length(max=300)],
        description=_l("The narrower, the surer that no other of the same name is meant."),
    )  # fmt: skip
    address = EmailField(
        _l("The mail address that stood in the record"), [Optional(), Length(max=320)],
        render_kw={"autocomplete": "off"},
    )  # fmt: skip
    reason = TextAreaField(
        _l("Why?"),
        [
            InputRequired(_l("Say why: it stands in the audit log.")),
            Length(max=1_000, message=_l("Keep this below 1,000 signs.")),
        ],
        description=_l("This stands in the audit log: say who asked in which role, and how. Name nobody."),
        render_kw={"rows": 3},
    )  # fmt: skip


class WrongForm(Form):
    """The right address, where one knows it."""

    address = EmailField(
        _l("The right address, if you know it"), [Optional()],
        description=_l("We write to it as we did to you. Without it the record has no contact."),
        render_kw={"autocomplete": "off"},
    )  # fmt: skip
