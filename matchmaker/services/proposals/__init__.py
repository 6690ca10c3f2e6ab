"""Proposals: ties worth making, sent to the broker’s desk."""

from matchmaker.services.proposals.deciding import drop, take, take_up_again
from matchmaker.services.proposals.describing import Between, describe
from matchmaker.services.proposals.looking import seen_by
from matchmaker.services.proposals.planning import Plan, Planned, plan
from matchmaker.services.proposals.proposing import propose
from matchmaker.services.proposals.reading import Desk, Waiting, count_waiting, get_proposal, list_desk

__all__ = [
    "Between",
    "Desk",
    "Plan",
    "Planned",
    "Waiting",
    "count_waiting",
    "describe",
    "drop",
    "get_proposal",
    "list_desk",
    "plan",
    "propose",
    "seen_by",
    "take",
    "take_up_again",
]
