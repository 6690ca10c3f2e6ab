"""Where somebody is signed in, as the page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from matchmaker import context, i18n
from matchmaker.services.accounts import Browser
from matchmaker.web.words import _


@dataclass(frozen=True, slots=True)
class BrowserRow:
    """One browser: its name, since when, and where it is ended; `end_url` is "" for this very one."""

    name: str
    since: str
    end_url: str


@dataclass(frozen=True, slots=True)
class SigningView:
    """The browsers in which one is signed in, this one first."""

    browsers: Sequence[BrowserRow]

    @property
    def others(self) -> bool:
        """Whether there are others than this one."""
        return len(self.browsers) > 1


def signing_view(found: Sequence[Browser]) -> SigningView:
    """The page."""
    return SigningView([_row(one) for one in found])


def languages() -> list[tuple[str, str]]:
    """The languages of the site, each in its own words."""
    return [(code, i18n.own_name(code)) for code in context.settings().language_codes]


def _row(one: Browser) -> BrowserRow:
    since = i18n.day(one.started_at.date(), context.language())
    end_url = "" if one.here else url_for("signing.end", number=one.id)
    return BrowserRow(one.name or _("A browser that does not say its name"), since, end_url)
