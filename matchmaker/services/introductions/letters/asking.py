"""The words of asking, reminding, introducing, and of what came to an end."""

from __future__ import annotations

from matchmaker.core.introductions.disclosure import Stage, stage_of
from matchmaker.core.introductions.states import ENDS, Consent, Side, State
from matchmaker.mail import Action, Letter
from matchmaker.services.introductions.letters.parts import contacts, first_questions, opening, why, written
from matchmaker.services.introductions.letters.setting import Setting, letter
from matchmaker.services.introductions.moving import position_of


def asked(at: Setting) -> Letter | None:
    """Would you like to be introduced?"""
    if at.side is None or position_of(at.one).consent(at.side) is not Consent.ASKED:
        return None
    _ = at.gettext
    title = _("%(other)s and you: shall we introduce you?") % {"other": at.other.name}
    if at.one.message and at.side is Side.B:
        title = _("%(other)s would like to meet you") % {"other": at.other.name}
    return letter(
        at,
        title,
        paragraphs=[opening(at)],
        lists=[*why(at), *written(at)],
        actions=[
            Action(_("Yes, introduce us"), at.url, main=True),
            Action(_("Not now, or no"), at.url),
        ],
        after=[
            _(
                "If you say yes, and they do too, we give each of you the other’s name and e-mail address. "
                "If you say no, they learn only that it does not fit now."
            ),
            _("The link opens a page; nothing is decided before you press a button there."),
        ],
    )


def reminder(at: Setting) -> Letter | None:
    """Your answer is still waited for."""
    _ = at.gettext
    if at.one.state is State.ASKED:
        first = asked(at)
        if first is None:
            return None
        title = _("%(other)s still waits for your answer") % {"other": at.other.name}
        return letter(
            at,
            title,
            paragraphs=[_("You have not answered yet. One press of a button is enough."), *first.paragraphs],
            lists=first.lists,
            actions=first.actions,
            after=first.after,
        )
    if at.one.state is not State.INTRODUCED:
        return None
    title = _("Have you and %(other)s found a time?") % {"other": at.other.name}
    text = _("You were introduced, and no meeting is agreed yet. Propose three times; the other picks one.")
    return letter(
        at,
        title,
        paragraphs=[text],
        lists=contacts(at),
        actions=[Action(_("Propose times"), at.url, main=True)],
    )


def introduced(at: Setting) -> Letter | None:
    """Both said yes: here are the contact persons."""
    if stage_of(position_of(at.one)) is not Stage.CONTACT:
        return None
    _ = at.gettext
    title = _("You and %(other)s are introduced") % {"other": at.other.name}
    return letter(
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
        names = {"a": at.own.name, "b": at.other.name}
        title = _("%(a)s and %(b)s: one of them said no") % names
        text = _("Nobody else was told why. Look at the introduction, and what else would help them.")
    else:
        title = _("It does not fit now with %(other)s") % {"other": at.other.name}
        text = _("They thank you for asking. Look at your other suggestions: somebody else may fit better.")
    url = at.addresses.page("/suggestions" if at.side else f"/introductions/{at.one.id}")
    action = _("See other suggestions") if at.side else _("Look at the introduction")
    return letter(
        at,
        title,
        paragraphs=[text],
        actions=[Action(action, url, main=True)],
    )


def waits(at: Setting) -> Letter | None:
    """Something waits on the broker's desk."""
    if at.one.state in ENDS:
        return None
    _ = at.gettext
    names = {"a": at.own.name, "b": at.other.name}
    title = _("%(a)s and %(b)s wait for you") % names
    text = _(
        "An introduction of the two waits on the desk. Read the reason, change what you know better, send it."
    )
    if at.mail.params.get("reported"):
        title, text = _("A message was reported"), _("One of the two reported a message of the other.")
    elif at.mail.params.get("late"):
        text = _("Nothing has happened with this introduction for some time. A word of yours may help.")
    url = at.addresses.page(f"/introductions/{at.one.id}")
    return letter(
        at,
        title,
        paragraphs=[text],
        lists=written(at),
        actions=[Action(_("Open it"), url, main=True)],
    )


def ended(at: Setting) -> Letter | None:
    """It ran out, was closed, or withdrawn."""
    _ = at.gettext
    title = _("The introduction of %(a)s and %(b)s has ended") % {"a": at.own.name, "b": at.other.name}
    said = {
        State.EXPIRED: _("It was not answered in time."),
        State.WITHDRAWN: _("One of the two took it back. What was shown to each other is shown no more."),
        State.CLOSED: _("It was closed without a partnership."),
    }
    if at.one.state not in said:
        return None
    url = at.addresses.page(f"/introductions/{at.one.id}")
    return letter(
        at,
        title,
        paragraphs=[said[at.one.state], _("You need not do anything.")],
        actions=[Action(_("Look at the introduction"), url)] if at.mail.account_id else [],
    )
