"""Suggestions: who could help a profile, a need, or any text; and what readers made of them."""

from matchmaker.services.suggestions.asking import (
    Example,
    Filters,
    SuggestionPage,
    ask,
    get_one,
    list_source_ids,
    resolve,
    suggest,
)
from matchmaker.services.suggestions.example import find_example
from matchmaker.services.suggestions.judging import judge, list_saved, take_back

__all__ = [
    "Example",
    "Filters",
    "SuggestionPage",
    "ask",
    "find_example",
    "get_one",
    "judge",
    "list_saved",
    "list_source_ids",
    "resolve",
    "suggest",
    "take_back",
]
