"""The view of the page behind the link of a mail: does this offer or need still hold?"""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from matchmaker.core.statements.clocks import Why
from matchmaker.core.words import N_
from matchmaker.services.profiles import Question
from matchmaker.web.layout import day
from matchmaker.web.words import _

WORDS = {
    "need": (N_("We still need it"), N_("We found it"), N_("Withdraw the need")),
    "offer": (N_("It still holds"), N_("It is taken"), N_("Withdraw the offer")),
}
SHORT = {"holds": 0, "met": 1, "withdraw": 2}


@dataclass(frozen=True, slots=True)
class Button:
    """One answer: where it is sent, its words, and its name in the address."""

    act: str
    url: str
    text: str


@dataclass(frozen=True, slots=True)
class QuestionView:
    """The page; the answer that was tapped in the mail stands first."""

    title: str
    name: str
    text: str
    said: str
    then: str
    partners: tuple[str, ...]
    buttons: list[Button]
    # Whoever found it is asked by whom, on the same page.
    met_url: str


def question_view(found: Question, token: str, *, tapped: str = "") -> QuestionView:
    """The question of one link."""
    words = WORDS[found.what]
    buttons = [
        Button(act, url_for("holding.answer", token=token, act=act), _(words[number]))
        for act, number in SHORT.items()
    ]
    buttons.sort(key=lambda one: one.act != tapped)
    dated = found.statement.valid_until is not None
    return QuestionView(
        title=_("Does this need still hold?") if found.what == "need" else _("Does this offer still hold?"),
        name=found.owner.name,
        text=found.statement.text,
        said=_said(found),
        then=_("“%(words)s” adds three months.", words=_(words[0])) if dated else "",
        partners=found.partners,
        buttons=buttons,
        met_url=url_for("holding.show", token=token, answer="met"),
    )


def _said(found: Question) -> str:
    one = found.statement
    if found.closes_on:
        return _(
            "For half a year nobody has said that it still holds. Without an answer it closes on %(day)s.",
            day=day(found.closes_on),
        )
    if found.why is Why.NEARS and one.valid_until:
        return _("It ends on %(day)s. Does it still hold?", day=day(one.valid_until))
    return _("It is closed, because its time was over. Others do not see it any more.")
