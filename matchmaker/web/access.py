"""Every view says which permission its door needs; nobody passes without it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, redirect, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.routing import IntegerConverter, Map
from werkzeug.wrappers import Response

from matchmaker import context
from matchmaker.errors import Invalid, NotAllowed, NotFound
from matchmaker.permissions import TABLE, may_enter

# A view that nobody declared is nobody's: TABLE has no such permission, so its page fails in every test.
UNDECLARED = "undeclared"

LARGEST = 2**31 - 1
"""PostgreSQL counts rows up to here, and cannot even be asked for more."""

View = TypeVar("View", bound=Callable[..., Any])


class Number(IntegerConverter):
    """A number in an address; one that is larger than any that a database holds names nothing."""

    def __init__(self, map: Map) -> None:
        super().__init__(map, max=LARGEST)


def allow(permission: str) -> Callable[[View], View]:
    """Declare the permission that a view needs; an unknown one fails when the module is read."""
    if permission not in TABLE:
        raise KeyError(f"{permission} is not in matchmaker.permissions.TABLE")

    def declare(view: View) -> View:
        view.permission = permission  # type: ignore[attr-defined]  # read back in _check
        return view

    return declare


def plug_in(app: Flask) -> None:
    """Check the door before each view; to be said before there are views."""
    app.url_map.converters["int"] = Number
    app.before_request(_check)


def _refuse_zero_bytes() -> None:
    """PostgreSQL cannot even be asked for a text with a zero byte, and no browser sends one."""
    if "\0" in request.path or _has_zero_byte(request.args):
        raise NotFound("There is no such page. Check the address.")
    if _has_zero_byte(request.form):
        raise Invalid("A text of this form holds a sign that cannot be kept. Type it anew.")


def _has_zero_byte(sent: MultiDict[str, str]) -> bool:
    return any("\0" in value for values in sent.listvalues() for value in values)


def _check() -> Response | None:
    _refuse_zero_bytes()
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None or request.endpoint == "static":
        return None
    permission = str(getattr(view, "permission", UNDECLARED))
    if may_enter(context.actor(), permission):
        return None
    if context.actor().signed_in:
        if permission in {"account.register"}:
            return redirect(url_for("site.home"), 303)
        if context.held_back():
            return led_to(url_for("factors.show"))
        raise NotAllowed("You may not do this. Sign in with an account that has the right role.")
    wanted = request.full_path.rstrip("?") if request.method == "GET" else None
    target = url_for("accounts.sign_in", next=wanted)
    return led_to(target)


def led_to(target: str) -> Response:
    """To another page; a small update would put it in the place of the card: it moves the whole window."""
    if request.headers.get("HX-Request"):
        return Response(headers={"HX-Redirect": target})
    return redirect(target, 303)
