"""The view of somebody's roles: what each is about, and what one does with it first."""

from __future__ import annotations

from dataclasses import dataclass, field

from flask import url_for

from matchmaker.core.actors import Actor
from matchmaker.core.entities import Role
from matchmaker.permissions import may_enter
from matchmaker.web.views.facets import region_name
from matchmaker.web.words import _


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that one can do now; `about` tells two of the same words apart for screen readers."""

    text: str
    url: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class RoleRow:
    """One role in one place, with its next steps, the likeliest first."""

    title: str
    text: str
    steps: list[Step] = field(default_factory=list)


def role_rows(actor: Actor) -> list[RoleRow]:
    """The roles of an account besides its profiles, which stand in a list of their own."""
    bring = [Step(_("Bring in a file"), url_for("imports.new"))] if may_enter(actor, "import.run") else []
    ask = Step(_("Ask who could help"), url_for("suggestions.ask"))
    rows = [_official(code, bring) for code in sorted(actor.places(Role.OFFICIAL))]
    for pilot_id in sorted(actor.places(Role.ORGANISER)):
        see = Step(_("See your pilot"), url_for("pilots.show", id=pilot_id))
        desk = Step(_("Open the broker’s desk"), url_for("introductions.desk"))
        who = Step(_("Who organises it"), url_for("people.organisers", id=pilot_id))
        rows.append(
            RoleRow(_("Your pilot"), _("You organise a pilot."), [desk, see, ask, *bring, _claims(), who])
        )
    if actor.places(Role.ADMINISTRATOR):
        look = Step(_("See what needs you"), url_for("administration.index"))
        who = Step(_("Who looks after this site"), url_for("people.administrators"))
        rows.append(
            RoleRow(
                _("This site"), _("You are an administrator of this site."), [look, who, *bring, _claims()]
            )
        )
    return rows


def _official(code: str, bring: list[Step]) -> RoleRow:
    name = region_name(code)
    there = Step(_("See your region"), url_for("regions.show", code=code), name)
    ties = Step(_("Ties worth making"), url_for("proposals.worth", code=code), name)
    who = Step(_("Who looks after it"), url_for("people.officials", code=code), name)
    said = _("You are an official of %(region)s.", region=name)
    return RoleRow(name, said, [there, ties, *bring, _claims(), who])


def _claims() -> Step:
    return Step(_("Claims of profiles"), url_for("claims.index"))
