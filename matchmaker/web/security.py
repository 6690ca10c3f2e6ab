"""Headers that every answer carries; the policy allows no inline script or style at all."""

from __future__ import annotations

from flask import Flask, Response, request

POLICY = "; ".join((
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
))  # fmt: skip

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

YEAR = 31_536_000

FILES = frozenset({"static", "maps.land"})
"""Endpoints that answer everybody with the same file, in every language."""


def plug_in(app: Flask, *, https: bool) -> None:
    """Add the headers; over HTTPS also the promise to stay there."""

    def add(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if https:
            response.headers.setdefault("Strict-Transport-Security", f"max-age={YEAR}; includeSubDomains")
        if request.endpoint in FILES:
            # The address of a file carries its content's hash, so it may be kept for ever.
            immutable = "v" in request.args
            response.headers["Cache-Control"] = (
                f"public, max-age={YEAR}, immutable" if immutable else "no-cache"
            )
        else:
            response.headers.setdefault(
                "Cache-Control", "no-store" if response.mimetype == "text/html" else "no-cache"
            )
            response.vary.update(("Cookie", "Accept-Language", "HX-Request"))
        return response

    app.after_request(add)
