"""What a region looks for and what it offers, side by side by theme."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from matchmaker import context, i18n
from matchmaker.core.vocabulary import label
from matchmaker.services.ecosystem import Standing
from matchmaker.web.words import _

MOST = 12
MUCH = 2
"""A theme is lacking, or in plenty, where one side is twice as long as the other and more by two at least."""

NAMED = 3


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """One theme: how often it is looked for and offered, as numbers and as widths of bars (0 to 100)."""

    text: str
    url: str
    needed: int
    offered: int
    needs_url: str
    offers_url: str
    needs_width: int
    offers_width: int


@dataclass(frozen=True, slots=True)
class ThemesView:
    """The most frequent themes, the rest of them, and what stands out in words."""

    rows: list[ThemeRow]
    rest: list[ThemeRow]
    remarks: list[str]


def themes_view(code: str, standing: Standing) -> ThemesView:
    """The themes of all open needs and offers of a region."""
    needed, offered = standing.counts["needed"], standing.counts["offered"]
    keys = sorted(needed.keys() | offered.keys(), key=lambda k: (-needed.get(k, 0) - offered.get(k, 0), k))
    longest = max([1, *needed.values(), *offered.values()])
    rows = [_row(code, key, needed.get(key, 0), offered.get(key, 0), longest) for key in keys]
    return ThemesView(rows[:MOST], rows[MOST:], _remarks(rows))


def _row(code: str, key: str, needed: int, offered: int, longest: int) -> ThemeRow:
    def url(has: str | None) -> str:
        return url_for("stakeholders.directory", region=code or None, theme=key, has=has)

    return ThemeRow(
        text=_(label(key)),
        url=url(None),
        needed=needed,
        offered=offered,
        needs_url=url("needs"),
        offers_url=url("offers"),
        needs_width=round(100 * needed / longest),
        offers_width=round(100 * offered / longest),
    )


def _remarks(rows: list[ThemeRow]) -> list[str]:
    lacking = sorted((r for r in rows if _much(r.needed, r.offered)), key=lambda r: r.offered - r.needed)
    plenty = sorted((r for r in rows if _much(r.offered, r.needed)), key=lambda r: r.needed - r.offered)
    said = []
    if lacking:
        said.append(_("Looked for much more than offered: %(themes)s.", themes=_named(lacking)))
    if plenty:
        said.append(_("Offered much more than looked for: %(themes)s.", themes=_named(plenty)))
    return said


def _much(one: int, other: int) -> bool:
    return one >= MUCH * other and one - other >= MUCH


def _named(rows: list[ThemeRow]) -> str:
    names = [_("“%(theme)s”", theme=row.text) for row in rows[:NAMED]]
    return i18n.list_of(names, context.language())
