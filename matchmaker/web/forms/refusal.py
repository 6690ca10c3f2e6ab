"""A refused form: what was typed stays, each error stands beside its field and at the top, status 422."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import Any, ClassVar

from flask import Response, after_this_request, render_template
from flask_wtf import FlaskForm

from matchmaker.errors import Invalid, TooMany
from matchmaker.web.problems import in_words
from matchmaker.web.words import _


class Form(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """The base of our forms."""

    # What is wrong with the form as a whole; the error summary shows it.
    problem = ""
    # The field beside which an error stands that the services know by another name.
    stands_at: ClassVar[Mapping[str, str]] = MappingProxyType({})

    def check(self) -> None:
        """Raise Invalid when the form itself sees a fault."""
        if not self.validate():
            raise Invalid("Some answers need another look.")


def refuse(form: Form, error: Invalid | TooMany, template: str, **more: Any) -> tuple[str, int]:
    """The page of the form again, with the errors of a service put to its fields."""
    if isinstance(error, Invalid):
        place(form, error)
    else:
        form.problem = in_words(error)
        after_this_request(partial(_wait, error.seconds))
    return render_template(template, form=form, **more), error.status


def _wait(seconds: int, response: Response) -> Response:
    """Say to programs, too, when they may try again."""
    response.headers["Retry-After"] = str(seconds)
    return response


def place(form: Form, error: Invalid) -> None:
    """Put the errors of a service beside the fields that they are about, else to the form as a whole."""
    placed = False
    for known, message in error.fields.items():
        name = form.stands_at.get(known, known)
        if name in form:
            form[name].errors = [*form[name].errors, _(message, **error.values)]
            placed = True
    if not placed and not form.errors:
        form.problem = in_words(error)
