"""Parts that several letters have: who the other is, why, how to reach them."""

from __future__ import annotations

from matchmaker import i18n
from matchmaker.core.explain import render
from matchmaker.core.introductions.disclosure import Stage, stage_of
from matchmaker.core.introductions.states import Side
from matchmaker.mail import Section
from matchmaker.services.introductions.disclosing import ContactPerson, contacts_of
from matchmaker.services.introductions.letters.setting import Setting
from matchmaker.services.introductions.moving import position_of
from matchmaker.services.introductions.reasons import reasons_for


def opening(at: Setting) -> str:
    """Who the other is, and why one hears of it."""
    _ = at.gettext
    values = {
        "other": at.other.name,
        "place": at.other.place or i18n.country_name(at.other.country, at.mail.language),
    }
    if at.one.message and at.side is Side.B:
        return _("%(other)s, %(place)s, has asked us to introduce you.") % values
    return (
        _("%(other)s, %(place)s, and you could do something together. We would like to introduce you.")
        % values
    )


def why(at: Setting) -> list[Section]:
    """Why the two should talk: in the broker's words, else in the engine's."""
    _ = at.gettext
    heading = _("Why we think you should talk")
    if at.one.reason:
        return [Section(heading, at.one.reason.split("\n"), listed=False)]
    today = at.mail.created_at.date()
    found = [render(one, _) for one in reasons_for(at.session, at.one, at.side, today=today)]
    return [Section(heading, found)] if found else []


def written(at: Setting) -> list[Section]:
    """What the one who asks writes, and the first step that the broker suggests."""
    _ = at.gettext
    said = []
    if at.one.message and at.side is not Side.A:
        said.append(Section(_("What they write"), at.one.message.split("\n"), listed=False))
    if at.one.first_step:
        said.append(Section(_("A first step could be"), [at.one.first_step], listed=False))
    return said


def first_questions(at: Setting) -> list[Section]:
    """Questions with which a first talk goes well."""
    _ = at.gettext
    questions = [
        _("What would each of you like to have done in three months?"),
        _("What does each of you bring, and what does it cost?"),
        _("What is the smallest thing you could try together?"),
    ]
    return [Section(_("First questions"), questions)]


def contacts(at: Setting) -> list[Section]:
    """The contact persons of the other side, if both agreed."""
    if at.side is None or stage_of(position_of(at.one)) is not Stage.CONTACT:
        return []
    people = contacts_of(at.session, at.other.id)
    heading = at.gettext("How to reach %(other)s") % {"other": at.other.name}
    return [Section(heading, [_person(one) for one in people])] if people else []


def _person(one: ContactPerson) -> str:
    return f"{one.name}, {one.email}" if one.name else one.email
