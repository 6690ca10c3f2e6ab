"""Signing in at an identity provider by OpenID Connect: there and back. Only this module knows Authlib."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any, cast
from urllib.parse import urlsplit

import structlog
from flask import Flask, current_app, request, url_for
from flask import session as cookie
from werkzeug.wrappers import Response

from matchmaker import context
from matchmaker.core.words import N_
from matchmaker.errors import MatchmakerError
from matchmaker.services.accounts import Claim
from matchmaker.services.accounts.checks import LONGEST_NAME

log = structlog.get_logger()

SECONDS = 10
"""So long the provider has for each answer."""

SIGNED = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"})
"""Signatures that only the provider can make; "none" is not among them, whatever the provider says."""

JUST_NOW = timedelta(minutes=5)
CONFIRM = "confirm"

DOWN = N_("The identity provider does not answer now. Try again later, or sign in another way.")
NOT_OURS = N_("This answer of the identity provider is not for us, or was used already. Begin once more.")
REFUSED = N_("You did not sign in at the identity provider. Begin once more, or sign in another way.")
NOT_YOU = N_("You signed in there as somebody else. Sign in as the person that your account is joined with.")
OLD = N_("You have to sign in at the identity provider anew. Begin once more.")


class ProviderTrouble(MatchmakerError):
    """What went wrong between the identity provider and us; what is ours to tell, nothing of the protocol."""

    def __init__(self, message: str, status: int = 422) -> None:
        super().__init__(message)
        self.status = status


def plug_in(app: Flask, *, issuer: str, client_id: str, client_secret: str) -> None:
    """Know the provider of an address, if there is one; nothing is asked of it before somebody goes there."""
    if not issuer:
        return
    # Loaded where it is used: most sites have no provider.
    from authlib.integrations.flask_client import OAuth

    clients = OAuth(app)
    clients.register(
        "provider",
        client_id=client_id,
        client_secret=client_secret or None,
        server_metadata_url=issuer.rstrip("/") + "/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid email profile",
            "code_challenge_method": "S256",
            "default_timeout": SECONDS,
        },
    )
    app.extensions["provider"] = clients.provider


def provider_name() -> str:
    """What the button to the provider says; "" where there is none."""
    known = context.settings()
    return (known.oidc_label or urlsplit(known.provider).hostname or "") if known.provider else ""


def send_there(purpose: str) -> Response:
    """Send somebody to the provider; `purpose` comes back with them.

    Raises:
        ProviderTrouble: it does not answer.
    """
    # What earlier tries left would fill the cookie.
    for name in [name for name in cookie if name.startswith("_state_")]:
        cookie.pop(name)
    anew = {"prompt": "login", "max_age": "0"} if purpose == CONFIRM else {}
    try:
        _metadata()
        return cast(Response, _client().authorize_redirect(_back(), state=_state(purpose), **anew))
    except ProviderTrouble:
        raise
    except Exception as error:
        raise _trouble(error, DOWN, 503) from error


def read_answer() -> tuple[Claim, str]:
    """Who comes back from the provider, checked, and for which purpose they went there.

    Raises:
        ProviderTrouble: the provider is down, or this is not the answer to what this browser asked.
    """
    if request.args.get("error"):
        raise ProviderTrouble(REFUSED)
    purpose = request.args.get("state", "").partition(".")[0]
    metadata = _metadata()
    if request.args.get("iss", metadata["issuer"]) != metadata["issuer"]:
        raise ProviderTrouble(NOT_OURS)
    options = {
        "iss": {"essential": True, "value": metadata["issuer"]},
        "aud": {"essential": True, "value": context.settings().oidc_client_id},
    }
    try:
        token = _client().authorize_access_token(claims_options=options)
        said = {**_looked_up(token), **token["userinfo"]}
    except OSError as error:
        raise _trouble(error, DOWN, 503) from error
    except Exception as error:
        # Whatever a stranger sends back here, or a provider that is not one: it is no answer to us.
        raise _trouble(error, NOT_OURS, 422) from error
    if purpose == CONFIRM:
        _check_just_now(said)
    return _claim(metadata["issuer"], said), purpose


def _claim(issuer: str, said: dict[str, Any]) -> Claim:
    counted = {part.strip() for part in context.settings().oidc_strong.split(",") if part.strip()}
    methods = said.get("amr") or []
    shown = {str(said.get("acr", "")), *map(str, methods if isinstance(methods, list) else [])}
    return Claim(
        issuer=issuer,
        subject=str(said["sub"]),
        name=str(said.get("name") or "")[:LONGEST_NAME],
        email=str(said.get("email") or "")[:320],
        # Some providers write the word.
        verified=said.get("email_verified") in (True, "true"),
        strong=bool(counted & shown),
    )


def _check_just_now(said: dict[str, Any]) -> None:
    """Who confirms who they are signed in there anew; a provider that does not say when does not count."""
    at = said.get("auth_time")
    now = context.now().timestamp()
    if not isinstance(at, int | float) or abs(now - at) > JUST_NOW.total_seconds():
        raise ProviderTrouble(OLD)


def _looked_up(token: dict[str, Any]) -> dict[str, Any]:
    """What the provider tells of the person beside the token, where the token has no address."""
    metadata = _metadata()
    if token["userinfo"].get("email") or not metadata.get("userinfo_endpoint"):
        return {}
    found = dict(_client().userinfo(token=token))
    return found if found.get("sub") == token["userinfo"]["sub"] else {}


def _metadata() -> dict[str, Any]:
    """What the provider says of itself; asked once, and only taken from the one that we know.

    Raises:
        ProviderTrouble: it does not answer, or is another.
    """
    try:
        found = cast(dict[str, Any], _client().load_server_metadata())
        if found["issuer"] != context.settings().provider:
            raise ValueError(f"the issuer is {found['issuer']!r}")
        said = found.get("id_token_signing_alg_values_supported") or ["RS256"]
        found["id_token_signing_alg_values_supported"] = [one for one in said if one in SIGNED]
    except Exception as error:
        raise _trouble(error, DOWN, 503) from error
    return found


def _trouble(error: Exception, message: str, status: int) -> ProviderTrouble:
    # Only the kind of it: what it says may hold a code or a token.
    log.warning("identity provider", error=type(error).__name__)
    return ProviderTrouble(message, status)


def _client() -> Any:
    return current_app.extensions["provider"]


def _back() -> str:
    """Where the provider sends people to: as registered there, so as the settings say where they do."""
    return context.site().origin + url_for("providers.back")


def _state(purpose: str) -> str:
    return f"{purpose}.{secrets.token_urlsafe(24)}"
