"""The view of somebody's roles."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from matchmaker.core.actors import Actor
from matchmaker.core.entities import Role
from matchmaker.web.views.facets import region_name
from matchmaker.web.words import _


@dataclass(frozen=True, slots=True)
class RoleRow:
    """One role in one place, with where it leads."""

    text: str
    url: str = ""
    link: str = ""


def role_rows(actor: Actor) -> list[RoleRow]:
    """The roles of an account besides its profiles, which stand in a list of their own."""
    rows = [
        RoleRow(
            _("You are an official of %(region)s.", region=region_name(code)),
            url_for("stakeholders.directory", region=code),
            _("See who is there"),
        )
        for code in sorted(actor.places(Role.OFFICIAL))
    ]
    if actor.places(Role.ORGANISER):
        rows.append(RoleRow(_("You organise a pilot."), url_for("suggestions.ask"), _("Ask who could help")))
    if actor.places(Role.ADMINISTRATOR):
        rows.append(RoleRow(_("You are an administrator of this site.")))
    return rows
