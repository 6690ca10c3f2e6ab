"""How often a profile was suggested to others, in a sentence for those who look after it."""

from __future__ import annotations

from matchmaker import context, i18n
from matchmaker.services import suggestions
from matchmaker.services.profiles import ProfilePage
from matchmaker.web.words import _, ngettext


def attention_of(page: ProfilePage) -> str:
    """The sentence; empty for other readers, and while nothing has been suggested to anybody."""
    if not page.may_edit:
        return ""
    found = suggestions.find_attention(context.session(), page.stakeholder.id, now=context.now())
    if found is None:
        return ""
    shown = ngettext(
        "Suggested to others %(num)d time in the last %(days)d days.",
        "Suggested to others %(num)d times in the last %(days)d days.",
        found.times,
        days=found.days,
    )
    average = i18n.number(found.average, context.language())
    return f"{shown} " + _("The average here is %(average)s.", average=average)
