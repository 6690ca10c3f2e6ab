"""Signing in by an identity provider: a real one, asked over HTTP, and answers that are not meant for us."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from matchmaker.config import Settings
from matchmaker.core.notifications import MailKind
from matchmaker.db import Database
from matchmaker.errors import Invalid
from matchmaker.models import Account, Identity, Mail
from matchmaker.services import accounts
from tests.conftest import client_of, opened
from tests.factories import NOW, PASSWORD, make_account
from tests.pages import PageClient
from tests.services.accounts.keys import SECRET, token_of
from tests.web.provider import BACK, Provider, asked, come_back, running_provider, sent, site_with
from tests.web.world import token

ADA = {"name": "Ada Adler", "email": "ada.adler@example.org", "email_verified": True}
PERSON = "/sign-in/provider/person"
ASKED = "/account/asked?next=/stakeholders/choose"
"""Whoever comes in for the first time is asked what they agree to before they go on."""
# The provider of the tests speaks to its own library in an old way.
pytestmark = pytest.mark.filterwarnings("ignore:get_jwt_config:DeprecationWarning")


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    with running_provider(monkeypatch) as provider:
        provider.know("ada", **ADA)
        yield provider


@pytest.fixture
def database(sqlite_settings: Settings) -> Iterator[Database]:
    """Pages do not depend on the kind of database."""
    database = opened(sqlite_settings)
    yield database
    database.dispose()


@pytest.fixture
def site(provider: Provider, sqlite_settings: Settings, database: Database, now: datetime) -> Flask:
    return site_with(provider, sqlite_settings, database, now)


@pytest.fixture
def client(site: Flask) -> PageClient:
    return client_of(site)


def there_and_back(
    client: PageClient, provider: Provider, sub: str = "ada", path: str = "/sign-in/provider"
) -> str:
    """Sign in at the provider and come back; the answer is where one is led."""
    answer = come_back(client, provider.sign_in(sent(client, path), sub))
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return answer.location


def join(client: PageClient, provider: Provider, sub: str = "ada") -> str:
    """Come as a new person, and press the button that makes the account."""
    assert there_and_back(client, provider, sub) == PERSON
    return client.submit(PERSON, {}, action=PERSON, status=303).location


def made(database: Database) -> Account:
    with database.reading() as session:
        return session.scalars(select(Account)).one()


def by_password(client: PageClient, database: Database, email: str = "ada@example.org") -> PageClient:
    with database.transaction() as session:
        make_account(session, email=email, name="Ada here")
    client.submit("/sign-in", {"email": email, "password": PASSWORD}, status=303)
    return client


def test_the_way_there_asks_with_pkce_state_and_nonce(client: PageClient, provider: Provider) -> None:
    page = client.page("/sign-in?next=/who-could-help")
    assert "Sign in by Region Login" in page.text
    address = sent(client, "/sign-in/provider?next=/who-could-help")
    said = asked(address)
    assert address.startswith(provider.issuer)
    assert (said["response_type"], said["client_id"]) == ("code", "matchmaker")
    assert said["code_challenge_method"] == "S256"
    assert said["redirect_uri"] == "http://localhost" + BACK
    assert {"openid", "email"} <= set(said["scope"].split())
    with client.session_transaction() as cookie:
        kept = cookie[f"_state_provider_{said['state']}"]["data"]
    digest = hashlib.sha256(kept["code_verifier"].encode()).digest()
    assert said["code_challenge"] == base64.urlsafe_b64encode(digest).decode().rstrip("=")
    assert said["nonce"] == kept["nonce"]
    assert asked(sent(client))["state"] != said["state"]
    with client.session_transaction() as cookie:
        assert len([name for name in cookie if name.startswith("_state_")]) == 1, "old tries fill no cookie"


def test_a_new_person_makes_an_account_and_comes_back_to_it(
    client: PageClient, provider: Provider, database: Database, site: Flask
) -> None:
    assert there_and_back(client, provider) == PERSON
    text = client.page(PERSON).text
    assert "Region Login says that you are Ada Adler." in text
    assert "ada.adler@example.org" in text
    assert client.submit(PERSON, {}, action=PERSON, status=303).location == ASKED
    account = made(database)
    assert (account.name, account.email) == ("Ada Adler", "ada.adler@example.org")
    other = client_of(site)
    assert there_and_back(other, provider, path="/sign-in/provider?next=/who-could-help") == (
        "/account/asked?next=/who-could-help"
    )
    assert "Welcome, Ada Adler" in other.page("/account").text
    with database.reading() as session:
        identity = session.scalars(select(Identity)).one()
        assert (identity.issuer, identity.subject) == (provider.issuer, "ada")


def test_another_subject_with_the_same_address_is_somebody_else(
    client: PageClient, provider: Provider, database: Database, site: Flask
) -> None:
    join(client, provider)
    provider.know("eve", **ADA)
    other = client_of(site)
    assert there_and_back(other, provider, "eve") == PERSON
    html = other.submit(PERSON, {}, action=PERSON, status=409).get_data(as_text=True)
    assert "There is an account with the address ada.adler@example.org already." in html
    assert other.get("/account").status_code == 303
    assert made(database).name == "Ada Adler"


def test_an_address_that_the_provider_does_not_know_is_confirmed_by_our_mail(
    client: PageClient, provider: Provider, database: Database
) -> None:
    provider.know("bea", name="Bea", email="bea@example.org", email_verified=False)
    assert there_and_back(client, provider, "bea") == PERSON
    client.submit(PERSON, {}, action=PERSON, status=303)
    with database.reading() as session:
        assert session.scalars(select(Account)).all() == []
        mail = session.scalars(select(Mail).where(Mail.kind == MailKind.REGISTER)).one()
    path = f"/a/{token_of(database, mail)}"
    values = {"password": "barrel window seven otters"}
    done = client.submit(path, values, action=f"{path}/password", status=303)
    assert done.location == PERSON, "in the same browser the two are joined by a button"
    client.submit(PERSON, {}, action=f"{PERSON}/join", status=303)
    with database.reading() as session:
        identity = session.scalars(select(Identity)).one()
    assert (identity.subject, identity.account_id) == ("bea", made(database).id)


def test_whoever_opens_that_mail_elsewhere_joins_nothing(
    client: PageClient, provider: Provider, database: Database, site: Flask
) -> None:
    """Somebody who types an address that is not theirs must not get into the account that its owner makes."""
    provider.know("eve", name="Eve", email="ada@example.org", email_verified=False)
    there_and_back(client, provider, "eve")
    client.submit(PERSON, {}, action=PERSON, status=303)
    with database.reading() as session:
        mail = session.scalars(select(Mail).where(Mail.kind == MailKind.REGISTER)).one()
    owner, path = client_of(site), f"/a/{token_of(database, mail)}"
    values = {"password": "barrel window seven otters"}
    owner.submit(path, values, action=f"{path}/password", status=303)
    with database.reading() as session:
        assert session.scalars(select(Identity)).all() == []
    assert there_and_back(client, provider, "eve") == PERSON


def test_who_is_signed_in_joins_it_by_a_button_and_takes_it_away(
    client: PageClient, provider: Provider, database: Database, site: Flask
) -> None:
    by_password(client, database)
    assert there_and_back(client, provider) == PERSON
    assert "Sign in by Region Login as well?" in client.page(PERSON).text
    with database.reading() as session:
        assert session.scalars(select(Identity)).all() == [], "coming back alone joins nothing"
    client.submit(PERSON, {}, action=f"{PERSON}/join", status=303)
    page = client.page("/account/signing-in")
    assert "ada.adler@example.org" in page.text
    assert there_and_back(client_of(site), provider) == "/account/asked?next=/account"
    (remove,) = [one.action for one in page.forms if one.action.startswith("/account/providers/")]
    client.submit("/account/signing-in", {}, action=remove, status=303)
    assert there_and_back(client_of(site), provider) == PERSON


def test_who_signs_in_by_password_after_the_provider_is_asked_whether_to_join(
    client: PageClient, provider: Provider, database: Database
) -> None:
    there_and_back(client, provider)
    with database.transaction() as session:
        make_account(session, email="ada@example.org")
    done = client.submit("/sign-in", {"email": "ada@example.org", "password": PASSWORD}, status=303)
    assert done.location == PERSON
    client.submit(PERSON, {}, action=f"{PERSON}/drop", status=303)
    assert client.get(PERSON).location == "/sign-in"


def test_whom_the_provider_sent_is_forgotten_when_somebody_signs_out(
    client: PageClient, provider: Provider, database: Database
) -> None:
    by_password(client, database)
    there_and_back(client, provider)
    client.post("/sign-out", data={"csrf_token": token(client)})
    assert client.get(PERSON).location == "/sign-in"


def trouble(client: PageClient, path: str, status: int) -> str:
    """What the page says about an answer that is not taken; nobody is signed in by it."""
    page = client.page(path, status=status)
    assert "The identity provider did not sign you in" in page.headings
    assert client.get("/account").status_code == 303
    return page.text


def test_a_callback_that_is_replayed_is_not_taken(client: PageClient, provider: Provider) -> None:
    join(client, provider)
    client.post("/sign-out", data={"csrf_token": token(client)})
    address = provider.sign_in(sent(client), "ada")
    path = address.removeprefix("http://localhost")
    assert client.get(path).status_code == 303
    client.post("/sign-out", data={"csrf_token": token(client)})
    assert "used already" in trouble(client, path, 422)


def test_a_callback_in_another_browser_is_not_taken(
    client: PageClient, provider: Provider, site: Flask
) -> None:
    join(client, provider)
    path = provider.sign_in(sent(client), "ada").removeprefix("http://localhost")
    trouble(client_of(site), path, 422)


@pytest.mark.parametrize(
    "query", ["", "?code=x", "?state=sign-in.x", "?code=x&state=sign-in.x", "?code[]=x&state="]
)
def test_a_made_up_callback_is_not_taken(client: PageClient, query: str) -> None:
    trouble(client, BACK + query, 422)


def test_the_purpose_of_the_way_there_cannot_be_changed(client: PageClient, provider: Provider) -> None:
    join(client, provider)
    client.post("/sign-out", data={"csrf_token": token(client)})
    path = provider.sign_in(sent(client), "ada").removeprefix("http://localhost")
    trouble(client, path.replace("state=sign-in.", "state=confirm."), 422)


def test_another_nonce_is_not_taken(client: PageClient, provider: Provider) -> None:
    join(client, provider)
    client.post("/sign-out", data={"csrf_token": token(client)})
    address = sent(client)
    state = asked(address)["state"]
    with client.session_transaction() as cookie:
        kept = cookie[f"_state_provider_{state}"]
        cookie[f"_state_provider_{state}"] = {**kept, "data": {**kept["data"], "nonce": "another"}}
    trouble(client, provider.sign_in(address, "ada").removeprefix("http://localhost"), 422)


def test_an_answer_of_another_provider_is_not_taken(client: PageClient, provider: Provider) -> None:
    path = provider.sign_in(sent(client), "ada").removeprefix("http://localhost")
    trouble(client, path + "&iss=https://evil.example", 422)


def test_who_says_no_at_the_provider_is_told_how_to_go_on(client: PageClient, provider: Provider) -> None:
    path = provider.deny(sent(client)).removeprefix("http://localhost")
    assert "You did not sign in at the identity provider." in trouble(client, path, 422)


def test_a_provider_that_is_down_is_said_in_words(
    sqlite_settings: Settings, database: Database, now: datetime
) -> None:
    client = client_of(site_with(Provider("http://localhost:9"), sqlite_settings, database, now))
    assert "does not answer now" in trouble(client, "/sign-in/provider", 503)


def test_a_provider_that_goes_down_on_the_way_is_said_in_words(
    sqlite_settings: Settings, database: Database, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running_provider(monkeypatch) as provider:
        client = client_of(site_with(provider, sqlite_settings, database, now))
        path = provider.sign_in(sent(client), "ada").removeprefix("http://localhost")
    assert "does not answer now" in trouble(client, path, 503)


def test_a_provider_that_says_it_is_another_is_not_trusted(
    provider: Provider, sqlite_settings: Settings, database: Database, now: datetime
) -> None:
    elsewhere = Provider(provider.issuer.replace("localhost", "127.0.0.1") + "/")
    client = client_of(site_with(elsewhere, sqlite_settings, database, now))
    trouble(client, "/sign-in/provider", 503)


def test_a_token_for_another_site_is_not_taken(
    provider: Provider, sqlite_settings: Settings, database: Database, now: datetime
) -> None:
    app = site_with(provider, sqlite_settings, database, now)
    client = client_of(app)
    path = provider.sign_in(sent(client), "ada").removeprefix("http://localhost")
    app.extensions["provider"].client_id = "another-site"
    trouble(client, path, 422)


@pytest.mark.parametrize(
    ("claims", "strong"),
    [
        ({"amr": ["pwd", "mfa"]}, True),
        ({"acr": "urn:two-factors"}, True),
        ({"amr": ["pwd"]}, False),
        ({}, False),
    ],
)
def test_a_second_factor_there_counts_only_if_the_setting_names_it(
    provider: Provider, sqlite_settings: Settings, database: Database, now: datetime, claims: dict[str, Any],
    strong: bool,
) -> None:  # fmt: skip
    provider.know("ada", **ADA, **claims)
    for said, wanted in (("", False), ("mfa, urn:two-factors", strong)):
        app = site_with(provider, sqlite_settings, database, now, oidc_strong=said)
        client = client_of(app)
        if there_and_back(client, provider) == PERSON:
            client.submit(PERSON, {}, action=PERSON, status=303)
        with client.session_transaction() as cookie, database.reading() as session:
            found = accounts.find_signed_in(session, cookie["_user_id"], now=now)
        assert found is not None
        assert found.strong is wanted


def test_signing_in_there_anew_confirms_who_one_is(
    client: PageClient, provider: Provider, database: Database, site: Flask
) -> None:
    provider.know("ada", **ADA, auth_time=int(NOW.timestamp()))
    join(client, provider)
    assert client.get("/account/second-step").location == "/account/confirm?next=/account/second-step"
    page = client.page("/account/confirm?next=/account/second-step")
    assert "Sign in there anew" in page.text
    assert "With your password" not in page.text
    way = "/account/confirm/provider?next=/account/second-step"
    said = asked(sent(client, way))
    assert (said["prompt"], said["max_age"]) == ("login", "0")
    assert there_and_back(client, provider, path=way) == "/account/second-step"
    assert "An app that makes codes" in client.page("/account/second-step").text
    provider.know("eve", name="Eve", auth_time=int(NOW.timestamp()))
    answer = come_back(client, provider.sign_in(sent(client, way), "eve"))
    assert (answer.status_code, "as somebody else" in answer.get_data(as_text=True)) == (422, True)


@pytest.mark.parametrize("at", [None, int(NOW.timestamp()) - 3600])
def test_a_provider_that_does_not_say_that_it_was_now_confirms_nothing(
    client: PageClient, provider: Provider, at: int | None
) -> None:
    provider.know("ada", **ADA, **({"auth_time": at} if at else {}))
    join(client, provider)
    answer = come_back(client, provider.sign_in(sent(client, "/account/confirm/provider"), "ada"))
    assert answer.status_code == 422
    assert client.get("/account/second-step").status_code == 303


def test_the_only_way_to_sign_in_stays(client: PageClient, provider: Provider, database: Database) -> None:
    provider.know("ada", **ADA, auth_time=int(NOW.timestamp()))
    join(client, provider)
    there_and_back(client, provider, path="/account/confirm/provider?next=/account")
    (remove,) = [one.action for one in client.page("/account/signing-in").forms if "providers" in one.action]
    assert client.post(remove, data={"csrf_token": token(client)}).status_code == 409


def test_a_disabled_account_is_not_opened(client: PageClient, provider: Provider, database: Database) -> None:
    join(client, provider)
    with database.transaction() as session:
        session.get_one(Account, made(database).id).disabled_at = NOW
    client.get("/")
    answer = come_back(client, provider.sign_in(sent(client), "ada"))
    assert answer.status_code == 403


def test_nothing_of_the_protocol_is_logged_or_kept(
    client: PageClient, provider: Provider, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    address = provider.sign_in(sent(client), "ada")
    come_back(client, address)
    come_back(client, address)
    code = asked(address)["code"]
    said = capsys.readouterr()
    assert not re.search(re.escape(code), said.out + said.err.replace(f"code={code}", "", 0))


@pytest.mark.parametrize(
    "issuer", ["http://login.example", "login.example", "https://", "https://a b", "ftp://x"]
)
def test_a_provider_to_which_others_could_listen_is_refused(issuer: str) -> None:
    with pytest.raises(Invalid, match="OIDC_ISSUER"):
        _ = Settings(oidc_issuer=issuer).provider
    assert SECRET
