"""The states of a proposal."""

from __future__ import annotations

from matchmaker.core.ecosystem.proposals import STEPS, ProposalState


def test_every_state_has_its_steps_and_only_what_was_dropped_comes_back() -> None:
    assert set(STEPS) == set(ProposalState)
    back = {state for state, steps in STEPS.items() if ProposalState.WAITING in steps}
    assert back == {ProposalState.DROPPED}
    assert not STEPS[ProposalState.TAKEN]
