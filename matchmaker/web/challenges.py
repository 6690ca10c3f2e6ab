"""The challenge that a passkey signs: in the cookie of this browser until its answer comes, then gone."""

from __future__ import annotations

import base64
import binascii

from flask import Response, current_app
from flask import session as cookie

NAME = "challenge"


def asked(options: str, challenge: bytes) -> Response:
    """What the browser is asked, as JSON; its cookie remembers what was asked."""
    cookie[NAME] = base64.urlsafe_b64encode(challenge).decode("ascii")
    return current_app.response_class(options, mimetype="application/json")


def taken() -> bytes:
    """The challenge of this browser; the next time there is none."""
    try:
        return base64.urlsafe_b64decode(cookie.pop(NAME, ""))
    except (binascii.Error, TypeError):
        return b""
