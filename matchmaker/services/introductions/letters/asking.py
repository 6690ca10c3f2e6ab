"""Letters until both said yes: asked, reminded, declined, and what waits on the desk."""

from __future__ import annotations

from matchmaker.core.introductions.states import ENDS, TOGETHER, Consent, State
from matchmaker.mail import Action, Letter
from matchmaker.services.introductions.letters.parts import (
    answers,
    contacts,
    first_questions,
    opening,
    why,
    written,
)
from matchmaker.services.introductions.letters.setting import Setting, letter_of
from matchmaker.services.introductions.moving import position_of


def asked(at: Setting) -> Letter | None:
    """Would you like to be introduced?"""
    _ = at.gettext
    title = _("%(other)s and you: shall we introduce you?") % at.names
    if at.asked_for:
        title = _("%(other)s would like to meet you") % at.names
    return _question(at, title)


def reminder(at: Setting) -> Letter | None:
    """Something is still waited for: an answer, or a time for the meeting."""
    _ = at.gettext
    if at.one.state is State.ASKED:
        title = _("%(other)s and you: may we have your answer?") % at.names
        return _question(at, title, _("You have not answered yet. One press of a button is enough."))
    if at.one.state is not State.INTRODUCED:
        return None
    title = _("Have you and %(other)s found a time?") % at.names
    text = _("You were introduced, and no meeting is agreed yet. Propose a few times; the other picks one.")
    if at.mail.params.get("missed"):
        title = _("The meeting with %(other)s did not take place") % at.names
        text = _("That is what the other side tells us. Propose new times; the other picks one.")
    return letter_of(
        at,
        title,
        paragraphs=[text],
        lists=contacts(at),
        actions=[Action(_("Propose times"), at.url, main=True)],
    )


def introduced(at: Setting) -> Letter | None:
    """Both said yes: here are the contact persons, and a brief."""
    if at.one.state not in TOGETHER:
        return None
    _ = at.gettext
    title = _("You and %(other)s are introduced") % at.names
    return letter_of(
        at,
        title,
        paragraphs=[_("Both of you said yes. Now it is yours: write to each other, or propose times here.")],
        lists=[*contacts(at), *why(at), *first_questions(at)],
        actions=[Action(_("Propose times for a call"), at.url, main=True)],
        after=[_("You can take back your consent at any time on the page of the introduction.")],
    )


def declined(at: Setting) -> Letter | None:
    """It does not fit now; why is for the brokers."""
    _ = at.gettext
    if at.side is None:
        return letter_of(
            at,
            _("%(a)s and %(b)s: one of them said no") % at.names,
            paragraphs=[_("The other was not told why. Look at what was said, and what else would help.")],
            actions=[Action(_("Look at the introduction"), at.page, main=True)],
        )
    url = at.addresses.page(f"/stakeholders/{at.own.id}/suggestions")
    action = Action(_("See other suggestions"), url, main=True)
    return letter_of(
        at,
        _("It does not fit now with %(other)s") % at.names,
        paragraphs=[
            _("They were asked, and say that it does not fit now. Nothing of yours was shown to them."),
            _("Somebody else may fit better. Thank you for your readiness."),
        ],
        actions=[action] if at.mail.account_id else [],
    )


def waits(at: Setting) -> Letter | None:
    """Something waits on the broker's desk."""
    reported = at.mail.params.get("reported")
    if at.one.state in ENDS and not reported:
        return None
    _ = at.gettext
    title = _("%(a)s and %(b)s wait for you") % at.names
    text = _("Read the reason, change what you know better, and send it.")
    if reported:
        title, text = _("A message was reported"), _("One of the two reported a message of the other.")
    elif at.mail.params.get("late"):
        title = _("%(a)s and %(b)s: nothing has happened for some time") % at.names
        text = _("A word of yours may help; or bring it to an end, so that both are free for others.")
    return letter_of(
        at,
        title,
        paragraphs=[text],
        lists=written(at),
        actions=[Action(_("Open it"), at.page, main=True)],
    )


def _question(at: Setting, title: str, first: str = "") -> Letter | None:
    """The question itself; None where the reader has answered, or is not asked any more."""
    if at.side is None or position_of(at.one).consent(at.side) is not Consent.ASKED or at.one.state in ENDS:
        return None
    _ = at.gettext
    return letter_of(
        at,
        title,
        paragraphs=[*filter(None, [first]), " ".join(opening(at))],
        lists=[*why(at), *written(at)],
        actions=answers(at, _("Yes, introduce us")),
        after=[
            _(
                "If you say yes, and they do too, we give each of you the other’s name and e-mail address. "
                "If you say no, they learn only that it does not fit now."
            ),
            _("Each link opens a page; nothing is decided before you press a button there."),
        ],
    )
