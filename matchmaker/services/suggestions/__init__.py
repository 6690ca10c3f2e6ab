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
from matchmaker.services.suggestions.example import find_example, warm
from matchmaker.services.suggestions.exposure import (
    Attention,
    Spread,
    find_attention,
    find_spread,
    hand_over,
    note_shown,
    tidy_exposure,
)
from matchmaker.services.suggestions.judging import judge, list_saved, take_back
from matchmaker.services.suggestions.preferences import Weights, get_weights, reset_weights, set_weights

__all__ = [
    "Attention",
    "Example",
    "Filters",
    "Spread",
    "SuggestionPage",
    "Weights",
    "ask",
    "find_attention",
    "find_example",
    "find_spread",
    "get_one",
    "get_weights",
    "hand_over",
    "judge",
    "list_saved",
    "list_source_ids",
    "note_shown",
    "reset_weights",
    "resolve",
    "set_weights",
    "suggest",
    "take_back",
    "tidy_exposure",
    "warm",
]
