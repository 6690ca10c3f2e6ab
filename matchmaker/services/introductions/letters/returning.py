"""The letter to somebody whose answer by mail could not be taken, or not all of it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from matchmaker.core.files.choosing import MOST_BYTES, MOST_FILES
from matchmaker.core.words import N_
from matchmaker.mail import Action, Letter, Section, incoming
from matchmaker.services.introductions.files import MEGABYTE
from matchmaker.services.introductions.letters.setting import Setting, letter_of
from matchmaker.services.introductions.texts import LONGEST


class Why(StrEnum):
    """Why a mail was not taken."""

    OVER = "over"
    LONG = "long"
    EMPTY = "empty"
    LARGE = "large"
    CROWDED = "crowded"
    BROKEN = "broken"
    FILES = "files"
    OFTEN = "often"


WORDS: Mapping[Why, str] = {
    Why.OVER: N_("The introduction has moved on: one cannot write to each other in it now."),
    Why.LONG: N_("It has more than %(most)s signs. Say it shorter, or attach the long text as a file."),
    Why.EMPTY: N_(
        "We found nothing new in it. Write above the line that says so, and leave what you answer below it."
    ),
    Why.LARGE: N_("It has more than %(mail)s MB. Send smaller files, or fewer of them."),
    Why.CROWDED: N_("It is made of too many parts. Send your words, with at most %(files)s files."),
    Why.OFTEN: N_("You have written as much there as one may in a day. Write again tomorrow."),
    Why.BROKEN: N_("We could not read it. Send your words as plain text."),
    Why.FILES: N_(
        "Your words have gone to %(other)s, but these files have not. We pass on at most %(files)s files of "
        "together %(size)s MB: PDF, pictures, plain text in UTF-8, CSV, and documents of Word, Excel, "
        "PowerPoint or LibreOffice, each without macros, password or files inside. Print a PDF that carries "
        "other files into a new PDF, and send that one."
    ),
}


LIMITS: Mapping[str, str] = {
    "most": f"{LONGEST}",
    "files": f"{MOST_FILES}",
    "size": f"{MOST_BYTES / MEGABYTE:g}",
    "mail": f"{incoming.MOST_BYTES / MEGABYTE:g}",
}


def returned(at: Setting) -> Letter | None:
    """What was not taken, why, and where one can write instead."""
    why, files = Why(at.mail.params["why"]), list(at.mail.params.get("files", ()))
    _ = at.gettext
    title = _("Your e-mail about %(other)s could not be taken") % at.names
    if why is Why.FILES:
        title = _("Some files of your e-mail to %(other)s could not be taken") % at.names
    lists = [Section(_("Not passed on"), files)] if files else []
    action = Action(_("Look at the introduction"), at.page, main=True)
    return letter_of(
        at,
        title,
        paragraphs=[_(WORDS[why]) % {**at.names, **LIMITS}],
        lists=lists,
        actions=[action] if at.mail.account_id else [],
    )
