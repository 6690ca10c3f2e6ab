"""The view of what somebody agrees to, and of their profiles in suggestions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import url_for

from matchmaker.core.privacy.consents import OF_A_PERSON, TEXTS, Asked
from matchmaker.models import Stakeholder
from matchmaker.services.privacy import Answer
from matchmaker.web.layout import day
from matchmaker.web.words import _


@dataclass(frozen=True, slots=True)
class Box:
    """One text that somebody may agree to."""

    value: str
    title: str
    words: str
    effect: str
    checked: bool
    since: str


@dataclass(frozen=True, slots=True)
class Switch:
    """Whether one profile is suggested, the button that changes it, and the way to erase the profile."""

    name: str
    said: str
    url: str
    value: str
    button: str
    erase_url: str


@dataclass(frozen=True, slots=True)
class PrivacyView:
    """The page: switches, boxes, and what taking a switch back means."""

    switches: list[Switch]
    boxes: list[Box]
    effect: str


@dataclass(frozen=True, slots=True)
class AskedView:
    """The page after signing in: the notice, whether it was read in an earlier version, and the boxes."""

    notice: str
    again: bool
    boxes: list[Box]


def privacy_view(own: Iterable[Stakeholder], answers: Mapping[Asked, Answer]) -> PrivacyView:
    """What stands on /account/privacy."""
    boxes = [_box(answers[what]) for what in OF_A_PERSON]
    return PrivacyView([_switch(one) for one in own], boxes, _(TEXTS[Asked.SUGGESTED].effect))


def asked_view(answers: Mapping[Asked, Answer]) -> AskedView:
    """What is asked after signing in; what was agreed to in an older version is asked anew."""
    boxes = [_box(answers[what]) for what in OF_A_PERSON]
    return AskedView(_(TEXTS[Asked.NOTICE].words), bool(answers[Asked.NOTICE].version), boxes)


def new_boxes() -> list[Box]:
    """The boxes for somebody who makes an account: all empty."""
    return [_box(Answer(what, given=False)) for what in OF_A_PERSON]


def _box(answer: Answer) -> Box:
    text, given = TEXTS[answer.what], answer.given and answer.present
    since = _("You agreed on %(day)s.", day=day(answer.at)) if given and answer.at else ""
    return Box(answer.what.value, _(text.title), _(text.words), _(text.effect), given, since)


def _switch(one: Stakeholder) -> Switch:
    if one.opted_out:
        said, value, button = _("It is suggested to nobody."), "yes", _("Suggest it to others again")
    else:
        said, value, button = _("It is suggested to others."), "no", _("Do not suggest it any more")
    erase = url_for("erasing.profile", id=one.id)
    return Switch(one.name, said, url_for("privacy.suggested", id=one.id), value, button, erase)
