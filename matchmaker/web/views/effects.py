"""What a tie would do, as sentences whose figures stand out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from matchmaker.core.ecosystem.effects import Effect
from matchmaker.core.entities import Kind, Profile
from matchmaker.core.explain import Fragment, Part, Reason, Slot, Terms, render
from matchmaker.core.quotes import Quote, Span
from matchmaker.core.vocabulary import KINDS
from matchmaker.core.words import N_
from matchmaker.web.words import _, ngettext

MOST = 3
"""So many sentences are said of one tie."""

FAR_ENOUGH, FEW = 3, 2
"""A way of fewer steps is no news when it shrinks; the two themselves are no crowd."""


def effect_said(effect: Effect, people: Mapping[str, Profile]) -> list[Fragment]:
    """What a tie would do in at most `MOST` sentences; the marked stretches are figures to stand out."""
    parts = list(_parts(effect, people))[:MOST]
    if not parts:
        parts = [Part(N_("It gives the two one more way to what is new."))]
    return render(Reason("effect", 0.0, parts=tuple(parts)), _)


def steps_said(effect: Effect) -> str:
    """How far the two are from each other today."""
    if effect.steps is None:
        return _("No way leads from one to the other.")
    return ngettext(
        "They are %(num)d step from each other.", "They are %(num)d steps from each other.", effect.steps
    )


def _parts(effect: Effect, people: Mapping[str, Profile]) -> Iterator[Part]:
    names = [people[key].name for key in effect.first if key in people]
    if len(names) > 1:
        yield Part(N_("Neither has a tie here yet: it would be the %(first)s of both."), _first())
    elif names:
        message = N_("%(name)s has no tie here yet: it would be the %(first)s.")
        yield Part(message, {"name": names[0], **_first()})
    elif effect.joined:
        small, large = sorted(effect.joined)
        message = N_("It joins two groups of %(small)s and %(large)s that no way connects.")
        yield Part(message, {"small": _bold(str(small)), "large": _bold(str(large))})
    elif (effect.steps or 0) >= FAR_ENOUGH:
        steps = ngettext("%(num)d step", "%(num)d steps", effect.steps or 0)
        yield Part(N_("The way between them shrinks from %(steps)s to one."), {"steps": _bold(steps)})
    if effect.newly > FEW:
        count = ngettext("%(num)d organisation", "%(num)d organisations", effect.newly)
        message = N_("It brings %(count)s within two steps of somebody new.")
        yield Part(message, {"count": _bold(count)})
    yield from _opened(effect, people)


def _opened(effect: Effect, people: Mapping[str, Profile]) -> Iterator[Part]:
    for key, kind in effect.opens:
        # Who has no tie at all was told so already.
        if key in people and key not in effect.first:
            message = N_("It is the first tie of %(name)s to %(kinds)s.")
            yield Part(message, {"name": people[key].name, "kinds": Terms((KINDS[Kind(kind)].many,))})


def _first() -> dict[str, Slot]:
    return {"first": _bold(_("first tie"))}


def _bold(text: str) -> Quote:
    return Quote(text, (Span(0, len(text)),))
