"""The view of one merge: what it did, and what an undo could not bring back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import url_for

from matchmaker import context
from matchmaker.core.duplicates.choosing import WHERE
from matchmaker.core.duplicates.titles import TITLES
from matchmaker.core.imports.draft import PLACE
from matchmaker.core.words import N_
from matchmaker.models import Merge
from matchmaker.services import duplicates, profiles
from matchmaker.web.layout import day
from matchmaker.web.words import _, ngettext

THINGS: Mapping[str, Callable[[int], str]] = {
    "offers": lambda n: ngettext("%(num)d offer", "%(num)d offers", n),
    "needs": lambda n: ngettext("%(num)d need", "%(num)d needs", n),
    "ties": lambda n: ngettext("%(num)d partnership", "%(num)d partnerships", n),
    "introductions": lambda n: ngettext("%(num)d introduction", "%(num)d introductions", n),
    "pilot_members": lambda n: ngettext("%(num)d place in a pilot", "%(num)d places in pilots", n),
    "role_grants": lambda n: ngettext("%(num)d person", "%(num)d people", n),
    "aliases": lambda n: ngettext("%(num)d id in a list", "%(num)d ids in lists", n),
    "proposals": lambda n: ngettext("%(num)d proposal", "%(num)d proposals", n),
}
"""What people ask about; the rest follows too."""

LEFT_GONE = {
    "role_grants": N_("A person who belonged to it is not there any more."),
    "offers": N_("An offer is not there any more."),
    "needs": N_("A need is not there any more."),
    "ties": N_("A partnership is not there any more."),
    "aliases": N_("An id in a list was taken back since."),
    "introductions": N_("An introduction is not there any more."),
}
LEFT_CHANGED = {
    "introductions": N_(
        "An introduction that the merge ended has gone its own way since, and stays as it is."
    ),
    "ties": N_("A partnership was changed since, and stays as it is."),
    "pilot_members": N_("A place in a pilot was changed since, and stays as it is."),
}


@dataclass(frozen=True, slots=True)
class MergedView:
    """What the page shows."""

    title: str
    done: str
    followed: str
    undone: str
    left: list[str]
    kept_url: str
    gone_url: str
    undo_url: str


def merged_view(made: Merge) -> MergedView:
    """One merge."""
    kept = profiles.find_stakeholder(context.session(), made.kept_id)
    name = kept.name if kept else made.kept_id
    things = [said(made.followed[key]) for key, said in THINGS.items() if made.followed.get(key)]
    undone = made.undone_at
    undoable = kept and not undone and made.undoable
    undoable = undoable and duplicates.may_undo(context.session(), context.actor(), made)
    return MergedView(
        title=_("%(gone)s went up into %(kept)s", gone=made.gone_name, kept=name),
        done=_("Merged on %(day)s.", day=day(made.made_at)),
        followed=_("What followed: %(things)s.", things=", ".join(things)) if things else "",
        undone=_("Undone on %(day)s. There are two records again.", day=day(undone)) if undone else "",
        left=list(dict.fromkeys(_left(*one) for one in made.left)),
        kept_url=url_for("stakeholders.show", id=made.kept_id) if kept else "",
        gone_url=url_for("stakeholders.show", id=made.gone_id) if undone else "",
        undo_url=url_for("duplicates.undo", id=made.id) if undoable else "",
    )


def _left(table: str, column: str, why: str) -> str:
    """One thing that stayed, in words."""
    if table == "stakeholders":
        title = TITLES.get(WHERE if column in PLACE else column)
        if title:
            return _("“%(field)s” was changed since, and stays as it is now.", field=_(title))
        return _("The record was changed since. What was changed stays.")
    words = LEFT_GONE if why == "gone" else LEFT_CHANGED
    return _(words.get(table, N_("Something small could not be brought back.")))
