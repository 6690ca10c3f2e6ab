"""What the texts of a draft suggest to tick; nothing is ever ticked for anybody."""

from __future__ import annotations

from collections.abc import Mapping

from matchmaker.core.drafts import Answers, Step
from matchmaker.core.hints import suggest

HINTED: Mapping[Step, Mapping[str, tuple[str, str]]] = {
    Step.WORK: {"themes": ("about", "theme"), "groups": ("about", "group")},
    Step.NEED: {"need_cooperation": ("need_text", "cooperation-need")},
    Step.OFFER: {"offer_cooperation": ("offer_text", "cooperation-offer")},
}
"""For each list of a step the text that suggests its choices, and the scheme that it shows."""


def hints_of(answers: Answers, step: Step) -> dict[str, tuple[str, ...]]:
    """For each list of a step the terms that its text shows, the clearest first."""
    return {
        name: tuple(hint.key for hint in suggest(str(answers.get(text, "")), scheme))
        for name, (text, scheme) in HINTED.get(step, {}).items()
    }


def is_written(answers: Answers, step: Step) -> bool:
    """Whether there is a text that could suggest something in a step."""
    return any(answers.get(text) for text, _scheme in HINTED.get(step, {}).values())
