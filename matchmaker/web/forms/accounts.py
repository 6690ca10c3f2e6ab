"""The forms for making an account, signing in, and changing how one signs in."""

from __future__ import annotations

from wtforms import EmailField, PasswordField, SelectField, StringField
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


class ForgottenForm(Form):
    """The address of somebody who does not know their password."""

    email = EmailField(
        _l("Your mail address"), [InputRequired(_l("Give your mail address."))],
        render_kw={"autocomplete": "email"},
    )  # fmt: skip


class PasswordForm(Form):
    """A new password."""

    password = PasswordField(
        _l("Choose a password"), [InputRequired(_l("Choose a password of 10 to 512 characters."))],
        description=_l("At least 10 characters. Four words that do not belong together are a good password."),
        render_kw={"autocomplete": "new-password"},
    )  # fmt: skip


class NameForm(Form):
    """The name that others read, and the language of pages and mails."""

    name = StringField(
        _l("Your name"), [InputRequired(_l("Say your name, as you want others to read it."))],
        render_kw={"autocomplete": "name"},
    )  # fmt: skip
    language = SelectField(_l("Language of pages and e-mails"), validate_choice=True)


class ChangePasswordForm(Form):
    """Another password in place of this one."""

    old = PasswordField(
        _l("Your password until now"), [InputRequired(_l("Give your password."))],
        render_kw={"autocomplete": "current-password"},
    )  # fmt: skip
    new = PasswordField(
        _l("Your new password"), [InputRequired(_l("Choose a password of 10 to 512 characters."))],
        description=_l("At least 10 characters. Four words that do not belong together are a good password."),
        render_kw={"autocomplete": "new-password"},
    )  # fmt: skip


class MoveForm(Form):
    """Another mail address."""

    email = EmailField(
        _l("Your new mail address"), [InputRequired(_l("Give your mail address."))],
        render_kw={"autocomplete": "email"},
    )  # fmt: skip
    password = PasswordField(
        _l("Your password"), [InputRequired(_l("Give your password."))],
        render_kw={"autocomplete": "current-password"},
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
