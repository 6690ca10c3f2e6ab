"""Where somebody goes who has shown who they are: to the second step, to setting one up, or on their way."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from matchmaker import context
from matchmaker.services import accounts
from matchmaker.web import provider_claims
from matchmaker.web.asked import asked_first
from matchmaker.web.site import safe_next

CUSTOMER = 64
"""So many bits of an address of IPv6 name the network of one customer, who chooses the others."""


def go_on(entered: accounts.Entered, wanted: str = "") -> Response:
    """Keep what opened in the cookie, and lead on; `wanted`: where to, else this address says it."""
    wanted = wanted or wanted_page()
    context.keep_entered(entered)
    if not entered.whole:
        return redirect(url_for("second_step.show", next=wanted), 303)
    found = accounts.find_signed_in(context.session(), entered.secret, now=context.now())
    if found is not None and context.holds_back(found):
        return redirect(url_for("factors.show"), 303)
    if found is not None and not provider_claims.find():
        wanted = asked_first(found.actor, wanted)
    # Somebody whom a provider sent has signed in to the account that it shall be joined with.
    return redirect(url_for("providers.claim") if provider_claims.find() else wanted, 303)


def wanted_page() -> str:
    """The page that somebody was on the way to, else their own."""
    return safe_next(request.args.get("next") or url_for("accounts.mine"))


def network() -> str:
    """The network address by which tries are counted; one customer has a whole network of IPv6."""
    address = request.remote_addr or "unknown"
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if known.version == 4:
        return address
    return str(known.ipv4_mapped or ip_network((known.packed, CUSTOMER), strict=False))


def browser() -> str:
    """The browser as it names itself."""
    return request.user_agent.string
