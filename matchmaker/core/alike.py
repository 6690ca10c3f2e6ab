"""Whether two names may mean the same organisation: enough to ask, never enough to decide."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz

from matchmaker.core.imports.names import name_key

CLOSE = 90.0
"""From this likeness on (of 100) two names are shown together: a letter or two may be mistyped."""

FEWEST = 4
"""Fewer letters than this are alike by chance: only the very same name counts."""


def likeness(one: str, other: str) -> float:
    """How alike two names are, folded and without legal forms, from 0 to 100, in any order of their words."""
    if min(len(one), len(other)) < FEWEST:
        return 100.0 if one == other else 0.0
    return fuzz.token_sort_ratio(one, other)


def list_alike(name: str, names: Iterable[tuple[str, str]], *, most: int = 5) -> list[str]:
    """The ids of those whose names may mean the same, the likeliest first; `names` are pairs (id, name)."""
    wanted = name_key(name)
    if not wanted:
        return []
    known = ((id_, likeness(wanted, name_key(other))) for id_, other in names)
    found = {id_: score for id_, score in known if score >= CLOSE}
    return sorted(found, key=lambda id_: (-found[id_], id_))[:most]
