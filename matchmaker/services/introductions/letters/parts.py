"""Parts of letters: who the other is, why these two, what each gives, how to reach them."""

from __future__ import annotations

from collections.abc import Mapping

from matchmaker import i18n
from matchmaker.core.entities import Kind
from matchmaker.core.explain import render
from matchmaker.core.introductions.states import Mover, Side
from matchmaker.core.words import N_
from matchmaker.mail import Action, Section
from matchmaker.services.introductions.disclosing import ContactPerson, contacts_for
from matchmaker.services.introductions.letters.setting import Setting
from matchmaker.services.introductions.reasons import gives_for, reasons_for

WHO: Mapping[Kind | None, str] = {
    Kind.ENTERPRISE: N_("%(other)s is a social enterprise in %(place)s."),
    Kind.INNOVATOR: N_("%(other)s works on a social innovation in %(place)s."),
    Kind.POLICYMAKER: N_("%(other)s is a public authority in %(place)s."),
    Kind.SUPPORT: N_("%(other)s supports the social economy in %(place)s."),
    None: N_("%(other)s is in %(place)s."),
}
"""Who the other is, in a sentence."""


def answers(at: Setting, yes: str) -> list[Action]:
    """The ways to answer; each opens the page with what was tapped in front, and decides nothing."""
    _ = at.gettext
    return [
        Action(yes, at.url, main=True),
        Action(_("Ask me later"), f"{at.url}?answer=later"),
        Action(_("No, it does not fit now"), f"{at.url}?answer=no"),
    ]


def opening(at: Setting) -> list[str]:
    """Who the other is, and why one hears of it."""
    _ = at.gettext
    place = at.other.place or i18n.country_name(at.other.country, at.mail.language)
    who = [_(WHO[at.other.kind]) % {"other": at.other.name, "place": place}] if place else []
    if at.asked_for and Mover.BROKER in at.begun_by:
        return [*who, _("They have asked for it, and we think that it could be worth half an hour.")]
    if at.asked_for:
        return [*who, _("They have asked us to introduce you.")]
    return [*who, _("We think that you two could do something together, and would like to introduce you.")]


def why(at: Setting) -> list[Section]:
    """Why the two should talk: in the broker's words, else in the engine's; and what each gives."""
    _ = at.gettext
    heading, today = _("Why we think you should talk"), at.mail.created_at.date()
    if at.one.reason:
        return [Section(heading, at.one.reason.split("\n"), listed=False), *_gives(at, at.one.reason)]
    found = [render(one, _) for one in reasons_for(at.session, at.one, at.side, today=today)]
    said = " ".join(piece.text for line in found for piece in line)
    return [*([Section(heading, found)] if found else []), *_gives(at, said)]


def written(at: Setting) -> list[Section]:
    """What the one who asks writes, and the first step that the broker suggests."""
    _ = at.gettext
    said = []
    if at.one.message and at.side is not Side.A:
        name = at.other.name if at.side else at.own.name
        heading = _("What %(name)s writes") % {"name": name}
        said.append(Section(heading, at.one.message.split("\n"), listed=False))
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
    """The contact persons of the other side, if both agreed and neither took it back."""
    if at.side is None:
        return []
    people = contacts_for(at.session, at.one, at.side).get(at.side.other, [])
    heading = at.gettext("How to reach %(other)s") % {"other": at.other.name}
    return [Section(heading, [_person(one) for one in people])] if people else []


def first_step(at: Setting) -> list[Section]:
    """What the two agreed to do first."""
    one, _ = at.one, at.gettext
    if not one.joint_what:
        return []
    lines = [one.joint_what]
    if one.joint_who:
        lines.append(_("Who sees to it: %(who)s") % {"who": one.joint_who})
    if one.joint_by:
        lines.append(_("By when: %(day)s") % {"day": i18n.day(one.joint_by, at.mail.language)})
    return [Section(_("Your first joint step"), lines)]


def _gives(at: Setting, said: str) -> list[Section]:
    """What each side could give, as its own profile says it; not again what was `said` above."""
    if at.side is None:
        return []
    own, other = gives_for(at.session, at.one, at.side, today=at.mail.created_at.date())
    _ = at.gettext
    lines = [_("You: %(text)s") % {"text": own}] if own and own not in said else []
    if other and other not in said:
        lines.append(_("%(name)s: %(text)s") % {"name": at.other.name, "text": other})
    return [Section(_("What each of you gives"), lines)] if lines else []


def _person(one: ContactPerson) -> str:
    return f"{one.name}, {one.email}" if one.name else one.email
