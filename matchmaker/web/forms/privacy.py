"""The forms for a copy of my data and for erasing: each asks for the password once more."""

from __future__ import annotations

from typing import Self

from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired

from matchmaker.services.privacy import ErasurePlan
from matchmaker.web.forms.fields import MultiCheckboxField, choices_from
from matchmaker.web.forms.refusal import Form
from matchmaker.web.words import _l


def password_field() -> PasswordField:
    """The password of who is signed in."""
    return PasswordField(
        _l("Your password"), [InputRequired(_l("Give your password."))],
        render_kw={"autocomplete": "current-password"},
    )  # fmt: skip


class SureForm(Form):
    """A form for what matters most: it asks for the password, but not from who has none."""

    def expect(self, *, password: bool) -> Self:
        """Take the password off the form of who has none."""
        if not password:
            del self["password"]
        return self

    @property
    def given(self) -> str:
        """The password that was typed."""
        return (self["password"].data or "") if "password" in self else ""


class CopyForm(SureForm):
    """A copy of everything about me."""

    password = password_field()


class EraseForm(SureForm):
    """Erase my account; the boxes are profiles that nobody else looks after."""

    profiles = MultiCheckboxField(
        _l("Which of your profiles shall be erased too?"),
        description=_l(
            "A profile that you do not choose stays for others to read, without your name and your address."
            " Somebody else of the organisation can take it over."
        ),
    )
    name = StringField(
        _l("Your name, as it stands above"), [InputRequired(_l("Type your name as it stands above."))],
        render_kw={"autocomplete": "off"},
    )  # fmt: skip
    password = password_field()

    @classmethod
    def of(cls, plan: ErasurePlan) -> EraseForm:
        """The form with the profiles of a plan that may stay or go."""
        form = cls()
        form.profiles.choices = choices_from((one.id, one.name) for one in plan.alone if not one.must_go)
        if not form.profiles.choices:
            del form.profiles
        return form

    @property
    def chosen(self) -> list[str]:
        """The profiles that go too; none where there is none to choose."""
        return (self["profiles"].data or []) if "profiles" in self else []


class EraseProfileForm(SureForm):
    """Erase a profile."""

    name = StringField(
        _l("Its name, as it stands above"), [InputRequired(_l("Type its name as it stands above."))],
        render_kw={"autocomplete": "off"},
    )  # fmt: skip
    password = password_field()
