"""The forms of claims: an address of the record, who one is there, and what somebody decides."""

from __future__ import annotations

from wtforms import BooleanField, EmailField, HiddenField, TextAreaField
from wtforms.validators import InputRequired, Length

from matchmaker.core.claims.states import LONGEST
from matchmaker.web.forms.refusal import Form
from matchmaker.web.words import _l

LONG = _l("Keep this below 500 signs.")


class AddressForm(Form):
    """An address at the record's own domain."""

    address = EmailField(
        _l("Your address there"), [InputRequired(_l("Give a mail address of the organisation."))],
        render_kw={"autocomplete": "email"},
    )  # fmt: skip


class WordsForm(Form):
    """Who the claimant is there."""

    words = TextAreaField(
        _l("Who are you there?"),
        [InputRequired(_l("Say in a sentence or two who you are there.")), Length(max=LONGEST, message=LONG)],
        description=_l(
            "For example your task, since when, and where one can see it. Whoever decides reads it."
        ),
        render_kw={"rows": 4},
    )  # fmt: skip


class DecisionForm(Form):
    """Give or refuse, with a reason; `seen` says which claims the page showed."""

    seen = HiddenField()
    reason = TextAreaField(
        _l("Why do you decide so?"),
        [InputRequired(_l("Say why. The claimant reads it.")), Length(max=LONGEST, message=LONG)],
        description=_l("All who claim this profile read it, so say nothing about others."),
        render_kw={"rows": 3},
    )  # fmt: skip
    instead = BooleanField(_l("Instead of all who belong to it now: they lose their access"))
