"""The form that makes one record of two: who stays, and whose word counts in each field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, cast

from wtforms import Field, RadioField, StringField, TextAreaField
from wtforms.validators import AnyOf, InputRequired, Optional

from matchmaker.core.duplicates.choosing import LISTS, TEXTS, Choice, Pick
from matchmaker.services.duplicates import PairPage
from matchmaker.web.forms.fields import choices_from
from matchmaker.web.forms.refusal import Form
from matchmaker.web.words import _l

PICK, OWN = "pick_", "own_"
AGAIN = _l("Choose one of the answers shown.")
SIDES = ("a", "b")


class MergeForm(Form):
    """What the forms of all pairs share; the choices depend on what the two say."""

    stands_at: ClassVar[Mapping[str, str]] = {name: OWN + name for name in TEXTS}

    def choice(self, page: PairPage) -> Choice:
        """What was chosen, told of the record that stays and the one that goes."""
        kept = self["keep"].data
        told = {side: Pick.KEPT if side == kept else Pick.GONE for side in SIDES}
        told |= {pick.value: pick for pick in (Pick.BOTH, Pick.OWN)}
        asked = [name for name in page.asked if PICK + name in self]
        return Choice(
            keep=page.half(kept).record.id,
            picks={name: told[self[PICK + name].data] for name in asked},
            own={name: (self[OWN + name].data or "").strip() for name in TEXTS if name in asked},
        )


def merge_form(page: PairPage) -> MergeForm:
    """The form with what is likely meant; nothing is to choose where one of the two may only be filled."""
    kept = page.likely_to_stay
    fields: dict[str, Field] = {"keep": _radio(kept, (page.stays,) if page.stays else SIDES)}
    # How long they may be the service says, and only of those that count.
    own = [Optional()]
    for name in () if page.stays else page.asked:
        more = ("both",) if name in LISTS else ("own",) if name in TEXTS else ()
        fields[PICK + name] = _radio(page.proposed(name), (*SIDES, *more))
        if name in TEXTS:
            control, look = (StringField, {}) if name == "name" else (TextAreaField, {"rows": 6})
            words = next(
                (half.fields[name] for half in (page.half(kept), page.a, page.b) if half.fields[name]), ""
            )
            fields[OWN + name] = control(_l("In other words"), own, default=words, render_kw=look)
    return cast(MergeForm, type("PairForm", (MergeForm,), fields)())


def _radio(default: str, values: tuple[str, ...]) -> RadioField:
    return RadioField(
        "",
        [InputRequired(AGAIN), AnyOf(values, AGAIN)],
        choices=choices_from((value, value) for value in values),
        default=default,
        validate_choice=False,
    )
