"""A term: one entry of a controlled list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """One entry: a key that stays for ever, its scheme, and an English label that a door translates."""

    key: str
    scheme: str
    label: str


def table(scheme: str, labels: Mapping[str, str]) -> tuple[Term, ...]:
    """The terms of one scheme from labels by key, in the order given."""
    return tuple(Term(key, scheme, label) for key, label in labels.items())
