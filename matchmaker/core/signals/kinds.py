"""Kinds of cooperation that answer each other."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping


def wanted_kinds(kinds: Iterable[str], completes: Mapping[str, Collection[str]]) -> frozenset[str]:
    """The kinds of offer that answer needs of these `kinds`: the same kind, and those that complete it."""
    return frozenset(answer for kind in kinds for answer in (kind, *completes.get(kind, ())))


def answered_kinds(kinds: Collection[str], completes: Mapping[str, Collection[str]]) -> frozenset[str]:
    """The kinds of need that offers of these `kinds` answer: `wanted_kinds` read backwards."""
    if not kinds:
        return frozenset()
    return frozenset(kinds) | {
        need for need, answers in completes.items() if not set(answers).isdisjoint(kinds)
    }
