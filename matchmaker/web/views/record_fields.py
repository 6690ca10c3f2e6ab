"""The fields of a record in words, as two of them stand side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from matchmaker import context, i18n
from matchmaker.core.duplicates.choosing import WHERE
from matchmaker.core.vocabulary import KIND_UNKNOWN, KINDS, find_term, label
from matchmaker.web.views.facets import region_name
from matchmaker.web.words import _


def near(place: str, region: str) -> list[str]:
    """A town and the region around it, as far as they are known."""
    around = region_name(region) if region else ""
    # A city is often a region of its own name: once is enough.
    city = place.rpartition(", ")[2]
    return [one for one in (place, "" if city and around.startswith(city) else around) if one]


def value_said(record: Mapping[str, Any], name: str) -> list[str]:
    """What a record says in one field, in lines; none where it says nothing."""
    if name == WHERE:
        return _where(record)
    value = record[name]
    if name == "kind":
        return [_((KINDS[value] if value else KIND_UNKNOWN).one)]
    if value in (None, "", []):
        return []
    return _SAYERS.get(name, lambda plain: [str(plain)])(value)


def _where(record: Mapping[str, Any]) -> list[str]:
    country = i18n.country_name(record["country"], context.language())
    parts = dict.fromkeys((*near(record["place"], record["region"]), *filter(None, [country])))
    return [", ".join(parts)] if parts else []


def _languages(codes: list[str]) -> list[str]:
    return [i18n.language_name(code, context.language()) for code in codes]


def _themes(keys: list[str]) -> list[str]:
    return [_(term.label) if (term := find_term(key)) else key for key in keys]


_SAYERS: Mapping[str, Callable[[Any], list[str]]] = {
    "languages": _languages,
    "themes": _themes,
    "people": lambda key: [_(label(key, "headcount"))],
    "stage": lambda key: [_(label(key, "stage"))],
    "authority_level": lambda key: [_(label(key, "authority-level"))],
    "support_type": lambda key: [_(label(key, "support-type"))],
}
