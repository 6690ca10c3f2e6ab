"""The fields of a profile, an offer or a need in words, and what they held."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from matchmaker import context, i18n
from matchmaker.core.entities import Audience, Kind, StatementState
from matchmaker.core.vocabulary import KINDS, label
from matchmaker.core.words import N_
from matchmaker.web.forms.audiences import AUDIENCES
from matchmaker.web.layout import day
from matchmaker.web.views.facets import region_name
from matchmaker.web.words import _

FIELDS: Mapping[str, str] = {
    "name": N_("Name"),
    "kind": N_("Kind"),
    "about": N_("What they do"),
    "place": N_("Town"),
    "country": N_("Country"),
    "region": N_("Region"),
    "languages": N_("Languages"),
    "themes": N_("Themes"),
    "website": N_("Website"),
    "email": N_("Mail address"),
    "legal_form": N_("Legal form"),
    "people": N_("How many people work there"),
    "founded": N_("Founded in"),
    "stage": N_("How far it is"),
    "authority_level": N_("Level of government"),
    "support_type": N_("Kind of support"),
    "audiences": N_("Who may see what"),
    "opted_out": N_("Opted out of being suggested"),
    "verified_on": N_("Confirmed on"),
    "confirmed_on": N_("Confirmed on"),
    "text": N_("Text"),
    "cooperation": N_("Kind of help"),
    "reach": N_("How far it goes"),
    "valid_until": N_("Last day"),
    "state": N_("State"),
    "audience": N_("Who may read it"),
    "met_by_id": N_("Who answered it"),
    "tie": N_("Partnership"),
}
"""The names of fields; one that is not here is named as the table names it."""

STATES = {
    StatementState.OPEN: N_("Open"),
    StatementState.MET: N_("Met"),
    StatementState.WITHDRAWN: N_("Withdrawn"),
    StatementState.EXPIRED: N_("Its last day is over"),
}
SCHEMES = {
    "people": "headcount", "stage": "stage", "authority_level": "authority-level",
    "support_type": "support-type",
}  # fmt: skip


def field_name(field: str) -> str:
    """The name of a field."""
    return _(FIELDS[field]) if field in FIELDS else field


def in_words(field: str, value: Any, *, offer: bool = False) -> str:
    """What a field held, as a person reads it; "" where it held nothing."""
    if value in (None, "", [], {}):
        return ""
    language = context.language()
    match field, value:
        case "kind", str():
            return _(KINDS[Kind(value)].one) if value in set(Kind) else value
        case "state", str():
            return _(STATES[StatementState(value)]) if value in set(StatementState) else value
        case "reach", str():
            return _(label(value, "reach-offer" if offer else "reach-need"))
        case "country", str():
            return i18n.country_name(value, language)
        case "region", str():
            return region_name(value)
        case (("verified_on" | "confirmed_on" | "valid_until"), str()):
            return _day(value)
        case "audience", str():
            return _audience(value)
        case "audiences", dict():
            return "; ".join(f"{field_name(name)}: {_audience(one)}" for name, one in sorted(value.items()))
        case _, bool():
            return _("Yes") if value else _("No")
        case _, list():
            return "; ".join(_one(field, str(one), offer, language) for one in value)
        case _, str() if field in SCHEMES:
            return _(label(value, SCHEMES[field]))
    return str(value)


def _one(field: str, key: str, offer: bool, language: str) -> str:
    if field == "languages":
        return i18n.language_name(key, language)
    scheme = ("cooperation-offer" if offer else "cooperation-need") if field == "cooperation" else ""
    return _(label(key, scheme))


def _audience(word: object) -> str:
    return str(AUDIENCES[Audience(str(word))]) if word in set(Audience) else str(word)


def _day(text: str) -> str:
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return text
