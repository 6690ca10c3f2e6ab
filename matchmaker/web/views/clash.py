"""The page for two who changed one record at once: what each wrote, and whose words shall hold."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import render_template, request
from wtforms import BooleanField, Field, TextAreaField
from wtforms.fields.choices import SelectFieldBase

from matchmaker import context, i18n
from matchmaker.core.differing import Piece
from matchmaker.core.editing import Answer, Clash
from matchmaker.core.entities import StatementState
from matchmaker.core.words import N_
from matchmaker.models import Need, Offer
from matchmaker.services import history
from matchmaker.web.forms.editing import ANEW, MINE, THEIRS, EditForm
from matchmaker.web.words import _

CLOSED = N_("Somebody else has closed it meanwhile. If you save your change, it is open again.")


@dataclass(frozen=True, slots=True)
class Told:
    """A field that one of the two changed: its question, and what holds now."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A field that both changed: what was there, and what each wrote in its place.

    `anew` is what stands in the box for other words; None where one can only choose.
    """

    name: str
    label: str
    original: str
    theirs: tuple[Piece, ...]
    mine: tuple[Piece, ...]
    anew: str | None
    missing: bool

    @property
    def choices(self) -> tuple[str, str, str]:
        """The values of the three answers."""
        return THEIRS, MINE, ANEW


@dataclass(frozen=True, slots=True)
class ClashView:
    """What the page shows; `kept` are the other fields as a browser sends them."""

    decisions: list[Decision]
    theirs: list[Told]
    mine: list[Told]
    notes: list[str]
    kept: list[tuple[str, str]]
    clashes: str
    opened: str
    back: str

    @property
    def missing(self) -> list[Decision]:
        """Those that were left open."""
        return [one for one in self.decisions if one.missing]


def clashed(form: EditForm, present: EditForm, *, back: str, notes: Sequence[str] = ()) -> tuple[str, int]:
    """Nothing was saved: both changes side by side, and what only one of the two changed put together.

    `form` is what was sent, `present` what is there now.
    """
    merged = history.merge(form.original, present.answers(), form.answers())
    kept = [pair for name, answer in merged.answers.items() for pair in form.pairs(name, answer)]
    kept += [(name, request.form[name]) for name in ("evidence",) if name in request.form]
    view = ClashView(
        decisions=[_decision(form, one) for one in merged.clashes],
        theirs=[_told(present, name, merged.answers[name]) for name in merged.theirs],
        mine=[_told(form, name, merged.answers[name]) for name in merged.mine],
        notes=[_(note) for note in notes],
        kept=kept,
        clashes=json.dumps(
            {one.field: [one.original, one.mine] for one in merged.clashes}, ensure_ascii=False
        ),
        opened=str(present.opened.data),
        back=back,
    )
    return render_template("editing/clash.html", view=view), 409


def closed_note(statement: Offer | Need) -> list[str]:
    """What to say where somebody closed the offer or need meanwhile."""
    return [CLOSED] if statement.state is not StatementState.OPEN else []


def _told(form: EditForm, name: str, answer: Answer) -> Told:
    return Told(str(form[name].label.text), in_words(form, name, answer) or _("empty"))


def _decision(form: EditForm, clash: Clash) -> Decision:
    before = in_words(form, clash.field, clash.original) if clash.original is not None else ""
    theirs, mine = (in_words(form, clash.field, one) for one in (clash.theirs, clash.mine))
    known = clash.original is not None
    writable = isinstance(form[clash.field], TextAreaField) and isinstance(clash.mine, str)
    return Decision(
        name=clash.field,
        label=str(form[clash.field].label.text),
        original=before,
        theirs=history.side_by_side(before if known else mine, theirs)[1],
        mine=history.side_by_side(before if known else theirs, mine)[1],
        anew=str(clash.mine) if writable else None,
        missing=clash.field in form.undecided,
    )


def in_words(form: EditForm, name: str, answer: Answer) -> str:
    """What a person reads where the form holds keys and codes."""
    field = form[name]
    if name in form.together and isinstance(answer, list):
        parts = [
            _words(form[one], value) for one, value in zip(form.together[name], answer, strict=False) if value
        ]
        return ", ".join(parts)
    if field.type == "DayField" and isinstance(answer, list):
        return _day(answer)
    return _words(field, answer)


def _words(field: Field, answer: Answer) -> str:
    if isinstance(field, BooleanField):
        return _("Yes") if answer else _("No")
    labels = {}
    if isinstance(field, SelectFieldBase):
        labels = {str(one.value): str(one.label) for one in getattr(field, "choices", None) or ()}
    values = answer if isinstance(answer, list) else [str(answer)]
    return "; ".join(labels.get(one, one) for one in values)


def _day(parts: list[str]) -> str:
    try:
        day, month, year = map(int, parts)
        return i18n.day(date(year, month, day), context.language())
    except ValueError:
        return " ".join(parts)
