"""What a request carries: session, actor, language, moment. Commits when the answer is good."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import cast
from urllib.parse import urlsplit

import flask_login
from flask import Flask, Response, current_app, g, request, stream_with_context
from flask import session as cookie
from sqlalchemy.orm import Session

from matchmaker.config import Described, Settings, describe
from matchmaker.core.actors import VISITOR, Actor
from matchmaker.core.audience import Closeness
from matchmaker.db import Database
from matchmaker.services import accounts, network, notifications, people

READING = frozenset({"GET", "HEAD", "OPTIONS"})
GOOD = 400
ACTING = "acting_for"

KEPT = ("language", "claim")
"""What stays in the cookie when somebody signs in; the claim is sealed, and waits to be joined."""


class User(flask_login.UserMixin):  # type: ignore[misc]  # Flask-Login ships no types
    """What Flask-Login keeps of who is signed in; only this module knows Flask-Login."""

    def __init__(self, secret: str, signed_in: accounts.SignedIn, acting: people.Acting | None) -> None:
        self.secret = secret
        self.signed_in = signed_in
        self.acting = acting

    @property
    def actor(self) -> Actor:
        """Who asks: the account itself, or in the place of a stakeholder that let it act."""
        return self.acting.actor if self.acting else self.signed_in.actor

    def get_id(self) -> str:
        """The secret that goes into the signed cookie; the table holds only its hash."""
        return self.secret


def plug_in(app: Flask) -> None:
    """Open the session when it is first asked for; commit or roll back when the answer stands."""
    login = flask_login.LoginManager(app)
    # Our own table decides how long a sign-in lasts; binding it to the network address logs out phones.
    login.session_protection = None
    login.user_loader(_load_user)
    app.after_request(_end_session)
    app.teardown_request(_drop_session)


def settings() -> Settings:
    """The settings of the running app."""
    return cast(Settings, current_app.extensions["settings"])


def described_settings() -> list[Described]:
    """Every setting of the running app in words, fit for a screen."""
    return describe(settings())


def database() -> Database:
    """The database of the running app."""
    return cast(Database, current_app.extensions["database"])


def secret_key() -> str:
    """The key that signs cookies, and links in mails."""
    return str(current_app.config["SECRET_KEY"])


def addresses() -> notifications.Addresses:
    """The addresses that stand in mails of this site."""
    known = settings()
    return notifications.Addresses(
        site=known.site_url,
        site_name=known.site_name,
        sender=known.mail_from,
        secret=secret_key(),
        feedback=known.feedback_address,
        answers_to=known.answers_to,
        operator=known.operator,
    )


def site() -> accounts.Site:
    """For which site passkeys are: that of the settings, else that of this request."""
    known = settings()
    address = urlsplit(known.base_url or request.host_url)
    return accounts.Site(f"{address.scheme}://{address.netloc}", known.site_name)


def now() -> datetime:
    """The moment of this request, the same from its beginning to its end."""
    if "now" not in g:
        clock = current_app.extensions.get("clock")
        g.now = clock() if clock else datetime.now(UTC)
    return cast(datetime, g.now)


def session() -> Session:
    """The session of this request; one that writes only where the method may write."""
    if "session" not in g:
        g.session = database().session(write=_writes())
        network.read_as(g.session, Closeness.MEMBER if actor().signed_in else Closeness.VISITOR)
    return cast(Session, g.session)


def write_although_read() -> None:
    """Let this GET write: an identity provider sends people back by one. Said before the session opens."""
    g.writes = True


def _writes() -> bool:
    return request.method not in READING or bool(g.get("writes"))


def streamed(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """An answer that flows while it is read from the session of this request; then the session is closed.

    Flask ends the request before the first piece flows; what the pieces read opens the session once more.
    """
    mine = session()

    def flow() -> Iterator[bytes]:
        with mine:
            yield from pieces

    return stream_with_context(flow())


def actor() -> Actor:
    """Who asks."""
    user = _real(flask_login.current_user)
    if not isinstance(user, User):
        return VISITOR
    return user.signed_in.actor.without_running() if held_back() else user.actor


def held_back() -> bool:
    """Whether who asks has roles that they may not use until they show a second factor.

    The people of a demonstration sign in by one click: it is no real site.
    """
    user = _real(flask_login.current_user)
    return isinstance(user, User) and holds_back(user.signed_in)


def holds_back(signed_in: accounts.SignedIn) -> bool:
    """Whether such a sign-in leaves its roles outside."""
    known = settings()
    required = known.require_second_factor and not known.demo
    return required and signed_in.actor.running and not signed_in.strong


def acting_name() -> str:
    """The name of the stakeholder for which somebody acts; "" where they act for themselves."""
    user = _real(flask_login.current_user)
    return user.acting.name if isinstance(user, User) and user.acting else ""


def act_for(stakeholder_id: str) -> None:
    """Act for a stakeholder from now on, or with "" for oneself; its consent is read at each request."""
    if stakeholder_id:
        cookie[ACTING] = stakeholder_id
    else:
        cookie.pop(ACTING, None)


def language() -> str:
    """The language of this answer: chosen, else the account's, else the browser's, else the first."""
    if "language" not in g:
        g.language = _best_language()
    return cast(str, g.language)


def speak(code: str) -> None:
    """Answer in a language, such as that of the mail somebody comes from, unless they chose one here.

    To be said before the first word of the answer is.
    """
    if code in settings().language_codes and _chosen_language() is None:
        g.language = code


def _best_language() -> str:
    known = settings().language_codes
    return _chosen_language() or request.accept_languages.best_match(known) or known[0]


def _chosen_language() -> str | None:
    """The language that somebody chose here, or for their account."""
    user = _real(flask_login.current_user)
    chosen = cookie.get("language") or (user.signed_in.language if isinstance(user, User) else None)
    return str(chosen) if chosen in settings().language_codes else None


def choose_language(code: str) -> None:
    """Remember a language in the cookie; an unknown one is passed over."""
    if code in settings().language_codes:
        cookie["language"] = code
        g.pop("language", None)


def keep_entered(entered: accounts.Entered) -> None:
    """Put what opened into the cookie: a sign-in, or half of one."""
    if entered.whole:
        keep_signed_in(entered.secret)
    else:
        cookie["half"] = entered.secret


def half() -> str:
    """The secret of the half of a sign-in whose second step is to come; "" where there is none."""
    return str(cookie.get("half", ""))


def keep_signed_in(secret: str) -> None:
    """Put the secret of a new sign-in into the cookie; what an earlier person left there goes."""
    kept = {name: cookie[name] for name in KEPT if name in cookie}
    cookie.clear()
    cookie.permanent = True
    cookie.update(kept)
    # Flask-Login finds the person by this secret on the next request.
    cookie["_user_id"] = secret
    cookie["_fresh"] = True


def secret() -> str | None:
    """The secret of the sign-in that this request came with."""
    user = _real(flask_login.current_user)
    return user.secret if isinstance(user, User) else None


def sign_out() -> str | None:
    """Forget who is signed in; the answer is the secret to end in the table."""
    user = _real(flask_login.current_user)
    flask_login.logout_user()
    return user.secret if isinstance(user, User) else None


def sign_in_lasts() -> timedelta:
    """How long a sign-in lasts."""
    return timedelta(days=settings().session_days)


def _real(user: object) -> object:
    """The user behind Flask-Login's stand-in."""
    found = getattr(user, "_get_current_object", None)
    return found() if found else user


def _load_user(secret: str) -> User | None:
    # A short reading session of its own: the request's session must not begin before throttles count.
    with database().reading() as reader:
        signed_in = accounts.find_signed_in(reader, secret, now=now())
        wanted = str(cookie.get(ACTING, ""))
        acting = None
        if signed_in and wanted:
            acting = people.find_acting(reader, signed_in.actor, wanted, now=now())
    if wanted and acting is None:
        # A consent that has ended does not begin again by itself, should a new one be given.
        act_for("")
    return User(secret, signed_in, acting) if signed_in else None


def _end_session(response: Response) -> Response:
    open_session: Session | None = g.get("session")
    if open_session is not None:
        if response.status_code < GOOD and _writes():
            open_session.commit()
        else:
            open_session.rollback()
    return response


def _drop_session(_error: BaseException | None) -> None:
    open_session: Session | None = g.pop("session", None)
    if open_session is not None:
        open_session.close()
