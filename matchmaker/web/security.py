"""Headers that every answer carries; the policy allows no inline script or style at all."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Flask, Response, request

FRAMED = "/embed/"
"""Pages below this address may stand in frames of the sites that the settings name; no others may."""

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


def framed_headers(origins: Sequence[str]) -> dict[str, str]:
    """The headers of a page that may stand in frames of these origins; nobody may where there are none."""
    ancestors = " ".join(origins) or "'none'"
    policy = POLICY.replace("frame-ancestors 'none'", f"frame-ancestors {ancestors}")
    # A frame in a page that isolates itself is shown only with this.
    shared = {"Cross-Origin-Resource-Policy": "cross-origin"} if origins else {}
    return {**HEADERS, "Content-Security-Policy": policy, **shared}


def plug_in(app: Flask, *, https: bool, embed_origins: Sequence[str] = ()) -> None:
    """Add the headers; over HTTPS also the promise to stay there."""
    framed = framed_headers(embed_origins)

    def add(response: Response) -> Response:
        # An error page is a whole page with forms on it: it stays out of frames.
        may_be_framed = request.path.startswith(FRAMED) and response.status_code == 200
        for name, value in (framed if may_be_framed else HEADERS).items():
            response.headers.setdefault(name, value)
        if https:
            response.headers.setdefault("Strict-Transport-Security", f"max-age={YEAR}; includeSubDomains")
        if request.endpoint in FILES:
            # The address of a file carries its content's hash, so it may be kept for ever.
            immutable = "v" in request.args and response.status_code < 400
            response.headers["Cache-Control"] = (
                f"public, max-age={YEAR}, immutable" if immutable else "no-cache"
            )
        else:
            # A file to keep is kept where its reader puts it, and nowhere else: it may hold what pages hold.
            private = response.mimetype == "text/html" or "Content-Disposition" in response.headers
            response.headers.setdefault("Cache-Control", "no-store" if private else "no-cache")
            response.vary.update(("Cookie", "Accept-Language", "HX-Request"))
        return response

    app.after_request(add)
