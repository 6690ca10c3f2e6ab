"""Asking once more who it is, before a copy of all data or an erasure: everybody has one way or another."""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy.orm import Session

from matchmaker import context
from matchmaker.services import accounts
from matchmaker.web.forms.privacy import SureForm

AForm = TypeVar("AForm", bound=SureForm)


def sure(form: AForm, session: Session) -> AForm:
    """The form as it is for who is signed in: without a password for who has none.

    Raises:
        NotFresh: they have none, and have not shown a short while ago who they are; it leads there.
    """
    secret = context.secret() or ""
    asked = accounts.asks_password(session, context.actor(), secret, now=context.now())
    return form.expect(password=asked)
