"""The forms of second factors: a code, a passkey, a password once more."""

from __future__ import annotations

from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired, Length

from matchmaker.web.forms.refusal import Form
from matchmaker.web.words import _l

CODE = {"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}


class CodeForm(Form):
    """A code of the app, or a recovery code."""

    code = StringField(
        _l("Code"), [InputRequired(_l("Type the code.")), Length(max=60, message=_l("Type the code."))],
        description=_l("Six digits from your app, or one of your recovery codes."),
        render_kw=CODE,
    )  # fmt: skip


class FirstCodeForm(Form):
    """The first code of a new app."""

    code = StringField(
        _l("The code that the app shows"),
        [InputRequired(_l("Type the code.")), Length(max=60, message=_l("Type the code."))],
        description=_l("Six digits. Another comes every thirty seconds."),
        render_kw={**CODE, "inputmode": "numeric"},
    )


class PasskeyForm(Form):
    """What the browser answers, filled in by script."""

    credential = HiddenField()


class NewPasskeyForm(PasskeyForm):
    """A new passkey, and how its owner knows it again."""

    name = StringField(
        _l("Name of the passkey"),
        [InputRequired(_l("Give the passkey a name, such as “My phone”.")), Length(max=60)],
        description=_l("So that you know later which device it is, such as “My phone”."),
        render_kw={"autocomplete": "off", "maxlength": 60},
    )


class AgainForm(Form):
    """The password once more."""

    password = PasswordField(
        _l("Your password"), [InputRequired(_l("Give your password."))],
        render_kw={"autocomplete": "current-password"},
    )  # fmt: skip
