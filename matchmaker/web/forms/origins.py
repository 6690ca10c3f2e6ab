"""The form of a contact who says that the address of a record is wrong."""

from __future__ import annotations

from wtforms import EmailField
from wtforms.validators import Optional

from matchmaker.web.forms.refusal import Form
from matchmaker.web.words import _l


class WrongForm(Form):
    """The right address, where one knows it."""

    address = EmailField(
        _l("The right address, if you know it"), [Optional()],
        description=_l("We write to it once, as we did to you. Without it the record has no contact."),
        render_kw={"autocomplete": "off"},
    )  # fmt: skip
