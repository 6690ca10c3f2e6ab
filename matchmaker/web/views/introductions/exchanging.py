"""The page on which a broker puts another in the place of one of the two."""

from __future__ import annotations

from typing import Any

from flask import url_for

from matchmaker import context
from matchmaker.services import introductions
from matchmaker.services.introductions import Story
from matchmaker.web.forms.introductions import StepForm, SwapForm
from matchmaker.web.views.introductions.parties import names_of, title_of


def swap_about(story: Story, form: StepForm) -> dict[str, Any]:
    """What the page shows beside its form, in which all are named who could come in.

    Raises:
        NotAllowed; Conflict: somebody was asked already.
    """
    id_ = story.introduction.id
    found = introductions.list_substitutes(context.session(), context.actor(), id_, now=context.now())
    if isinstance(form, SwapForm):
        form.name_all(found, names_of(story))
    return {"id": id_, "title": title_of(story), "back_url": url_for("introductions.show", id=id_)}
