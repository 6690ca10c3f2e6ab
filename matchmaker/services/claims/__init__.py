"""Claims: somebody takes a record that is theirs, by a mail to its address or by decision."""

from matchmaker.services.claims.answering import AskedOfRecord, answer_by_link, get_by_link
from matchmaker.services.claims.asking import ask_by_mail, ask_for_decision, claim_at_once, withdraw
from matchmaker.services.claims.deciding import (
    ToDecide,
    Waiting,
    Weighed,
    count_to_decide,
    decide,
    get_to_decide,
    list_waiting,
)
from matchmaker.services.claims.keeping import erase_part, expire
from matchmaker.services.claims.letters import WRITERS
from matchmaker.services.claims.reading import Claimable, OwnClaim, Ways, get_claimable, list_own

__all__ = [
    "WRITERS",
    "AskedOfRecord",
    "Claimable",
    "OwnClaim",
    "ToDecide",
    "Waiting",
    "Ways",
    "Weighed",
    "answer_by_link",
    "ask_by_mail",
    "ask_for_decision",
    "claim_at_once",
    "count_to_decide",
    "decide",
    "erase_part",
    "expire",
    "get_by_link",
    "get_claimable",
    "get_to_decide",
    "list_own",
    "list_waiting",
    "withdraw",
]
