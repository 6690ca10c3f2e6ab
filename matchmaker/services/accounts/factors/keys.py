"""Passkeys (WebAuthn): what a browser is asked, and whether what it answers is right."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

import webauthn
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from matchmaker.models import Account, Passkey

LONGEST = 20_000
"""Signs of an answer; the longest that browsers give have a tenth of it."""


@dataclass(frozen=True, slots=True)
class Site:
    """For which site passkeys are: its address without a path, and its name."""

    origin: str
    name: str

    @property
    def id(self) -> str:
        """The name of its host; a passkey works there and nowhere else."""
        return urlsplit(self.origin).hostname or ""


@dataclass(frozen=True, slots=True)
class Made:
    """A new passkey: its id, its public half, and how often it was used."""

    credential_id: str
    public_key: bytes
    sign_count: int


def options_to_add(site: Site, account: Account, known: Iterable[str], challenge: bytes) -> str:
    """What the browser is asked for a new passkey, as JSON; `known` are those that it may hold already."""
    options = webauthn.generate_registration_options(
        rp_id=site.id,
        rp_name=site.name,
        # The device gives it back at each sign-in: an id, nothing that says who it is.
        user_id=account.id.encode(),
        user_name=account.email,
        user_display_name=account.name,
        challenge=challenge,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=base64url_to_bytes(one)) for one in known],
    )
    return webauthn.options_to_json(options)


def options_to_use(site: Site, challenge: bytes) -> str:
    """What the browser is asked for signing in, as JSON: any passkey of this site, whoever it belongs to."""
    options = webauthn.generate_authentication_options(
        rp_id=site.id, challenge=challenge, user_verification=UserVerificationRequirement.REQUIRED
    )
    return webauthn.options_to_json(options)


def read_new(answer: str, *, site: Site, challenge: bytes) -> Made | None:
    """The new passkey that a browser answers with; None where the answer is not right."""
    try:
        found = webauthn.verify_registration_response(
            credential=answer[:LONGEST],
            expected_challenge=challenge,
            expected_rp_id=site.id,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except Exception:  # whatever a stranger sends, it is just no passkey
        return None
    return Made(bytes_to_base64url(found.credential_id), found.credential_public_key, found.sign_count)


def id_in(answer: str) -> str:
    """Which passkey an answer says it is from; "" where it says nothing."""
    try:
        return str(json.loads(answer[:LONGEST])["id"])
    except Exception:  # as above
        return ""


def new_count(answer: str, passkey: Passkey, *, site: Site, challenge: bytes) -> int | None:
    """How often a passkey says that it was used, if its answer is right; None where it is not."""
    try:
        found = webauthn.verify_authentication_response(
            credential=answer[:LONGEST],
            expected_challenge=challenge,
            expected_rp_id=site.id,
            expected_origin=site.origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except Exception:  # as above
        return None
    # The device names the account as well, where it has kept it.
    handle = json.loads(answer[:LONGEST])["response"].get("userHandle")
    theirs = not handle or base64url_to_bytes(handle) == passkey.account_id.encode()
    return found.new_sign_count if theirs else None
