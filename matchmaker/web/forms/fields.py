"""Fields that WTForms does not have: several boxes, a day in three parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from wtforms import Field, SelectMultipleField
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget, TextInput

from matchmaker.core.vocabulary import Term
from matchmaker.web.words import _l


class MultiCheckboxField(SelectMultipleField):
    """Choose all that fit."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


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


def choices_of(terms: Iterable[Term]) -> list[tuple[str, Any]]:
    """Terms of the vocabulary as (key, translated label)."""
    return [(term.key, _l(term.label)) for term in terms]


def with_none(choices: Sequence[tuple[str, Any]], label: Any) -> list[tuple[str, Any]]:
    """The choices after an empty one."""
    return [("", label), *choices]
