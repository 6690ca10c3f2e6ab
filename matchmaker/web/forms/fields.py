"""Fields that WTForms does not have: several boxes, a whole number, a day in three parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from wtforms import Field, IntegerField, SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget, TextInput

from matchmaker.core.vocabulary import Term
from matchmaker.web.words import _l


class MultiCheckboxField(SelectMultipleField):
    """Choose all that fit."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class YearField(IntegerField):
    """A year; anything but a whole number is refused in our own words."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the number; what was typed stays in `raw_data`."""
        try:
            self.data = int(valuelist[0]) if valuelist and valuelist[0].strip() else None
        except ValueError:
            self.data = None
            raise ValidationError(_l("This is not a year. Write it like 2012.")) from None


class CountField(IntegerField):
    """A whole number; anything else is refused in our own words."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the number; what was typed stays in `raw_data`."""
        try:
            self.data = int(valuelist[0]) if valuelist and valuelist[0].strip() else None
        except ValueError:
            self.data = None
            raise ValidationError(_l("This is not a whole number. Write it like 5.")) from None


class DayField(Field):
    """A day as three inputs of one name: day, month, year. All empty means none."""

    widget = TextInput()

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Join the three parts; `raw_data` keeps what was typed."""
        parts = [str(part).strip() for part in valuelist]
        if not any(parts):
            self.data = None
            return
        try:
            day, month, year = (int(part) for part in parts)
            self.data = date(year, month, day)
        except ValueError:
            self.data = None
            raise ValidationError(_l("This day does not exist. Write it like 31 3 2027.")) from None


def choices_of(terms: Iterable[Term]) -> list[SelectChoice]:
    """Terms of the vocabulary with their labels in the reader's language."""
    return choices_from((term.key, _l(term.label)) for term in terms)


def choices_from(pairs: Iterable[tuple[str, Any]]) -> list[SelectChoice]:
    """Pairs of value and label as choices."""
    return [SelectChoice(value, label) for value, label in pairs]


def with_none(choices: Sequence[SelectChoice], label: Any) -> list[SelectChoice]:
    """The choices after an empty one."""
    return [SelectChoice("", label), *choices]
