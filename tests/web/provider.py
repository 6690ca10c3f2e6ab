"""A real identity provider, started for a test on a port of its own, and the site that knows it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from flask import Flask
from werkzeug.test import TestResponse

from matchmaker.config import Settings
from matchmaker.db import Database
from tests.conftest import make_app
from tests.pages import PageClient

BACK = "/sign-in/provider/back"


@dataclass
class Provider:
    """The address of the provider; `sign_in` does what somebody does on its page."""

    issuer: str

    def sign_in(self, address: str, sub: str) -> str:
        """Sign in there as this person; the answer is the address to which one is sent back."""
        answer = requests.post(address, data={"sub": sub}, allow_redirects=False, timeout=10)
        assert answer.status_code == 302, answer.text
        return answer.headers["Location"]

    def deny(self, address: str) -> str:
        """Press the button that says no."""
        answer = requests.post(address, data={"action": "deny"}, allow_redirects=False, timeout=10)
        return answer.headers["Location"]

    def know(self, sub: str, **claims: Any) -> None:
        """Let the provider know a person."""
        answer = requests.put(f"{self.issuer}/users/{sub}", json=claims, timeout=10)
        assert answer.ok, answer.text


@contextmanager
def running_provider(monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    """The provider, until the test ends."""
    # It speaks plain HTTP, on this machine only.
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
    from oidc_provider_mock import run_server_in_thread

    with run_server_in_thread() as server:
        yield Provider(f"http://localhost:{server.server_port}")


def site_with(
    provider: Provider, settings: Settings, database: Database, now: datetime, **more: Any
) -> Flask:
    """The program that knows this provider."""
    values = {
        "oidc_issuer": provider.issuer,
        "oidc_client_id": "matchmaker",
        "oidc_client_secret": "a secret",
    }
    known = replace(settings, **{**values, "oidc_label": "Region Login", **more})
    return make_app(known, database, now)


def sent(client: PageClient, path: str = "/sign-in/provider") -> str:
    """Where the provider's button leads."""
    answer = client.get(path)
    assert answer.status_code == 302, answer.status
    return answer.location


def come_back(client: PageClient, address: str) -> TestResponse:
    """Open the address to which the provider sends one back."""
    parts = urlsplit(address)
    assert parts.path == BACK
    return client.get(f"{parts.path}?{parts.query}")


def asked(address: str) -> dict[str, str]:
    """What the provider is asked in an address."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
