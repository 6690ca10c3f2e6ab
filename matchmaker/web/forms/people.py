"""The forms of people in their places: inviting, taking a role, letting somebody act, asking to act."""

from __future__ import annotations

from wtforms import (
    BooleanField,
    EmailField,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Optional

from matchmaker.core.entities import Part
from matchmaker.web.forms.fields import DayField, choices_from
from matchmaker.web.forms.refusal import Form
from matchmaker.web.words import _l


class InviteForm(Form):
    """An address that is invited."""

    address = EmailField(
        _l("Mail address"), [InputRequired(_l("Give the mail address of the person."))],
        description=_l("The person gets an e-mail with a link that works once, for 14 days."),
        render_kw={"autocomplete": "off"},
    )  # fmt: skip


class InviteMemberForm(InviteForm):
    """An address that is invited to a profile, and what it may do there."""

    part = RadioField(
        _l("What may the person do?"),
        choices=choices_from([
            (Part.EDITOR.value, _l("Edit: change the profile, answer introductions")),
            (Part.OWNER.value, _l("Own: also say who belongs to it")),
        ]),
        default=Part.EDITOR.value,
    )  # fmt: skip


class JoinForm(Form):
    """A new account for somebody who is invited; the link says the address."""

    name = StringField(
        _l("Your name"), [InputRequired(_l("Say your name, as you want others to read it."))],
        render_kw={"autocomplete": "name"},
    )  # fmt: skip
    password = PasswordField(
        _l("Choose a password"), [InputRequired(_l("Choose a password of 10 to 512 characters."))],
        description=_l("At least 10 characters. Four words that do not belong together are a good password."),
        render_kw={"autocomplete": "new-password"},
    )  # fmt: skip


class AcceptForm(Form):
    """Taking a role with the account that is signed in; `anyway` where its address is another one."""

    anyway = BooleanField(_l("I want to take it with this account"))


class ConsentForm(Form):
    """Who may act for a stakeholder, until when."""

    to = SelectField(_l("Who may act for you?"), validate_choice=False)
    until = DayField(_l("Until which day?"), [Optional()])


class AskForm(Form):
    """Why somebody asks to act for a stakeholder."""

    reason = TextAreaField(
        _l("Why do you ask?"), [InputRequired(_l("Say in a sentence or two why you ask."))],
        description=_l("The owners read it in an e-mail. Say what you would do for them."),
        render_kw={"rows": 3},
    )  # fmt: skip
