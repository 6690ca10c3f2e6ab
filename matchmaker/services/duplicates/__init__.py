"""Duplicates: pairs that may be the same, merging them field by field, and undoing it."""

from matchmaker.services.duplicates.agreeing import answer, ask
from matchmaker.services.duplicates.deciding import ask_again, tell_apart
from matchmaker.services.duplicates.finding import JOB, find_pairs, keep_pairs, queue, read_facts
from matchmaker.services.duplicates.former import find_kept, list_earlier, list_former
from matchmaker.services.duplicates.letters import WRITERS
from matchmaker.services.duplicates.merging import merge
from matchmaker.services.duplicates.questions import Question, get_question
from matchmaker.services.duplicates.reading import (
    Half,
    Listed,
    Merges,
    PairPage,
    Pairs,
    count_pairs,
    get_page,
    get_pair,
    list_merges,
    list_pairs,
)
from matchmaker.services.duplicates.requests import agreed, find_request, list_requests
from matchmaker.services.duplicates.retention import forget_records, tidy_merges
from matchmaker.services.duplicates.undoing import find_merge_of, get_merge, may_undo, undo

__all__ = [
    "JOB",
    "WRITERS",
    "Half",
    "Listed",
    "Merges",
    "PairPage",
    "Pairs",
    "Question",
    "agreed",
    "answer",
    "ask",
    "ask_again",
    "count_pairs",
    "find_kept",
    "find_merge_of",
    "find_pairs",
    "find_request",
    "forget_records",
    "get_merge",
    "get_page",
    "get_pair",
    "get_question",
    "keep_pairs",
    "list_earlier",
    "list_former",
    "list_merges",
    "list_pairs",
    "list_requests",
    "may_undo",
    "merge",
    "queue",
    "read_facts",
    "tell_apart",
    "tidy_merges",
    "undo",
]
