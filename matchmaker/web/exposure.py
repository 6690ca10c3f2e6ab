"""What pages do for the exposure log: note whom they show, and hand over after an answer."""

from __future__ import annotations

import structlog
from flask import Flask, Response, request

from matchmaker import context
from matchmaker.services import suggestions
from matchmaker.services.suggestions import SuggestionPage

log = structlog.get_logger()


def plug_in(app: Flask) -> None:
    """Hand over once a minute, when an answer has gone out: nobody waits for it."""
    app.after_request(_hand_over_later)


def note(page: SuggestionPage) -> None:
    """Remember whom this page of suggestions shows."""
    # HEAD comes to the same views and shows nothing.
    if request.method == "GET":
        ids = [one.id for one in page.answer.suggestions]
        suggestions.note_shown(context.session(), context.actor(), ids, now=context.now())


def _hand_over_later(response: Response) -> Response:
    database, now = context.database(), context.now()

    def after() -> None:
        try:
            suggestions.hand_over(database, now=now)
        except Exception:
            # What could not be written waits for the next minute; the reader has the page already.
            log.exception("the exposure log could not be written")

    response.call_on_close(after)
    return response
