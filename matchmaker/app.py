"""create_app(): the list of what is plugged in. Read it first."""

from __future__ import annotations

from flask import Flask
from flask_babel import Babel
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from matchmaker import context, i18n, instance, logs, paths
from matchmaker.config import Settings, load_settings
from matchmaker.db import Database
from matchmaker.web import (
    access,
    accounts,
    acting,
    administration,
    again,
    answers,
    claim_links,
    claims,
    closing,
    coaching,
    confirming,
    declarations,
    drafts,
    duplicates,
    erasing,
    evidence,
    exports,
    exposure,
    factors,
    fiches,
    hiding,
    history,
    holding,
    imports,
    introductions,
    invitations,
    joining,
    layout,
    maps,
    measures,
    merging,
    networks,
    notifications,
    oidc,
    origins,
    people,
    personal,
    pilots,
    preferences,
    privacy,
    problems,
    profiles,
    proposals,
    providers,
    regions,
    reports,
    role_links,
    second_step,
    security,
    signing,
    site,
    stakeholders,
    statements,
    still_right,
    suggestions,
    times,
    words,
)

BLUEPRINTS = (
    site.blueprint,
    accounts.blueprint,
    joining.blueprint,
    signing.blueprint,
    second_step.blueprint,
    confirming.blueprint,
    factors.blueprint,
    providers.blueprint,
    people.blueprint,
    acting.blueprint,
    role_links.blueprint,
    claims.blueprint,
    claim_links.blueprint,
    notifications.blueprint,
    administration.blueprint,
    profiles.blueprint,
    privacy.blueprint,
    personal.blueprint,
    erasing.blueprint,
    stakeholders.blueprint,
    reports.blueprint,
    hiding.blueprint,
    statements.blueprint,
    drafts.blueprint,
    declarations.blueprint,
    history.blueprint,
    closing.blueprint,
    coaching.blueprint,
    holding.blueprint,
    suggestions.blueprint,
    preferences.blueprint,
    regions.blueprint,
    measures.blueprint,
    times.blueprint,
    fiches.blueprint,
    proposals.blueprint,
    pilots.blueprint,
    invitations.blueprint,
    evidence.blueprint,
    introductions.blueprint,
    answers.blueprint,
    still_right.blueprint,
    origins.blueprint,
    maps.blueprint,
    networks.blueprint,
    imports.blueprint,
    duplicates.blueprint,
    merging.blueprint,
    exports.blueprint,
)

MEGABYTE = 1024 * 1024
# Forms are small; an upload may be as large as the setting says, and a little for its envelope.
ENVELOPE = MEGABYTE


def create_app(settings: Settings | None = None, *, database: Database | None = None) -> Flask:
    """The web application of one instance; starts no thread.

    `database` is opened from the settings when it is not given.
    """
    settings = settings or load_settings()
    app = again.Site("matchmaker", template_folder=str(paths.TEMPLATES), static_folder=str(paths.STATIC))
    _set_up_settings(app, settings)
    app.extensions["database"] = database or instance.open_database(settings)
    _set_up_languages(app, settings)
    _set_up_safety(app, settings)
    client = {"client_id": settings.oidc_client_id, "client_secret": settings.oidc_client_secret}
    oidc.plug_in(app, issuer=settings.provider, **client)
    problems.plug_in(app)
    layout.plug_in(app)
    exposure.plug_in(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    return app


def _set_up_settings(app: Flask, settings: Settings) -> None:
    logs.set_up(settings)
    # What is wrong is told before anybody is served.
    _ = settings.answers_to, settings.provider
    app.extensions["settings"] = settings
    app.config.update(
        SECRET_KEY=instance.secret_key(settings),
        MAX_CONTENT_LENGTH=settings.max_upload_mb * MEGABYTE + ENVELOPE,
        MAX_FORM_MEMORY_SIZE=2 * MEGABYTE,
        PERMANENT_SESSION_LIFETIME=settings.session_days * 24 * 3600,
        # Else every answer would set the cookie anew, also those that shared caches keep.
        SESSION_REFRESH_EACH_REQUEST=False,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        # A form's token lasts as long as the cookie that it belongs to: a desk lies open all day.
        WTF_CSRF_TIME_LIMIT=None,
        TEMPLATES_AUTO_RELOAD=False,
    )
    if settings.trusted_proxies:
        n = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=n, x_proto=n, x_host=n)  # type: ignore[method-assign]  # Flask's own way


def _set_up_languages(app: Flask, settings: Settings) -> None:
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(i18n.CATALOGUES)
    Babel(app, default_locale=settings.language_codes[0], locale_selector=context.language)
    # In place of Flask-Babel's own, which write 1220 for 1,220; what else a message holds Jinja fills in.
    app.jinja_env.install_gettext_callables(words.translated, words.counted, newstyle=True)  # type: ignore[attr-defined]  # Jinja's extension


def _set_up_safety(app: Flask, settings: Settings) -> None:
    # Ended sessions and headers first: what is plugged in first ends last.
    security.plug_in(app, https=settings.secure_cookies, embed_origins=settings.frame_origins)
    context.plug_in(app)
    forms = CSRFProtect(app)
    # Mail programs leave a list by a bare POST; the signed link says who leaves.
    forms.exempt(notifications.leave_send)
    # The signed link says who answers, also where no cookies are taken.
    forms.exempt(answers.answer)
    forms.exempt(holding.answer)
    forms.exempt(invitations.answer)
    forms.exempt(origins.answer)
    # The form looks at the token by itself: whose sign-in has ended gets back what was typed.
    forms.exempt(drafts.step_send)
    access.plug_in(app)
