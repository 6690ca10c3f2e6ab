"""What the texts of a draft suggest to tick."""

from __future__ import annotations

from matchmaker.core.drafts import Step
from matchmaker.services import profiles

ANSWERS = {"about": "We mend bicycles with teenagers.", "need_text": "A dry hall"}


def test_each_list_is_hinted_at_by_its_own_text() -> None:
    assert "theme-repair-reuse" in profiles.hints_of(ANSWERS, Step.WORK)["themes"]
    assert profiles.hints_of(ANSWERS, Step.NEED) == {"need_cooperation": ("space",)}
    assert profiles.hints_of(ANSWERS, Step.OFFER) == {"offer_cooperation": ()}
    assert profiles.hints_of(ANSWERS, Step.WHO) == {}


def test_a_step_knows_whether_there_is_a_text() -> None:
    assert profiles.is_written(ANSWERS, Step.NEED)
    assert not profiles.is_written(ANSWERS, Step.OFFER)
    assert not profiles.is_written(ANSWERS, Step.WHO)
