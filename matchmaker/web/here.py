"""Where one goes on: the page of this address, or the nearest one above it where that only takes forms."""

from __future__ import annotations

from flask import current_app, request, url_for
from werkzeug.exceptions import HTTPException

from matchmaker.context import READING


def page_here() -> str:
    """A page that opens by a link, with what its address asks for.

    `/introductions/n-1/accept` takes a form and is no page: there it is `/introductions/n-1`.
    """
    path = request.path
    if request.method in READING or _opens(path):
        return request.full_path.rstrip("?")
    while path := path.rpartition("/")[0]:
        if _opens(path):
            return path
    return url_for("site.home")


def told_path() -> str:
    """The path as logs may tell it: a token in an address is a key, and does not belong there."""
    asked = request.view_args or {}
    return request.url_rule.rule if request.url_rule and "token" in asked else request.path


def _opens(path: str) -> bool:
    try:
        current_app.create_url_adapter(request).match(path, method="GET")  # type: ignore[union-attr]  # never None within a request
    except HTTPException:
        return False
    return True
