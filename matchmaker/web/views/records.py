"""The view of the list of records in the administration."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for

from matchmaker import context, i18n
from matchmaker.core.vocabulary import KIND_UNKNOWN, KINDS
from matchmaker.core.words import N_
from matchmaker.services.administration import ProfilePage, ProfileRow, Standing
from matchmaker.web.views.facets import region_name
from matchmaker.web.views.paging import Choice, Pages
from matchmaker.web.words import _, ngettext

STANDINGS = {
    Standing.REPORTED: N_("Reported"),
    Standing.HIDDEN: N_("Hidden"),
    Standing.UNCLAIMED: N_("Claimed by nobody"),
    Standing.UNCONFIRMED: N_("Never confirmed"),
    Standing.PLACELESS: N_("Without a region"),
    Standing.OPTED_OUT: N_("Not suggested, at its wish"),
}


@dataclass(frozen=True, slots=True)
class Link:
    """One way on from a record; "" where there is none."""

    url: str
    text: str


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One record of the list."""

    id: str
    title: str
    text: str
    meta: str
    url: str
    links: list[Link]


@dataclass(frozen=True, slots=True)
class RecordsView:
    """A page of the list."""

    rows: list[RecordRow]
    states: list[Choice]
    pages: Pages
    text: str
    state: str
    csv_url: str


def records_view(page: ProfilePage, text: str, standing: Standing | None) -> RecordsView:
    """A page of the list of records."""
    state = standing.value if standing else None
    kept: dict[str, Any] = {"q": text or None, "state": state}
    more = url_for("profiles.index", **kept, after=page.after) if page.after else ""
    states = [_choice(_("All"), page.total, None, kept)]
    states += [_choice(_(words), page.counts.get(one, 0), one, kept) for one, words in STANDINGS.items()]
    csv_url = url_for("profiles.csv", **kept)
    return RecordsView([_row(one) for one in page.rows], states, Pages("", more), text, state or "", csv_url)


def _choice(text: str, count: int, standing: Standing | None, kept: dict[str, Any]) -> Choice:
    state = standing.value if standing else None
    url = url_for("profiles.index", **(kept | {"state": state}))
    return Choice(url, f"{text} ({i18n.number(count, context.language())})", state == kept["state"])


def _row(one: ProfileRow) -> RecordRow:
    near = one.place or (region_name(one.region) if one.region else _("place not known"))
    where = ", ".join(filter(None, (near, i18n.country_name(one.country, context.language()))))
    kind = _((KINDS[one.kind] if one.kind else KIND_UNKNOWN).one)
    shown = _("Show it again") if one.hidden else _("Hide it")
    links = [
        Link(url_for("people.members", id=one.id), _("Its people")),
        Link(url_for("history.show", id=one.id), _("Its history")),
        Link(url_for("hiding.show", id=one.id), shown),
    ]
    return RecordRow(
        one.id, one.name, f"{kind} · {where}", " · ".join([*_states(one), one.id]),
        url_for("stakeholders.show", id=one.id), links,
    )  # fmt: skip


def _states(one: ProfileRow) -> list[str]:
    """What is not as with most."""
    found = []
    if one.hidden:
        found.append(_("hidden"))
    if one.reports:
        found.append(ngettext("%(num)d open report", "%(num)d open reports", one.reports))
    found.append(_("claimed") if one.claimed else _("claimed by nobody"))
    if not one.confirmed:
        found.append(_("never confirmed"))
    if one.opted_out:
        found.append(_("not suggested"))
    if one.source:
        found.append(_("from %(source)s", source=one.source))
    return found
