"""The view of one act on many introductions: what it will do, before it is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from matchmaker.core.introductions.states import Mover
from matchmaker.core.words import N_
from matchmaker.services.introductions import Preview
from matchmaker.web.views.introductions.asked import Asked
from matchmaker.web.views.introductions.rows import Row, row_of
from matchmaker.web.words import _, ngettext

MEANS: Mapping[str, str] = {
    "hold": N_("They stay on your desk until you take them up again. Nobody is told."),
    "assign": N_("A colleague has them on the desk from now on. The two of each are not told."),
    "close": N_("They end. Whoever has heard of one is told that it is over, and nothing more."),
}
BUTTONS: Mapping[str, str] = {
    "hold": N_("Hold them"),
    "assign": N_("Pass them on"),
    "close": N_("Close them"),
}


@dataclass(frozen=True, slots=True)
class BulkView:
    """What the page shows."""

    act: str
    title: str
    lead: str
    these: str
    rows: list[Row]
    left: list[Row]
    button: str
    back: str
    back_url: str


def bulk_view(found: Preview, act: str, asked: Asked) -> BulkView:
    """The preview of an act; `asked` is the desk to which it leads back."""
    count = len(found.rows)
    titles = {
        "hold": ngettext("Hold %(num)d introduction?", "Hold %(num)d introductions?", count),
        "assign": ngettext("Pass on %(num)d introduction?", "Pass on %(num)d introductions?", count),
        "close": ngettext("Close %(num)d introduction?", "Close %(num)d introductions?", count),
    }
    return BulkView(
        act=act,
        title=titles[act],
        lead=_(MEANS[act]),
        these=_("It is done to these"),
        rows=[row_of(one, reader=Mover.BROKER) for one in found.rows],
        left=[row_of(one, reader=Mover.BROKER) for one in found.left],
        button=_(BUTTONS[act]),
        back=asked.back,
        back_url=asked.url(),
    )


def bulk_said(done: int, chosen: int) -> str:
    """What was done, and how many somebody else had moved meanwhile."""
    said = ngettext("Done to %(num)d introduction.", "Done to %(num)d introductions.", done)
    if missed := chosen - done:
        said += " " + ngettext(
            "%(num)d had moved on meanwhile and stays as it is.",
            "%(num)d had moved on meanwhile and stay as they are.",
            missed,
        )
    return said
