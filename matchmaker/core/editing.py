"""Two who change one record at once: a number for what somebody saw, and the merge of both changes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Answer = str | bool | list[str]
"""What a field of a form holds, as plain JSON."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that both changed, each in another way; `original` is None where nobody knows it."""

    field: str
    original: Answer | None
    theirs: Answer
    mine: Answer


@dataclass(frozen=True, slots=True)
class Merged:
    """Both changes in one: `answers` for all fields but those that clash.

    `theirs` and `mine` name the fields that only one of the two changed.
    """

    answers: Mapping[str, Answer]
    theirs: tuple[str, ...]
    mine: tuple[str, ...]
    clashes: tuple[Clash, ...]


def version_of(values: Mapping[str, Any]) -> str:
    """A short text that differs whenever one of the values does."""
    written = json.dumps(values, sort_keys=True, default=str)
    return hashlib.sha256(written.encode()).hexdigest()[:16]


def three_way(
    original: Mapping[str, Answer] | None, theirs: Mapping[str, Answer], mine: Mapping[str, Answer]
) -> Merged:
    """Merge two changes of one record, field by field.

    Where only one of the two changed a field, that change holds; where both wrote the same, that; where they
    wrote differently, somebody has to decide. Without the original each difference is one to decide about.
    What the original does not hold was not asked then: nobody changed it on purpose.
    """
    answers: dict[str, Answer] = {}
    by_them, by_me, clashes = [], [], []
    for field, own in mine.items():
        known = original.get(field) if original is not None else None
        other = theirs.get(field, own if known is None else known)
        unasked = original is not None and known is None
        if own == other:
            answers[field] = own
        elif unasked or own == known:
            answers[field] = other
            by_them.append(field)
        elif other == known:
            answers[field] = own
            by_me.append(field)
        else:
            clashes.append(Clash(field, known, other, own))
    return Merged(answers, tuple(by_them), tuple(by_me), tuple(clashes))
