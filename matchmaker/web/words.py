"""Translation for pages, typed: the reader's language comes from the request."""

from __future__ import annotations

import flask_babel
from flask_babel import lazy_gettext as _l

from matchmaker import i18n

__all__ = ["_", "_l", "counted", "ngettext", "translated"]


def _(message: str, **values: object) -> str:
    """The message in the reader's language, its `%(name)s` slots filled."""
    return str(flask_babel.gettext(message, **values))


def ngettext(one: str, many: str, number: int, **values: object) -> str:
    """The message for this number, which fills `%(num)d` as the reader writes numbers."""
    return counted(one, many, number) % {"num": number, **values}


def translated(message: str) -> str:
    """The message in the reader's language, nothing filled in."""
    return str(flask_babel.get_domain().get_translations().ugettext(message))


def counted(one: str, many: str, number: int) -> str:
    """The message for this number with only the number filled in: 1,220 organisations, not 1220."""
    message = flask_babel.get_domain().get_translations().ungettext(one, many, number)
    language = str(flask_babel.get_locale() or "en")
    return str(message).replace("%(num)d", i18n.number(number, language))
