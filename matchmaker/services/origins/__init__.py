"""Telling contacts of records that nobody claimed: what we keep, where it comes from, how to remove it."""

from matchmaker.services.origins.answering import (
    Opened,
    answer_kept,
    answer_wrong,
    get_opened,
    remove,
)
from matchmaker.services.origins.counting import Tally, Told, count_all, count_of_import, is_silent
from matchmaker.services.origins.facts import seen_by, source_in_words
from matchmaker.services.origins.finding import count_late, list_due, put_down_due
from matchmaker.services.origins.letters import WRITERS, Example, example_of_import
from matchmaker.services.origins.telling import tell

__all__ = [
    "WRITERS",
    "Example",
    "Opened",
    "Tally",
    "Told",
    "answer_kept",
    "answer_wrong",
    "count_all",
    "count_late",
    "count_of_import",
    "example_of_import",
    "get_opened",
    "is_silent",
    "list_due",
    "put_down_due",
    "remove",
    "seen_by",
    "source_in_words",
    "tell",
]
