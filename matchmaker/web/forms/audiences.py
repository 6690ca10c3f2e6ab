"""The choice of who may see a field, beside each field of a form that has an audience of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from wtforms import SelectField

from matchmaker.core.audience import DEFAULTS, FIELDS, TIES
from matchmaker.core.entities import Audience
from matchmaker.web.forms.fields import choices_from
from matchmaker.web.forms.refusal import Form
from matchmaker.web.words import _l

F = TypeVar("F", bound=Form)

AUDIENCES = {
    Audience.PUBLIC: _l("Everybody"),
    Audience.MEMBERS: _l("Signed-in members"),
    Audience.MATCHED: _l("Those you are introduced to"),
    Audience.OURSELVES: _l("Only us"),
}

LABELS = {
    "place": _l("Who may see the town?"),
    "region": _l("Who may see the region?"),
    "themes": _l("Who may see themes and groups?"),
    TIES: _l("Who may see whom you work with?"),
}
"""Where the choice is about something else than the answer right above it."""

WITHOUT_FIELD = ("region", TIES)
"""No field of the form asks for these, and there they are all the same."""

ENDING = "_audience"


def who_sees(label: Any = None, *, default: Audience = Audience.PUBLIC) -> SelectField:
    """The choice itself."""
    return SelectField(
        label or _l("Who may see this?"), choices=choices_from(AUDIENCES.items()), default=default.value
    )


def with_audiences(form: type[F]) -> type[F]:
    """Give a form a choice for each field of a stakeholder that has an audience."""
    for name in FIELDS:
        default = DEFAULTS.get(name, Audience.PUBLIC)
        setattr(form, name + ENDING, who_sees(LABELS.get(name), default=default))
    return form


def keep_asked(form: Form) -> None:
    """Take away the choices about fields that this form does not ask for."""
    for name in FIELDS:
        if name not in form and name not in WITHOUT_FIELD:
            del form[name + ENDING]


def chosen_audiences(form: Form, present: Mapping[str, str]) -> dict[str, str]:
    """Who may see what from now on, where it is not as by default; what was not sent stays as it is."""
    sent = {name: field.data for name, field in _choices(form) if field.raw_data}
    chosen = {**present, **sent}
    return {name: word for name, word in chosen.items() if word != DEFAULTS.get(name, Audience.PUBLIC)}


def show_audiences(form: Form, present: Mapping[str, str]) -> None:
    """Fill the choices with what is known."""
    for name, field in _choices(form):
        field.data = present.get(name, DEFAULTS.get(name, Audience.PUBLIC).value)


def _choices(form: Form) -> Iterator[tuple[str, Any]]:
    return ((name, form[name + ENDING]) for name in FIELDS if name + ENDING in form)
