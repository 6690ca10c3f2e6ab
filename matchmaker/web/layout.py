"""What every template may use: navigation, addresses of files, names of languages, dates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from flask import Flask, g, request, url_for

from matchmaker import context, i18n, paths
from matchmaker.core.entities import Role
from matchmaker.core.vocabulary import label
from matchmaker.permissions import may_enter
from matchmaker.services import profiles
from matchmaker.web.here import page_here
from matchmaker.web.views.people import people_url
from matchmaker.web.words import _

REGION_PAGES = (
    "regions.",
    "maps.",
    "networks.",
    "measures.",
    "proposals.worth",
    "times.",
    "fiches.",
    "evidence.region",
    "people.officials",
)

PROFILE_PAGES = (
    "stakeholders.",
    "statements.",
    "closing.own",
    "history.",
    "declarations.edit",
    "erasing.profile",
    "people.members",
    "acting.",
    "claims.claim",
)
DECLARATION_PAGES = tuple(f"declarations.{name}" for name in ("index", "show", "check", "give_back"))
ACCOUNT_PAGES = (
    "accounts.",
    "signing.",
    "factors.",
    "notifications.preferences",
    "personal.",
    "privacy.",
    "erasing.account",
    "people.administrators",
)
INTRODUCTION_PAGES = tuple(f"introductions.{name}" for name in ("mine", "new", "show", "act", "brief"))
DESK_PAGES = (
    *(f"introductions.{name}" for name in ("desk", "begin", "bulk", "together", "exchange")),
    "proposals.index",
)


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the main navigation."""

    url: str
    text: str
    current: bool


@dataclass(frozen=True, slots=True)
class AccountItem:
    """Who is signed in, as the masthead shows it."""

    name: str
    url: str
    current: bool
    sign_out_url: str


def plug_in(app: Flask) -> None:
    """Register globals, filters and the context processor."""
    static = Path(app.static_folder or "")
    app.jinja_env.globals["asset"] = _asset_maker(static)
    app.jinja_env.globals["people_url"] = people_url
    app.jinja_env.filters["tie_kind"] = lambda key: _(label(key, "tie-kind"))
    app.jinja_env.filters["day"] = day
    app.jinja_env.filters["language_name"] = lambda code: i18n.language_name(code, context.language())
    app.jinja_env.filters["country_name"] = lambda code: i18n.country_name(code, context.language())
    app.jinja_env.filters["listed"] = lambda words: i18n.list_of(list(words), context.language())
    app.jinja_env.filters["web_address"] = profiles.web_address
    app.jinja_env.filters["grouped"] = lambda value: i18n.number(value, context.language())
    app.context_processor(_context)


def day(value: date | datetime) -> str:
    """A day in words in the reader's language."""
    return i18n.day(value.date() if isinstance(value, datetime) else value, context.language())


def _context() -> dict[str, Any]:
    settings = context.settings()
    return {
        "language": context.language(),
        "languages": {code: i18n.own_name(code) for code in settings.language_codes},
        "nav": _navigation(),
        "here": page_here(),
        "account": _account(),
        "acting_for": context.acting_name(),
        "sign_in_url": url_for("accounts.sign_in"),
        "demo": settings.demo,
        "site_name": settings.site_name,
        "feedback_address": settings.feedback_address,
    }


def _navigation() -> list[Item]:
    actor = context.actor()
    mine = actor.places(Role.MEMBER)
    items: list[tuple[str, str, tuple[str, ...]]] = []
    if mine:
        items.append(("suggestions.mine", _("Suggestions"), ("suggestions.show", "suggestions.saved")))
        items.append(("introductions.mine", _("Introductions"), INTRODUCTION_PAGES))
    items.append(("stakeholders.directory", _("Profiles"), PROFILE_PAGES))
    items.append(("regions.index", _("Regions"), REGION_PAGES))
    if may_enter(actor, "introduction.broker"):
        desk = () if mine else INTRODUCTION_PAGES
        items.append(("introductions.desk", _("Broker’s desk"), (*DESK_PAGES, *desk)))
    if may_enter(actor, "declaration.check"):
        items.append(("declarations.index", _("Declarations"), DECLARATION_PAGES))
    if may_enter(actor, "pilot.run"):
        items.append(("pilots.index", _("Pilots"), ("pilots.", "evidence.pilot", "people.organisers")))
    items.append(("suggestions.ask", _("Who could help?"), ("suggestions.ask",)))
    if may_enter(actor, "import.run"):
        items.append(("imports.index", _("Imports"), ("imports.", "duplicates.")))
    if may_enter(actor, "site.administer"):
        pages = ("administration.", "profiles.", "reports.index", "reports.show", "notifications.outbox")
        items.append(("administration.index", _("Administration"), pages))
    here = request.endpoint or ""
    return [Item(url_for(endpoint), text, here.startswith(prefixes)) for endpoint, text, prefixes in items]


def _account() -> AccountItem | None:
    actor = context.actor()
    if not actor.signed_in:
        return None
    here = (request.endpoint or "").startswith(ACCOUNT_PAGES)
    return AccountItem(actor.name, url_for("accounts.mine"), here, url_for("accounts.sign_out"))


def _asset_maker(folder: Path) -> Callable[[str], str]:
    def asset(path: str) -> str:
        """The address of a static file with the hash of its content; once for each answer."""
        known: dict[str, str] = g.setdefault("assets", {})
        if path not in known:
            known[path] = url_for("static", filename=path, v=paths.fingerprint(folder / path))
        return known[path]

    return asset
