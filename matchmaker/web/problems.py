"""Error pages: what happened, why, and what to do."""

from __future__ import annotations

import structlog
from flask import Flask, render_template, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from matchmaker import context
from matchmaker.errors import MatchmakerError, NotAllowed, NotFound, NotFresh, TooMany, UnderWay
from matchmaker.services import introductions
from matchmaker.web.access import led_to
from matchmaker.web.here import page_here, told_path
from matchmaker.web.moved import find_moved
from matchmaker.web.words import _

log = structlog.get_logger()

Answer = tuple[str, int, dict[str, str]]

PAGES = frozenset({403, 404, 409, 413, 422, 429, 500})


def plug_in(app: Flask) -> None:
    """Answer our own errors, Werkzeug's and unforeseen ones with a page."""
    app.register_error_handler(MatchmakerError, _ours)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unforeseen)


def in_words(error: MatchmakerError) -> str:
    """An error's sentence in the reader's language."""
    return _(error.message) % error.values if error.values else _(error.message)


def _page(status: int, message: str = "", headers: dict[str, str] | None = None, **more: str) -> Answer:
    headers = dict(headers or {})
    if request.headers.get("HX-Request"):
        # Said at the top of the page that stays; the card that was pressed stays as it is.
        headers |= {"HX-Retarget": "#messages", "HX-Reswap": "innerHTML show:top"}
        return render_template("errors/fragment.html", message=message), status, headers
    name = status if status in PAGES else (404 if status < 500 else 500)
    return render_template(f"errors/{name}.html", message=message, **more), status, headers


def _ours(error: MatchmakerError) -> Answer | Response:
    if isinstance(error, NotFresh):
        return led_to(url_for("confirming.show", next=page_here()))
    if isinstance(error, NotAllowed) and context.held_back():
        return led_to(url_for("factors.show"))
    if isinstance(error, NotFound) and (moved := find_moved()) is not None:
        return moved
    headers = {"Retry-After": str(error.seconds)} if isinstance(error, TooMany) else {}
    more = {"there": _there(error)} if isinstance(error, UnderWay) else {}
    return _page(error.status, in_words(error), headers, **more)


def _there(error: UnderWay) -> str:
    """The page of the introduction that is under way already, for who may read it."""
    found = introductions.find_readable(context.session(), context.actor(), error.introduction_id)
    return url_for("introductions.show", id=found) if found else ""


def _http(error: HTTPException) -> Response | Answer:
    if error.code is None or error.code < 400:
        return error.get_response()
    allowed = getattr(error, "valid_methods", None)
    headers = {"Allow": ", ".join(allowed)} if allowed else {}
    # Flask-WTF answers a missing or old form token with 400: the form has to be sent again.
    return _page(422 if error.code == 400 else error.code, headers=headers)


def _unforeseen(error: Exception) -> Answer:
    log.exception("unforeseen error", path=told_path(), method=request.method, exc_info=error)
    return _page(500)
