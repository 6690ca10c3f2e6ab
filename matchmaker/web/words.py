"""Translation for pages, typed: the reader's language comes from the request."""

from __future__ import annotations

import flask_babel
from babel.support import NullTranslations
from flask import g
from flask_babel import lazy_gettext as _l

from matchmaker import i18n

__all__ = ["_", "_l", "counted", "ngettext", "translated"]


def _(message: str, **values: object) -> str:
    """The message in the reader's language, its `%(name)s` slots filled."""
    said = translated(message)
    return said % values if values else said


def ngettext(one: str, many: str, number: int, **values: object) -> str:
    """The message for this number, which fills `%(num)d` as the reader writes numbers."""
    return counted(one, many, number) % {"num": number, **values}


def translated(message: str) -> str:
    """The message in the reader's language, nothing filled in."""
    return str(_catalogue()[0].gettext(message))


def counted(one: str, many: str, number: int) -> str:
    """The message for this number with only the number filled in: 1,220 organisations, not 1220."""
    catalogue, language = _catalogue()
    return str(catalogue.ngettext(one, many, number)).replace("%(num)d", i18n.number(number, language))


def _catalogue() -> tuple[NullTranslations, str]:
    """The messages in the reader's language, and which it is; a page asks a thousand times, so once each."""
    known: tuple[NullTranslations, str] | None = g.get("catalogue")
    if known is None:
        found = flask_babel.get_domain().get_translations()
        known = g.catalogue = found, str(flask_babel.get_locale() or "en")
    return known
