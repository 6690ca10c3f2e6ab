"""The names of the fields in which two records may differ."""

from __future__ import annotations

from collections.abc import Mapping

from matchmaker.core.duplicates.choosing import WHERE
from matchmaker.core.words import N_

TITLES: Mapping[str, str] = {
    "name": N_("Name"),
    "kind": N_("Kind of stakeholder"),
    "about": N_("About"),
    WHERE: N_("Place"),
    "languages": N_("Languages"),
    "themes": N_("Themes"),
    "website": N_("Website"),
    "email": N_("Contact e-mail"),
    "register_number": N_("Register number"),
    "legal_form": N_("Legal form"),
    "people": N_("People who work there"),
    "founded": N_("Founded in"),
    "stage": N_("How far it is"),
    "authority_level": N_("Level of government"),
    "support_type": N_("Kind of support"),
}
