"""The view of what a missing fact would open: words and the page on which to say it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for

from matchmaker.core.drafts import Step
from matchmaker.core.openings import OPENS, Fact
from matchmaker.web.words import _

STEPS = {
    Fact.NEED: Step.NEED,
    Fact.OFFER: Step.OFFER,
    Fact.ABOUT: Step.WORK,
    Fact.PLACE: Step.WHERE,
    Fact.THEMES: Step.WORK,
    Fact.LANGUAGES: Step.WHERE,
    Fact.DECLARATION: Step.DECLARATION,
    Fact.WEBSITE: Step.MORE,
}


@dataclass(frozen=True, slots=True)
class Opening:
    """What to do, what it opens, and where it is done."""

    text: str
    opens: str
    url: str


def draft_openings(facts: Iterable[Fact], draft_id: str) -> list[Opening]:
    """For a draft: each fact is said in one of its steps."""
    return [_opening(fact, url_for("drafts.step", id=draft_id, step=STEPS[fact])) for fact in facts]


def profile_openings(facts: Iterable[Fact], id: str) -> list[Opening]:
    """For a profile: statements and the declaration have pages of their own, the rest is in the form."""
    return [_opening(fact, _page_of(fact, id)) for fact in facts]


def _page_of(fact: Fact, id: str) -> str:
    if fact in {Fact.NEED, Fact.OFFER}:
        return url_for("statements.new", id=id, what=fact.value)
    if fact is Fact.DECLARATION:
        return url_for("declarations.edit", id=id)
    return url_for("stakeholders.edit", id=id, _anchor=fact.value)


def _opening(fact: Fact, url: str) -> Opening:
    what, opens = OPENS[fact]
    return Opening(_(what), _(opens), url)
