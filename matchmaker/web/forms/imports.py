"""The forms for bringing in a spreadsheet and for taking it back."""

from __future__ import annotations

from flask_wtf.file import FileField
from wtforms import BooleanField, StringField
from wtforms.validators import Length, Optional, ValidationError

from matchmaker.web.forms.refusal import Form
from matchmaker.web.words import _l

SPREADSHEETS = {"accept": ".csv,.tsv,.txt,.xlsx"}


class UploadForm(Form):
    """A file of stakeholders, one of ties, or both."""

    file = FileField(
        _l("A list of organisations"), [Optional()], render_kw=SPREADSHEETS,
        description=_l(
            "CSV or XLSX, one organisation a row, with headings in the first row. Only a name must be there."
        ),
    )  # fmt: skip
    ties = FileField(
        _l("A list of partnerships"), [Optional()], render_kw=SPREADSHEETS,
        description=_l("Two columns with the ids of the partners, as in the list of organisations."),
    )  # fmt: skip
    source = StringField(
        _l("Name of the list"), [Optional(), Length(max=64)],
        description=_l(
            "The same name and id mean the same organisation when you bring a newer file. "
            "If you leave it empty, we take the file's name."
        ),
    )  # fmt: skip
    strict = BooleanField(_l("All rows or none"))


class UndoForm(Form):
    """Taking an import back is confirmed by the name of its list."""

    name = StringField(_l("Type the name of the list to confirm"), render_kw={"autocomplete": "off"})

    def __init__(self, expected: str) -> None:
        super().__init__()
        self.expected = expected

    def validate_name(self, field: StringField) -> None:
        """The name must be the one that stands on the page."""
        if " ".join((field.data or "").split()) != self.expected:
            raise ValidationError(_l("This is not the name of the list. Copy it from above."))
