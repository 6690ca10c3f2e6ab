"""The steps in the life of an offer or a need: every step from every state."""

from __future__ import annotations

import pytest

from matchmaker.core.entities import StatementState as State
from matchmaker.core.statements.life import IllegalStep, Step, may_take, take

# Written down by hand, not read from the table that is tried.
ALLOWED = {
    (State.OPEN, Step.CHANGE): State.OPEN,
    (State.OPEN, Step.PROLONG): State.OPEN,
    (State.OPEN, Step.MEET): State.MET,
    (State.OPEN, Step.WITHDRAW): State.WITHDRAWN,
    (State.OPEN, Step.EXPIRE): State.EXPIRED,
    (State.MET, Step.CHANGE): State.OPEN,
    (State.MET, Step.REOPEN): State.OPEN,
    (State.WITHDRAWN, Step.CHANGE): State.OPEN,
    (State.WITHDRAWN, Step.REOPEN): State.OPEN,
    (State.EXPIRED, Step.CHANGE): State.OPEN,
    (State.EXPIRED, Step.PROLONG): State.OPEN,
    (State.EXPIRED, Step.MEET): State.MET,
    (State.EXPIRED, Step.WITHDRAW): State.WITHDRAWN,
    (State.EXPIRED, Step.REOPEN): State.OPEN,
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("step", Step)
def test_each_step_leads_where_the_table_says_or_is_refused(state: State, step: Step) -> None:
    wanted = ALLOWED.get((state, step))
    assert may_take(state, step) == (wanted is not None)
    if wanted is None:
        with pytest.raises(IllegalStep, match=step):
            take(state, step)
    else:
        assert take(state, step) is wanted


def test_whatever_is_closed_can_be_opened_again() -> None:
    assert all(may_take(state, Step.REOPEN) for state in State if state is not State.OPEN)


def test_only_what_is_open_expires() -> None:
    assert [state for state in State if may_take(state, Step.EXPIRE)] == [State.OPEN]
