"""Error pages: what happened, why, and what to do."""

from __future__ import annotations

import structlog
from flask import Flask, render_template, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from matchmaker.errors import MatchmakerError, TooMany
from matchmaker.web.words import _

log = structlog.get_logger()

PAGES = frozenset({403, 404, 409, 413, 422, 429, 500})


def plug_in(app: Flask) -> None:
    """Answer our own errors, Werkzeug's and unforeseen ones with a page."""
    app.register_error_handler(MatchmakerError, _ours)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unforeseen)


def in_words(error: MatchmakerError) -> str:
    """An error's sentence in the reader's language."""
    return _(error.message) % error.values if error.values else _(error.message)


def _page(status: int, message: str = "") -> tuple[str, int]:
    name = status if status in PAGES else (404 if status < 500 else 500)
    return render_template(f"errors/{name}.html", message=message), status


def _ours(error: MatchmakerError) -> tuple[str, int] | tuple[str, int, dict[str, str]]:
    page, status = _page(error.status, in_words(error))
    if isinstance(error, TooMany):
        return page, status, {"Retry-After": str(error.seconds)}
    return page, status


def _http(error: HTTPException) -> Response | tuple[str, int]:
    if error.code is None or error.code < 400:
        return error.get_response()
    # Flask-WTF answers a missing or old form token with 400: the form has to be sent again.
    return _page(422 if error.code == 400 else error.code)


def _unforeseen(error: Exception) -> tuple[str, int]:
    log.exception("unforeseen error", path=request.path, method=request.method, exc_info=error)
    return _page(500)
