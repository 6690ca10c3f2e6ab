"""Forms that change a record carry what somebody saw in them, so that nothing is written over unseen."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, ClassVar, Self, TypeVar

from flask import request
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Field, HiddenField, StringField
from wtforms.validators import Optional

from matchmaker import context
from matchmaker.core.editing import Answer
from matchmaker.core.entities import Role
from matchmaker.errors import Changed
from matchmaker.models import Stakeholder
from matchmaker.web.forms.fields import MultiCheckboxField
from matchmaker.web.forms.refusal import Form
from matchmaker.web.words import _l

THEIRS, MINE, ANEW = "theirs", "mine", "anew"
"""Whose words hold for a field that two changed; or others, written anew."""

BESIDES = frozenset({"opened", "evidence", "csrf_token"})
"""Fields of a form that are no part of the record."""

F = TypeVar("F", bound="EditForm")


class EditForm(Form):
    """A form that knows what it held when it was opened."""

    opened = HiddenField()
    # Fields that mean something only together: they are decided about as one, under the name of the first.
    together: ClassVar[Mapping[str, tuple[str, ...]]] = MappingProxyType({})

    undecided: frozenset[str] = frozenset()
    version = ""
    original: Mapping[str, Answer] | None = None

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.version, self.original = _read_note(self.opened.data)

    def note(self, version: str) -> None:
        """Keep what the form holds now as what somebody sees in it."""
        self.opened.data = _write_note(version, self.answers())

    def check(self) -> None:
        """Raise Invalid when the form itself sees a fault.

        Raises:
            Changed: two changed a field, and nobody has decided whose words hold.
        """
        super().check()
        if self.undecided:
            raise Changed

    def answers(self) -> dict[str, Answer]:
        """What the fields of the record hold, as plain JSON."""
        held = {item.name: _plain(item) for item in self if item.name not in BESIDES}
        for first, names in self.together.items():
            held[first] = [str(held.pop(name)) for name in names]
        return held

    def pairs(self, name: str, answer: Answer) -> list[tuple[str, str]]:
        """An answer as a browser would send it."""
        if name in self.together and isinstance(answer, list):
            return list(zip(self.together[name], answer, strict=False))
        if isinstance(answer, bool):
            return [(name, "y")] if answer else []
        return [(name, one) for one in answer] if isinstance(answer, list) else [(name, answer)]


class EvidencedForm(EditForm):
    """The form of a record of which somebody else than its own people may know something."""

    evidence = StringField(
        _l("How do you know?"), [Optional()],
        description=_l(
            "A web address, or a few words: who said it, and when. Only who may change this page sees it."
        ),
    )  # fmt: skip

    def asked_of(self, owner: Stakeholder) -> Self:
        """The same form; its own people are not asked how they know, who acts for it is."""
        actor = context.actor()
        if owner.id in actor.places(Role.MEMBER) and not actor.acting_for:
            del self.evidence
        return self

    @property
    def how_known(self) -> str:
        """What was said about it."""
        return str(self["evidence"].data or "") if "evidence" in self else ""


def decided(form: type[F]) -> F:
    """The form that was sent; where it comes from the page for two changes, with what was decided there."""
    clashes = _read(request.form.get("clashes", ""))
    if not clashes:
        return form()
    sent, known = MultiDict(request.form), form(formdata=None)
    asked = known.answers()
    version, theirs = _read_note(request.form.get("opened"))
    original, undecided = dict(theirs or {}), set()
    for name, both in clashes.items():
        if name not in asked or not isinstance(both, list) or len(both) != 2:
            continue
        choice = request.form.get(f"decide-{name}", "")
        if choice not in {THEIRS, MINE, ANEW} or (choice == THEIRS and name not in original):
            undecided.add(name)
        _put(sent, known, name, _chosen(choice, name, original, _answer(both[1])))
        if name in undecided:
            # As it was before the two: then it is asked about once more.
            original.pop(name, None)
            if (before := _answer(both[0])) is not None:
                original[name] = before
    sent["opened"] = _write_note("" if undecided else version, original)
    made = form(formdata=sent)
    made.undecided = frozenset(undecided)
    return made


def _chosen(choice: str, name: str, theirs: Mapping[str, Answer], mine: Answer | None) -> Answer:
    if choice == THEIRS and name in theirs:
        return theirs[name]
    if choice == ANEW:
        return request.form.get(f"anew-{name}", "")
    return mine if mine is not None else ""


def _put(sent: MultiDict[str, str], form: EditForm, name: str, answer: Answer) -> None:
    for one in form.together.get(name, (name,)):
        sent.poplist(one)
    for one, value in form.pairs(name, answer):
        sent.add(one, value)


def _plain(field: Field) -> Answer:
    data = field.data
    if isinstance(field, BooleanField):
        return bool(data)
    if isinstance(field, MultiCheckboxField):
        return sorted(map(str, data or ()))
    if isinstance(data, date):
        return [str(data.day), str(data.month), str(data.year)]
    text = "" if data is None else str(data)
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _write_note(version: str, answers: Mapping[str, Answer]) -> str:
    return json.dumps({"version": version, "answers": dict(answers)}, ensure_ascii=False)


def _read_note(text: str | None) -> tuple[str, Mapping[str, Answer] | None]:
    """The version and the answers of a note; what nobody of us wrote counts as nothing known."""
    found = _read(text or "")
    answers, version = found.get("answers"), found.get("version")
    if not isinstance(answers, dict) or not isinstance(version, str):
        return "", None
    read = {_text(name): answer for name, one in answers.items() if (answer := _answer(one)) is not None}
    return _text(version), read


def _read(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _answer(value: object) -> Answer | None:
    """A value that somebody sent, if it is one that a form may hold."""
    if isinstance(value, list):
        return [_text(one) for one in value] if all(isinstance(one, str) for one in value) else None
    if isinstance(value, str):
        return _text(value)
    return value if isinstance(value, bool) else None


def _text(value: str) -> str:
    """A text out of JSON, which may hold what no form sends and no database takes."""
    return "".join(sign for sign in value if sign != "\0" and not "\ud800" <= sign <= "\udfff")
