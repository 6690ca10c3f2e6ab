"""The forms for registering and signing in."""

from __future__ import annotations

from wtforms import EmailField, PasswordField, StringField
from wtforms.validators import InputRequired

from matchmaker.web.forms.refusal import Form
from matchmaker.web.words import _l


class RegisterForm(Form):
    """A new account."""

    name = StringField(
        _l("Your name"), [InputRequired(_l("Say your name, as you want others to read it."))],
        render_kw={"autocomplete": "name"},
    )  # fmt: skip
    email = EmailField(
        _l("Your mail address"),
        [InputRequired(_l("Give your mail address."))],
        render_kw={"autocomplete": "email"},
    )
    password = PasswordField(
        _l("Choose a password"), [InputRequired(_l("Choose a password of 10 to 512 characters."))],
        description=_l("At least 10 characters. Three words that you remember are a good password."),
        render_kw={"autocomplete": "new-password"},
    )  # fmt: skip


class SignInForm(Form):
    """Address and password."""

    email = EmailField(
        _l("Your mail address"), [InputRequired(_l("Give your mail address."))],
        render_kw={"autocomplete": "username"},
    )  # fmt: skip
    password = PasswordField(
        _l("Your password"), [InputRequired(_l("Give your password."))],
        render_kw={"autocomplete": "current-password"},
    )  # fmt: skip
