"""The view of one suggestion from both sides: the step before asking."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from matchmaker.core.explain import Fragment, Reason, render
from matchmaker.services.suggestions import Example
from matchmaker.web.views.match import Card, card_view, under_way
from matchmaker.web.words import _


@dataclass(frozen=True, slots=True)
class SidesView:
    """What the page shows."""

    card: Card
    own_name: str
    list_url: str
    profile_url: str
    reader: list[list[Fragment]]
    other: list[list[Fragment]]
    both: list[list[Fragment]]
    partners: bool


def sides_view(seen: Example, need_id: str) -> SidesView:
    """The page of one suggestion to one stakeholder."""
    own, other = seen.profile, seen.item.id
    return SidesView(
        card=card_view(seen.item, own, seen.people, need_id=need_id, under_way=under_way()),
        own_name=own.name,
        list_url=url_for("suggestions.show", id=own.id, need=need_id or None),
        profile_url=url_for("stakeholders.show", id=other, seen_by=own.id),
        reader=_sentences(seen.sides.reader),
        other=_sentences(seen.sides.other),
        both=_sentences(seen.sides.both),
        partners=seen.partners,
    )


def _sentences(reasons: tuple[Reason, ...]) -> list[list[Fragment]]:
    return [render(reason, _) for reason in reasons]
