"""Translation for pages, typed: the reader's language comes from the request."""

from __future__ import annotations

import flask_babel
from flask_babel import lazy_gettext as _l

__all__ = ["_", "_l", "ngettext"]


def _(message: str, **values: object) -> str:
    """The message in the reader's language, its `%(name)s` slots filled."""
    return str(flask_babel.gettext(message, **values))


def ngettext(one: str, many: str, number: int, **values: object) -> str:
    """The message for this number, which fills `%(num)d`."""
    return str(flask_babel.ngettext(one, many, number, **values))
