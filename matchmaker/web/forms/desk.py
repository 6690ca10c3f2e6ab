"""The forms of the broker’s desk: one act on many introductions, and asking one about several others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wtforms import HiddenField, RadioField, SelectField
from wtforms.validators import InputRequired

from matchmaker.core.introductions.states import CloseReason
from matchmaker.web.forms.fields import choices_from
from matchmaker.web.forms.introductions import CHOOSE, one_of
from matchmaker.web.forms.refusal import Form
from matchmaker.web.views.introductions.words import CLOSES
from matchmaker.web.words import _, _l


class BulkForm(Form):
    """One act on many introductions; which ones stands beside it in the page."""

    act = HiddenField(validators=[InputRequired(CHOOSE)])
    broker = SelectField(_l("Who takes them over?"), validate_choice=False)
    reason = RadioField(
        _l("Why?"), choices=choices_from((one.value, _l(text)) for one, text in CLOSES.items()),
        default=CloseReason.NO_FIT.value, validate_choice=False,
    )  # fmt: skip

    def name_colleagues(self, people: Iterable[tuple[str, str]]) -> None:
        """Who may take them over."""
        self.broker.choices = choices_from(people)

    def values(self) -> dict[str, Any]:
        """What the act needs to know."""
        if self.act.data == "assign":
            return {"broker_id": self.broker.data or ""}
        if self.act.data == "close":
            return {"reason": one_of(CloseReason, self.reason.data, CloseReason.NO_FIT)}
        return {}


class TogetherForm(Form):
    """Whom to ask first, where one is asked about several others in one mail."""

    order = RadioField(_l("Whom to ask first"), default="both", validate_choice=False)

    def name_shared(self, name: str) -> None:
        """Put the name of the one whom all have in common into the question."""
        self.order.choices = choices_from(
            [("both", _("Everybody on the same day")), ("shared", _("%(name)s first", name=name))]
        )

    @property
    def shared_first(self) -> bool:
        """Whether the others are asked only once that one has said yes."""
        return bool(self.order.data == "shared")
