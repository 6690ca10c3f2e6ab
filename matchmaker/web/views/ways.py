"""The pages of one region, as a row of links that each of them carries."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app, request, url_for

from matchmaker import context, i18n
from matchmaker.core.regions import Region
from matchmaker.permissions import may
from matchmaker.services import places
from matchmaker.web.words import _


@dataclass(frozen=True, slots=True)
class Way:
    """One page of the region; `current` is what `aria-current` says of it, "" where one is elsewhere."""

    url: str
    text: str
    current: str
    endpoint: str


BELOW = {"networks.linked": "networks.show", "networks.of": "networks.show", "fiches.show": "fiches.index"}
"""Pages without a place of their own in the row, and the page to which they belong."""


def region_title(region: Region) -> str:
    """The name of a region: that of a country in the reader's language, Europe for all together."""
    if not region.code:
        return _("Europe")
    return i18n.country_name(region.country, context.language()) if region.level == 0 else region.name


def address_code(region: Region) -> str:
    """What stands for a region in addresses."""
    return region.code or places.EVERYWHERE


def ways_of(region: Region) -> list[Way]:
    """Those that the reader may enter, the page one is on among them."""
    ways = [
        ("regions.show", _("Overview"), "region.read"),
        ("maps.show", _("Map"), "region.read"),
        ("networks.show", _("Network"), "network.read"),
        ("measures.show", _("Measures"), "region.read"),
        ("measures.roles", _("Roles"), "region.plan"),
        ("proposals.worth", _("Ties worth making"), "region.plan"),
        ("evidence.region", _("Introductions"), "region.plan"),
        ("times.show", _("Over time"), "region.read"),
        ("fiches.index", _("Fiches"), "region.plan"),
    ]
    code = address_code(region)
    return [
        Way(url_for(endpoint, code=code), text, _current(endpoint), endpoint)
        for endpoint, text, permission in ways
        if endpoint in current_app.view_functions and may(context.actor(), permission, region)
    ]


def _current(endpoint: str) -> str:
    if request.endpoint == endpoint:
        return "page"
    return "true" if BELOW.get(request.endpoint or "") == endpoint else ""


def crumbs_through(region: Region) -> list[dict[str, str]]:
    """Those around a region and itself, for pages whose title does not name it."""
    here = {"url": url_for("regions.show", code=address_code(region)), "text": region_title(region)}
    return [*crumbs_of(region), here]


def crumbs_of(region: Region) -> list[dict[str, str]]:
    """The regions around one, the widest first."""
    if not region.code:
        return []
    around = [*reversed(places.get_regions().ancestors(region.code))]
    return [
        {"url": url_for("regions.show", code=places.EVERYWHERE), "text": _("Europe")},
        *({"url": url_for("regions.show", code=one.code), "text": region_title(one)} for one in around),
    ]
