"""First questions for a meeting, made of what the two have written."""

from __future__ import annotations

from matchmaker.services.introductions import Story
from matchmaker.services.proposals import Between
from matchmaker.web.words import _


def questions_of(story: Story, seen: Between | None) -> list[str]:
    """What to ask first: about what each would give, about the suggested step, about who must agree."""
    found = []
    for giver, given in ((story.a, seen.you_give if seen else ""), (story.b, seen.they_give if seen else "")):
        if given:
            values = {"name": giver.name, "what": given.rstrip(". ")}
            found.append(_("%(name)s gives “%(what)s”: how much of it, from when, and for whom?", **values))
    if story.introduction.first_step:
        step = story.introduction.first_step.rstrip(". ")
        found.append(_("“%(step)s”: could that be the first step, and who would see to it?", step=step))
    found.append(_("What would have to be there in three months for both to say that it was worth it?"))
    found.append(_("Who else has to agree before you begin, and what does it cost?"))
    return found
