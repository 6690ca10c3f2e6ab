"""Suggestions: who could help a profile, a need, or any text; what readers made of them and wish for."""

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
from matchmaker.services.suggestions.preferences import Weights, get_weights, reset_weights, set_weights

__all__ = [
    "Example",
    "Filters",
    "SuggestionPage",
    "Weights",
    "ask",
    "find_example",
    "get_one",
    "get_weights",
    "judge",
    "list_saved",
    "list_source_ids",
    "reset_weights",
    "resolve",
    "set_weights",
    "suggest",
    "take_back",
]
