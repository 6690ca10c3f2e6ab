"""The life of a proposal: a tie worth making that waits for a broker."""

from __future__ import annotations

from enum import StrEnum


class ProposalState(StrEnum):
    """Where a proposal is; every other state is reached from `waiting` alone."""

    WAITING = "waiting"
    TAKEN = "taken"
    DROPPED = "dropped"


STEPS: dict[ProposalState, frozenset[ProposalState]] = {
    ProposalState.WAITING: frozenset({ProposalState.TAKEN, ProposalState.DROPPED}),
    ProposalState.TAKEN: frozenset(),
    ProposalState.DROPPED: frozenset({ProposalState.WAITING}),
}
"""The allowed steps; what was dropped may be taken up again."""
