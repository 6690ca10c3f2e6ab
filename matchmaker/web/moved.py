"""Addresses of records that went up into others: they lead to the same page of the record that stayed."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from matchmaker import context
from matchmaker.services import duplicates

LETTER = "s-"


def find_moved() -> Response | None:
    """The answer that leads on, or None where no id of this address has moved.

    Nobody keeps it: after an undo the old address is itself again.
    """
    args = dict(request.view_args or {})
    moved: dict[str, Any] = {}
    for name, value in args.items():
        if isinstance(value, str) and value.startswith(LETTER):
            found = duplicates.find_kept(context.session(), context.actor(), value)
            moved |= {name: found} if found else {}
    if not moved or request.endpoint is None:
        return None
    # Words of the query are not given to `url_for`: it takes some of them for orders, such as `_external`.
    query = urlencode(list(request.args.items(multi=True)))
    there = url_for(request.endpoint, **(args | moved))
    code = 301 if request.method in ("GET", "HEAD") else 308
    answer = redirect(f"{there}?{query}" if query else there, code)
    answer.headers["Cache-Control"] = "no-store"
    return answer
